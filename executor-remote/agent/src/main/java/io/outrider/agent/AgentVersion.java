package io.outrider.agent;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version as the build wrote it. */
final class AgentVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        return new String[] {"outrider-agent " + number()};
    }

    static String number() {
        Properties properties = new Properties();
        try (InputStream in = AgentVersion.class.getResourceAsStream("/outrider-agent.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            return "unknown";
        }
        return properties.getProperty("version", "unknown");
    }
}

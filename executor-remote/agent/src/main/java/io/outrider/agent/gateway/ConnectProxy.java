package io.outrider.agent.gateway;

import java.net.Authenticator;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;

/** Sends everything through an HTTP proxy by CONNECT, with a user and password if the URL carries them. */
final class ConnectProxy {

    private static final int DEFAULT_PORT = 3128;

    private ConnectProxy() {}

    static void use(HttpClient.Builder builder, URI proxy) {
        int port = proxy.getPort() < 0 ? DEFAULT_PORT : proxy.getPort();
        builder.proxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(), port)));
        if (proxy.getUserInfo() != null) {
            // The JDK refuses Basic for tunnels unless told so.
            System.setProperty("jdk.http.auth.tunneling.disabledSchemes", "");
            String[] parts = proxy.getUserInfo().split(":", 2);
            builder.authenticator(new Fixed(parts[0], parts.length > 1 ? parts[1] : ""));
        }
    }

    private static final class Fixed extends Authenticator {

        private final String user;
        private final String password;

        Fixed(String user, String password) {
            this.user = user;
            this.password = password;
        }

        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication(user, password.toCharArray());
        }
    }
}

package io.outrider.stack.infrastructure;

/**
 * How to reach the running infrastructure.
 *
 * @param kafka the bootstrap servers
 * @param registryUrl the base address of the registry's API, version 3
 */
public record Endpoints(String kafka, String pgHost, int pgPort, String pgUser, String pgPassword, String registryUrl) {

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://" + pgHost + ":" + pgPort + "/" + database;
    }

    public String reactiveUrl(String database) {
        return "postgresql://" + pgHost + ":" + pgPort + "/" + database;
    }

    /** Leaves the password out. */
    @Override
    public String toString() {
        return "Endpoints[kafka=" + kafka + ", postgres=" + pgUser + "@" + pgHost + ":" + pgPort + ", registry="
                + registryUrl + "]";
    }
}

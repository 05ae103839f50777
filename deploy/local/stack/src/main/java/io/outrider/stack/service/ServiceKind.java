package io.outrider.stack.service;

import io.outrider.stack.process.JavaCommand;
import java.util.List;
import java.util.stream.Stream;

/**
 * The table of Outrider's services: where each is built, which database it owns, and how its JVM runs.
 *
 * <p>Most start quickest with C1 alone; those on the way of every task and event get the full compiler.
 */
public enum ServiceKind {
    TEMPLATE_SERVICE("template-service", "template-service", "template_service", 8081, 192, false),
    BUILD_SERVICE("build-service", "build-service", "build_service", 8082, 256, false),
    SCHEDULER_SERVICE("scheduler-service", "scheduler-service", "scheduler_service", 8083, 320, true),
    GATEWAY("gateway", "executor-remote/gateway", "gateway", 8084, 320, true),
    EVENT_REACTOR("event-reactor", "event-reactor", "event_reactor", 8085, 256, true);

    private final String serviceName;
    private final String module;
    private final String database;
    private final int preferredPort;
    private final int heapMebibytes;
    private final boolean hot;

    ServiceKind(String serviceName, String module, String database, int preferredPort, int heapMebibytes, boolean hot) {
        this.serviceName = serviceName;
        this.module = module;
        this.database = database;
        this.preferredPort = preferredPort;
        this.heapMebibytes = heapMebibytes;
        this.hot = hot;
    }

    public String serviceName() {
        return serviceName;
    }

    String module() {
        return module;
    }

    String database() {
        return database;
    }

    public int preferredPort() {
        return preferredPort;
    }

    List<String> jvmFlags() {
        List<String> base = hot ? JavaCommand.PEAK_SPEED : JavaCommand.QUICK_START;
        return Stream.concat(base.stream(), Stream.of("-Xmx" + heapMebibytes + "m", "-XX:+ExitOnOutOfMemoryError"))
                .toList();
    }
}

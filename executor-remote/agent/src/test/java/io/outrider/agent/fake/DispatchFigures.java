package io.outrider.agent.fake;

import io.outrider.protocol.TaskRef;
import io.outrider.protocol.TaskSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures the packaged agent against the fake gateway: {@code DispatchFigures HOME SLOTS N}, in the module's folder. Run by hand; figures are in the README. */
public final class DispatchFigures {

    private DispatchFigures() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        Path home = Path.of(args[0]);
        int slots = Integer.parseInt(args[1]);
        int n = Integer.parseInt(args[2]);
        TaskSpec spec = Specs.command("true").spec();
        try (FakeGateway gateway = new FakeGateway();
                AgentProcess agent = new AgentProcess(
                        home,
                        gateway,
                        "slots: " + slots
                                + "\nruntimes: {host: true, sandbox: auto, docker: auto, allowPlainProcess: true}\n",
                        AgentProgram.packaged())) {
            run(gateway, spec, 200, true);
            System.out.println("one after another: " + run(gateway, spec, 200, false));
            System.out.println("at once:           " + run(gateway, spec, n, true));
            System.out.println("rss: " + rss(agent.pid()));
            agent.terminate();
        }
        System.exit(0);
    }

    private static String run(FakeGateway gateway, TaskSpec spec, int n, boolean atOnce) throws InterruptedException {
        List<TaskRef> refs = new ArrayList<>();
        long from = System.nanoTime();
        for (int i = 0; i < n; i++) {
            TaskRef ref = gateway.desk().offer(spec);
            refs.add(ref);
            while (!atOnce && gateway.desk().end(ref) == null) {
                Thread.sleep(1);
            }
        }
        while (gateway.desk().end(refs.getLast()) == null
                || refs.stream().anyMatch(ref -> gateway.desk().end(ref) == null)) {
            Thread.sleep(10);
        }
        double seconds = (System.nanoTime() - from) / 1e9;
        double[] millis =
                refs.stream().mapToDouble(gateway.desk()::millis).sorted().toArray();
        return "%.0f tasks/s, p50 %.1f ms, p99 %.1f ms"
                        .formatted(n / seconds, millis[millis.length / 2], millis[(int) (millis.length * 0.99)])
                + (Arrays.stream(millis).anyMatch(m -> m < 0) ? " (broken)" : "");
    }

    private static String rss(long pid) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .findFirst()
                .orElse("?");
    }
}

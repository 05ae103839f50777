package io.outrider.stack.infrastructure;

import io.outrider.stack.process.ChildProcess;
import io.outrider.stack.process.Component;
import io.outrider.stack.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The embedded PostgreSQL server: durable, on the loopback address only, with a generated password.
 *
 * <p>Runs as a direct child and not through {@code pg_ctl}, which would put it into the background, out of reach.
 */
public final class Postgres implements Component {

    static final String USER = "outrider";

    /** One for each owner of data; the registry keeps its schemas here too. */
    static final List<String> DATABASES =
            List.of("template_service", "build_service", "scheduler_service", "gateway", "event_reactor", "registry");

    /**
     * Starts the server in the same process, beside a watch that asks for a fast shutdown when standard input ends. The
     * watch gets the pipe on descriptor 3, since a background command's standard input is emptied by the shell.
     */
    private static final String STDIN_BOUND =
            "exec 3<&0 </dev/null; (read -r end <&3; kill -INT $$ 2>/dev/null) >/dev/null 2>&1 & exec 3<&-; exec \"$@\"";

    /**
     * Settings of glibc's {@code malloc}: a server process keeps up to 8 MiB that a statement has freed. By default it gives them back to the
     * kernel, and fetches them again as a hundred new pages with the next statements of a job.
     */
    private static final Map<String, String> ENVIRONMENT =
            Map.of("LC_ALL", "C", "MALLOC_TRIM_THRESHOLD_", "8388608", "MALLOC_TOP_PAD_", "1048576");

    private final Installation installation;
    private final StackDirectory directory;
    private final int port;
    private PostgresUser user = PostgresUser.CALLER;

    public Postgres(Installation installation, StackDirectory directory, InfrastructurePorts ports) {
        this.installation = installation;
        this.directory = directory;
        this.port = ports.postgres();
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("postgres", port);
    }

    String password() throws IOException {
        return directory.secret("postgres.password");
    }

    @Override
    public void prepare() throws IOException, InterruptedException {
        user = PostgresUser.choose();
        user.passThrough(directory.root());
        if (!Files.exists(directory.postgres())) {
            initialise();
        }
    }

    /** Works on a draft, so that an interrupted attempt leaves nothing that looks like a database. */
    private void initialise() throws IOException, InterruptedException {
        Path draft = directory.root().resolve("postgres.draft");
        DirectoryTree.delete(draft);
        StackDirectory.createPrivately(draft);
        Path passwordFile = directory.root().resolve("postgres.password");
        password();
        user.own(draft);
        user.own(passwordFile);
        List<String> options = List.of(
                "--pgdata=" + draft,
                "--username=" + USER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--no-locale",
                "--no-instructions");
        ChildProcess.run(name(), command(user.prefix(), "initdb", options));
        Files.move(draft, directory.postgres(), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public Launch launch() throws IOException {
        var prefix = new ArrayList<>(List.of("sh", "-c", STDIN_BOUND, "postgres"));
        prefix.addAll(user.prefix());
        var arguments = new ArrayList<>(List.of("-D", directory.postgres().toString()));
        settings().forEach((key, value) -> arguments.addAll(List.of("-c", key + "=" + value)));
        return command(prefix, "postgres", arguments);
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("port", Integer.toString(port)),
                Map.entry("unix_socket_directories", ""),
                Map.entry("fsync", "on"),
                Map.entry("synchronous_commit", "on"),
                // Six services with a reactive pool of up to 20 and a few connections for migrations.
                Map.entry("max_connections", "200"),
                Map.entry("shared_buffers", "128MB"),
                // Nothing replicates from it but pg_basebackup, which takes two.
                Map.entry("wal_level", "replica"),
                Map.entry("max_wal_senders", "2"),
                Map.entry("jit", "off"),
                Map.entry("io_method", "sync"),
                Map.entry("timezone", "UTC"),
                Map.entry("log_timezone", "UTC"));
    }

    private Launch command(List<String> prefix, String program, List<String> arguments) throws IOException {
        Path programs = PostgresBinaries.unpack(
                installation.postgres(), directory.root().resolve("postgres-programs"));
        var words = new ArrayList<>(prefix);
        words.add(programs.resolve("bin").resolve(program).toString());
        words.addAll(arguments);
        return new Launch(words, ENVIRONMENT, directory.root(), directory.log(name()));
    }

    @Override
    public boolean isReady() throws SQLException, IOException {
        try (Connection connection = connect()) {
            return connection.isValid(2);
        }
    }

    @Override
    public void whenReady() throws SQLException, IOException {
        try (Connection connection = connect();
                var exists = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?");
                var create = connection.createStatement()) {
            for (String database : DATABASES) {
                exists.setString(1, database);
                try (var found = exists.executeQuery()) {
                    if (!found.next()) {
                        create.execute("CREATE DATABASE " + database);
                    }
                }
            }
        }
    }

    private Connection connect() throws SQLException, IOException {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres?connectTimeout=2&socketTimeout=30";
        return DriverManager.getConnection(url, USER, password());
    }
}

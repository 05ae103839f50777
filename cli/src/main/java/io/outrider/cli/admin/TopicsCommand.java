package io.outrider.cli.admin;

import io.outrider.cli.CommandException;
import io.outrider.cli.Commands;
import io.outrider.cli.ExitCode;
import io.outrider.cli.input.Durations;
import io.outrider.schemas.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes Outrider's topics on a Kafka that is not the local stack's. Done twice it changes nothing; existing topics stay as they are. */
@Command(name = "topics", description = "Make the Kafka topics that are missing; existing ones stay as they are.")
public final class TopicsCommand extends Commands implements Callable<Integer> {

    /** A record may be 4 MiB; Kafka's default is 1 MiB. */
    private static final String RECORD_LIMIT = Integer.toString(4 << 20);

    /** The broker's clock counts: no sender can move what it sends into the past or the future. */
    private static final Map<String, String> SETTINGS = Map.of(
            TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
            RECORD_LIMIT,
            TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
            "LogAppendTime");

    /** Variables that services read too, such as KAFKA_SASL_MECHANISM. */
    private static final Pattern PROTECTION = Pattern.compile("KAFKA_(SECURITY|SSL|SASL)_[A-Z_]+");

    @Option(
            names = "--bootstrap-servers",
            required = true,
            paramLabel = "HOST:PORT",
            description = "Kafka's addresses.")
    private String servers = "";

    @Option(
            names = "--partitions",
            defaultValue = "12",
            paramLabel = "N",
            description = "Of each new topic; default 12.")
    private int partitions = 12;

    @Option(
            names = "--replication-factor",
            defaultValue = "3",
            paramLabel = "N",
            description = "Of each new topic; default 3.")
    private short replicas = 3;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description =
                    "Properties of the client; default KAFKA_SECURITY_…, KAFKA_SSL_…, KAFKA_SASL_… of the environment.")
    private @Nullable Path config;

    @Option(
            names = "--wait",
            defaultValue = "60s",
            paramLabel = "TIME",
            description = "For Kafka to answer; default 60s.")
    private String patience = "60s";

    @Override
    public Integer call() throws InterruptedException {
        if (partitions < 1 || replicas < 1) {
            throw CommandException.usage("Expected --partitions and --replication-factor to be 1 or more, but got "
                    + partitions + " and " + replicas);
        }
        // The client logs through a library that otherwise complains that nobody listens.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        try (Admin admin = Admin.create(settings())) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = Topic.all().stream()
                    .map(Topic::name)
                    .filter(name -> !existing.contains(name))
                    .map(name -> new NewTopic(name, partitions, replicas).configs(SETTINGS))
                    .toList();
            create(admin, missing);
            session()
                    .output()
                    .remark(missing.size() + " topics made, " + (Topic.all().size() - missing.size()) + " were there");
            return ExitCode.OK;
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } catch (KafkaException e) {
            throw failure(e);
        }
    }

    /** Another who makes the same at the same time is no mistake. */
    private static void create(Admin admin, List<NewTopic> missing) throws ExecutionException, InterruptedException {
        for (var created : admin.createTopics(missing).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
    }

    private Properties settings() {
        Duration wait = Durations.parse("--wait", patience);
        var settings = new Properties();
        session().surroundings().env().forEach((name, value) -> {
            if (PROTECTION.matcher(name).matches()) {
                settings.setProperty(
                        name.substring("KAFKA_".length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        value);
            }
        });
        if (config != null) {
            try (var reader = Files.newBufferedReader(config)) {
                settings.load(reader);
            } catch (IOException e) {
                throw CommandException.usage(
                        "Expected --command-config to be a file of properties, but " + config + " cannot be read");
            }
        }
        settings.setProperty(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, servers);
        settings.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(wait.toMillis()));
        settings.setProperty(
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(Math.min(30_000, wait.toMillis())));
        return settings;
    }

    private CommandException failure(Throwable cause) {
        String why = cause.getCause() instanceof KafkaException deeper ? deeper.getMessage() : cause.getMessage();
        return cause instanceof TimeoutException
                ? new CommandException(
                        ExitCode.UNREACHABLE,
                        "Expected Kafka to answer at " + servers + ", but it did not within " + patience)
                : new CommandException(ExitCode.REFUSED, "Expected to make the topics at " + servers + ", but " + why);
    }
}

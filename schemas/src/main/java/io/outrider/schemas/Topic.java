package io.outrider.schemas;

import io.outrider.schemas.avro.BuildEvent;
import io.outrider.schemas.avro.BuildRequest;
import io.outrider.schemas.avro.DeadLetter;
import io.outrider.schemas.avro.Event;
import io.outrider.schemas.avro.JobEvent;
import io.outrider.schemas.avro.JobRequest;
import io.outrider.schemas.avro.NodeEvent;
import io.outrider.schemas.avro.TaskCommand;
import io.outrider.schemas.avro.TaskEvent;
import io.outrider.schemas.avro.TaskLog;
import io.outrider.schemas.avro.TemplateEvent;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * A Kafka topic and the one record type that it carries.
 *
 * @param name the topic's name, {@code outrider.<topic>.v1}
 * @param type the Avro class of its records
 */
public record Topic<T extends SpecificRecord>(String name, Class<T> type) {

    public static final String TEMPLATE_EVENTS_NAME = "outrider.template-events.v1";
    public static final String BUILD_REQUESTS_NAME = "outrider.build-requests.v1";
    public static final String BUILD_EVENTS_NAME = "outrider.build-events.v1";
    public static final String JOB_REQUESTS_NAME = "outrider.job-requests.v1";
    public static final String JOB_EVENTS_NAME = "outrider.job-events.v1";
    public static final String TASK_COMMANDS_NAME = "outrider.task-commands.v1";
    public static final String TASK_EVENTS_NAME = "outrider.task-events.v1";
    public static final String TASK_LOGS_NAME = "outrider.task-logs.v1";
    public static final String NODE_EVENTS_NAME = "outrider.node-events.v1";
    public static final String EVENTS_NAME = "outrider.events.v1";
    public static final String DEAD_LETTERS_NAME = "outrider.dead-letters.v1";

    public static final Topic<TemplateEvent> TEMPLATE_EVENTS = new Topic<>(TEMPLATE_EVENTS_NAME, TemplateEvent.class);
    public static final Topic<BuildRequest> BUILD_REQUESTS = new Topic<>(BUILD_REQUESTS_NAME, BuildRequest.class);
    public static final Topic<BuildEvent> BUILD_EVENTS = new Topic<>(BUILD_EVENTS_NAME, BuildEvent.class);
    public static final Topic<JobRequest> JOB_REQUESTS = new Topic<>(JOB_REQUESTS_NAME, JobRequest.class);
    public static final Topic<JobEvent> JOB_EVENTS = new Topic<>(JOB_EVENTS_NAME, JobEvent.class);
    public static final Topic<TaskCommand> TASK_COMMANDS = new Topic<>(TASK_COMMANDS_NAME, TaskCommand.class);
    public static final Topic<TaskEvent> TASK_EVENTS = new Topic<>(TASK_EVENTS_NAME, TaskEvent.class);
    public static final Topic<TaskLog> TASK_LOGS = new Topic<>(TASK_LOGS_NAME, TaskLog.class);
    public static final Topic<NodeEvent> NODE_EVENTS = new Topic<>(NODE_EVENTS_NAME, NodeEvent.class);
    public static final Topic<Event> EVENTS = new Topic<>(EVENTS_NAME, Event.class);
    public static final Topic<DeadLetter> DEAD_LETTERS = new Topic<>(DEAD_LETTERS_NAME, DeadLetter.class);

    /** Returns every topic, in the order of the natural way through the system. */
    public static List<Topic<?>> all() {
        return List.of(
                TEMPLATE_EVENTS,
                BUILD_REQUESTS,
                BUILD_EVENTS,
                EVENTS,
                JOB_REQUESTS,
                JOB_EVENTS,
                TASK_COMMANDS,
                TASK_EVENTS,
                TASK_LOGS,
                NODE_EVENTS,
                DEAD_LETTERS);
    }
}

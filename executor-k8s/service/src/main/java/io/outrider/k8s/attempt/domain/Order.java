package io.outrider.k8s.attempt.domain;

/** What the cluster has to be asked for. */
public sealed interface Order {

    /** Keep with the Job that it has to end, and let no pod of it start any more. */
    record Halt(Stop stop) implements Order {}

    /** Keep with the Job that it has to end. */
    record Note(Stop stop) implements Order {}

    /** Delete the pod with the task's grace period, also where it was deleted with a longer one. */
    record Kill(String pod) implements Order {}

    /** Let no pod of the Job start any more. Its controller deletes a pod that is not being deleted yet, with the pod's own grace. */
    record Suspend() implements Order {}
}

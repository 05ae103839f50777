-- Template versions as the template-service announced them; the definition is set once READY and never changes again.
create table template_version (
    project    text        not null,
    template   text        not null,
    version    text        not null,
    status     text        not null,
    reason     text,
    definition text,
    at         timestamptz not null,
    primary key (project, template, version)
);

create table job (
    id              text        primary key,
    seq             bigint      generated always as identity,
    project         text        not null,
    template        text        not null,
    version         text,
    method          text        not null,
    parameters      text        not null,
    sensitive       text        not null,
    target_node     text,
    target_selector text,
    target_all      boolean     not null,
    timeout_ms      bigint      not null,
    retry_limit     int         not null,
    backoff_ms      bigint      not null,
    on_lost         text        not null,
    event           text,
    reaction        text,
    causation_depth int         not null,
    created_by      text        not null,
    created_at      timestamptz not null,
    idempotency_key text,
    request_hash    text,
    correlation_id  text        not null,
    causation_id    text,
    traceparent     text,
    status          text        not null,
    reason          text,
    outputs         text,
    tasks_total     int         not null,
    tasks_open      int         not null,
    tasks_failed    int         not null,
    first_failure   text,
    started_at      timestamptz,
    finished_at     timestamptz
);
create unique index job_idempotency on job (project, idempotency_key) where idempotency_key is not null;
create index job_list on job (project, seq desc);
create index job_finished on job (finished_at) where finished_at is not null;

-- A task changes some four times in its short life; free space in the page keeps those changes on it.
create table task (
    id          text   primary key,
    job_id      text   not null,
    place       int    not null,
    seq         bigint generated always as identity,
    queue       text   not null,
    status      text   not null,
    reason      text,
    attempt     int    not null,
    epoch       int    not null,
    refused_by  text   not null,
    node        text,
    deadline    timestamptz,
    started_at  timestamptz,
    finished_at timestamptz,
    exit_code   int,
    outputs     text,
    artifacts   text,
    log_size    bigint not null
) with (fillfactor = 70);
create index task_job on task (job_id, place);
-- Who is next in a queue, however many wait.
create index task_queue on task (queue, seq) where status = 'PENDING';
-- Timers: every open task has one.
create index task_deadline on task (deadline) where deadline is not null;
-- What a node was offered and has not accepted.
create index task_offered on task (node) where status = 'ASSIGNED';

create table node (
    name          text        primary key,
    executor      text        not null,
    project       text        not null,
    status        text        not null,
    reason        text,
    labels        text        not null,
    facts         text        not null,
    runtimes      text        not null,
    slots         int         not null,
    free_slots    int         not null,
    agent_version text,
    last_seen     timestamptz not null,
    at            timestamptz not null
);

-- Apart from node, because it changes with every round.
create table node_load (
    name        text             primary key,
    outstanding int              not null,
    pace        double precision not null,
    pace_at     timestamptz      not null,
    check (outstanding >= 0)
) with (fillfactor = 50);

create table log_chunk (
    task_id text   not null,
    attempt int    not null,
    epoch   int    not null,
    start   bigint not null,
    seq     bigint generated always as identity,
    job_id  text   not null,
    data    bytea  not null,
    at      timestamptz not null,
    primary key (task_id, attempt, epoch, start)
);
create index log_chunk_job on log_chunk (job_id, seq);

create table dead_letter (
    id           bigint      generated always as identity primary key,
    consumer     text        not null,
    topic        text        not null,
    part         int         not null,
    start        bigint      not null,
    key          bytea,
    value        bytea,
    headers      text        not null,
    reason       text        not null,
    at           timestamptz not null,
    replayed_at  timestamptz,
    replayed_by  text,
    unique (consumer, topic, part, start)
);

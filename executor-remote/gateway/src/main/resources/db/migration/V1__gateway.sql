-- Single use; only the hash of the secret is kept.
create table enrolment_token (
    hash       text        primary key,
    name       text        not null,
    labels     jsonb       not null default '{}',
    created_by text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);
create index enrolment_token_expires_at on enrolment_token (expires_at);

create table enrolment (
    name          text        primary key,
    serial        text        not null,
    labels        jsonb       not null default '{}',
    agent_version text        not null,
    enrolled_at   timestamptz not null,
    not_after     timestamptz not null,
    revoked_at    timestamptz
);
comment on column enrolment.serial is 'of the one client certificate that counts, in hex';

-- What a node last said of itself.
create table node (
    name          text        primary key references enrolment (name),
    status        text        not null,
    session       text        not null default '',
    agent_version text,
    slots         int         not null default 0,
    free_slots    int         not null default 0,
    labels        jsonb       not null default '{}',
    facts         jsonb       not null default '{}',
    runtimes      text[]      not null default '{}',
    last_seen     timestamptz not null
);
create index node_last_seen on node (last_seen) where status in ('ONLINE', 'STALE', 'ENROLLED');

-- One row for each attempt of a task, with its newest epoch: older ones are over by definition.
create table task (
    task_id        text        not null,
    attempt        int         not null,
    epoch          int         not null,
    job_id         text        not null,
    project        text        not null,
    node           text        not null,
    status         text        not null,
    nonce          text        not null,
    deadline       timestamptz,
    session        text,
    started_at     timestamptz,
    cancel_reason  text,
    grace_seconds  int         not null,
    outcome        text,
    reported       boolean     not null default false,
    ended_at       timestamptz,
    log_size       bigint      not null default 0,
    spec           text,
    blobs          text[]      not null default '{}',
    seq            bigint      generated always as identity,
    causation_id   text        not null,
    correlation_id text        not null,
    actor          text        not null,
    traceparent    text,
    primary key (task_id, attempt),
    constraint every_open_state_has_a_deadline check (ended_at is not null or deadline is not null)
) with (fillfactor = 70);
comment on column task.status is 'OFFERED, HELD, ENDED';
comment on column task.deadline is 'OFFERED: given back then; HELD: end of the lease';
comment on column task.log_size is 'bytes of the log that are on the topic';
comment on column task.spec is 'as the agent gets it (JSON); null once the attempt has ended';
create index task_open_by_node on task (node, seq) where ended_at is null;
create index task_open_by_deadline on task (deadline) where ended_at is null;
create index task_ended_at on task (ended_at) where ended_at is not null;

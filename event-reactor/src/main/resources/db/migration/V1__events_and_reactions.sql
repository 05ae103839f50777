-- Every event, once for its project, source and id: event_key is a hash of the three.
create table event (
    event_key       uuid        primary key,
    seq             bigint      generated always as identity,
    project         text        not null,
    source          text        not null,
    id              text        not null,
    type            text        not null,
    subject         text,
    time            timestamptz not null,
    extensions      text        not null, -- JSON object of texts
    data            text        not null, -- JSON; text, since jsonb would lose \u0000 and the order of fields
    causation_depth int         not null,
    received_at     timestamptz not null,
    decided_at      timestamptz           -- null until the reactions have been asked: whoever sets it, decides
);
create unique index event_newest on event (project, seq desc);
create index event_by_age on event using brin (received_at) with (autosummarize = on); -- rows come in this order: all but free
create index event_by_id on event (project, id);
create index event_by_type on event (project, type, seq desc);

-- The decision log: one line for each event and each reaction that is about it. Deleted with its event, by whoever deletes that:
-- a foreign key would be asked again for every line.
create table decision (
    event_key  uuid        not null,
    reaction   text        not null,
    version    int         not null,
    group_key  text        not null,
    outcome    text        not null check (outcome in ('FIRED', 'WAITING', 'SUPPRESSED', 'NOT_MATCHED', 'RESOLVED', 'ERROR')),
    cause      text,        -- by what it waits or is suppressed: minOccurrences, waitForMore, join, running, reReactDelay, paused, …
    until      timestamptz, -- when that ends
    firing_id  uuid,        -- the window that it belongs to: the firing that was or will be
    reason     text,
    decided_at timestamptz not null,
    primary key (event_key, reaction)
);

-- One row for each window that ended, whether or not jobs started. The id follows from project, reaction, group and the event that
-- opened the window.
create table firing (
    id          uuid        primary key,
    project     text        not null,
    reaction    text        not null,
    version     int         not null,
    group_key   text        not null,
    event_key   uuid        not null, -- the newest event
    occurrences bigint      not null,
    cause       text        not null check (cause in ('EVENT', 'TIMER', 'JOB_ENDED')),
    outcome     text        not null check (outcome in ('FIRED', 'SUPPRESSED', 'RESOLVED', 'ERROR')),
    reason      text,
    fired_at    timestamptz not null
);
create index firing_newest on firing (project, reaction, fired_at desc);

-- Which jobs a firing started. The id follows from the firing and the position.
create table started_job (
    job_id    uuid        primary key,
    firing_id uuid        not null references firing on delete cascade,
    position  int         not null,
    status    text,        -- as the scheduler last said; null: it said nothing yet
    ended_at  timestamptz
);
create index started_job_by_firing on started_job (firing_id, position);

-- What a reaction with a memory remembers of a group: counted occurrences, the open window, running jobs. No index on what changes
-- with each event, so that most updates touch the heap alone.
create table reaction_group (
    project    text        not null,
    reaction   text        not null,
    group_key  text        not null,
    version    int         not null, -- of the reaction that wrote the row
    state      text        not null, -- JSON
    deadline   timestamptz,          -- when a window closes by itself
    expires_at timestamptz not null, -- from when on the row says nothing any more
    primary key (project, reaction, group_key)
) with (fillfactor = 70);
create index reaction_group_due on reaction_group (deadline) where deadline is not null;

-- How many jobs were started since; the row with empty project and reaction is about all of them.
create table budget (
    project    text        not null,
    reaction   text        not null,
    started_at timestamptz not null,
    used       bigint      not null,
    primary key (project, reaction)
) with (fillfactor = 50);

-- The last status of each node: executors repeat it, and only another one is an event.
create table known_node (
    node   text primary key,
    status text not null
);

-- Who paused what; an empty reaction pauses all of the project.
create table pause (
    project   text        not null,
    reaction  text        not null,
    paused_by text        not null,
    paused_at timestamptz not null,
    reason    text,
    primary key (project, reaction)
);

create table reaction (
    project    text        not null,
    name       text        not null,
    version    int         not null,
    definition text        not null, -- JSON, as applied
    deleted    boolean     not null default false,
    created_at timestamptz not null,
    created_by text        not null,
    updated_at timestamptz not null,
    updated_by text        not null,
    primary key (project, name)
);

create table reaction_version (
    project    text        not null,
    name       text        not null,
    version    int         not null,
    definition text        not null,
    created_at timestamptz not null,
    created_by text        not null,
    primary key (project, name, version),
    foreign key (project, name) references reaction
);

-- One row that every change of a reaction or a pause counts up: a replica compares it before each batch and reads the reactions again.
create table reaction_revision (
    id       int    primary key check (id = 1),
    revision bigint not null
);
insert into reaction_revision values (1, 1);

-- How requests of other systems become events. Secrets are references.
create table webhook (
    project    text        not null,
    name       text        not null,
    version    int         not null,
    definition text        not null, -- JSON, as applied
    created_at timestamptz not null,
    created_by text        not null,
    updated_at timestamptz not null,
    updated_by text        not null,
    primary key (project, name)
);

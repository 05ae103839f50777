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
create index event_by_age on event (received_at);
create index event_by_id on event (project, id);
create index event_by_type on event (project, type, seq desc);

-- The decision log: one line for each event and each reaction that is about it.
create table decision (
    event_key  uuid        not null references event on delete cascade,
    reaction   text        not null,
    version    int         not null,
    outcome    text        not null check (outcome in ('FIRED', 'NOT_MATCHED', 'ERROR')),
    reason     text,
    decided_at timestamptz not null,
    primary key (event_key, reaction)
);

-- Which jobs a decision started. The id follows from reaction, version, event and position.
create table started_job (
    job_id    uuid primary key,
    event_key uuid not null,
    reaction  text not null,
    position  int  not null,
    foreign key (event_key, reaction) references decision on delete cascade
);
create index started_job_by_event on started_job (event_key, reaction, position);

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

-- One row that every change of a reaction counts up: a replica compares it before each batch and reads the reactions again.
create table reaction_revision (
    id       int    primary key check (id = 1),
    revision bigint not null
);
insert into reaction_revision values (1, 1);

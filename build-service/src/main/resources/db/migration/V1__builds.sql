create table builds (
    id                 text        primary key,
    project            text        not null,
    template           text        not null,
    version            text        not null,
    fingerprint        text        not null,
    source             text        not null,
    type               text        not null,
    base_image         text,
    content_path       text        not null,
    command            jsonb       not null,
    labels             jsonb       not null,
    run_user           text,
    requested_by       text        not null,
    requested_at       timestamptz not null,
    origin_id          text        not null,
    origin_correlation text        not null,
    origin_actor       text        not null,
    origin_trace       text,

    status             text        not null check (status in ('QUEUED', 'BUILDING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    attempt            int         not null default 0,
    reason             text,
    not_before         timestamptz,
    deadline           timestamptz,
    owner              text,
    lease_until        timestamptz,
    reused             boolean     not null default false,
    image_digest       text,
    image_reference    text,
    image_archive      text,
    image_archive_size bigint      not null default 0,

    builder            text,
    base_digest        text,
    dockerfile         text,
    built_by           text,
    created_at         timestamptz not null default now(),
    started_at         timestamptz,
    finished_at        timestamptz,

    constraint owned_while_building check ((status = 'BUILDING') = (owner is not null and lease_until is not null)),
    constraint deadline_until_the_end check ((status in ('QUEUED', 'BUILDING')) = (deadline is not null)),
    constraint image_when_succeeded check ((status = 'SUCCEEDED') = (image_digest is not null))
);
comment on column builds.owner is 'instance#life of the builder that holds the lease';

-- Two builds with the same fingerprint are never in progress at a time, on whatever instances.
create unique index builds_one_per_fingerprint on builds (fingerprint) where status = 'BUILDING';
create index builds_queue on builds (created_at, id) where status = 'QUEUED';
create index builds_newest on builds (created_at desc, id desc);
create index builds_template on builds (template, created_at desc, id desc);

-- The image of each fingerprint that was built.
create table images (
    fingerprint  text        primary key,
    build_id     text        not null references builds (id),
    digest       text        not null,
    reference    text,
    archive      text,
    archive_size bigint      not null,
    built_at     timestamptz not null default now()
);

create table build_logs (
    build_id   text        not null references builds (id) on delete cascade,
    seq        bigint      not null,
    text       text        not null,
    written_at timestamptz not null default now(),
    primary key (build_id, seq)
);

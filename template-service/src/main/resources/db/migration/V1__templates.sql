-- Immutable versions of template types. Project '*' is what every project sees.
create table template_type (
    id         text        primary key,
    project    text        not null,
    name       text        not null,
    version    int         not null,
    document   text        not null,
    created_at timestamptz not null,
    created_by text        not null,
    unique (project, name, version)
);

-- One row for each template: what publishers of its versions lock.
create table template (
    id         text        primary key,
    project    text        not null,
    name       text        not null,
    latest     text,
    type       text,
    labels     text        not null default '{}',
    created_at timestamptz not null,
    unique (project, name)
);
comment on column template.latest is 'the highest version; type and labels are its own';

create table template_version (
    id                 text        primary key,
    number             bigint      generated always as identity,
    template_id        text        not null references template (id),
    project            text        not null,
    template           text        not null,
    version            text        not null,
    fingerprint        text        not null,
    document           text        not null,
    definition         text        not null,
    source_sha256      text        not null,
    content_sha256     text        not null,
    status             text        not null,
    reason             text,
    overdue            boolean     not null default false,
    build_id           text,
    heard_at           timestamptz,
    image_digest       text,
    image_reference    text,
    image_archive      text,
    image_archive_size bigint      not null default 0,
    created_at         timestamptz not null,
    created_by         text        not null
);
create index template_version_newest on template_version (template_id, number desc);
create index template_version_building on template_version (heard_at) where status = 'BUILDING';
create unique index template_version_build on template_version (build_id) where build_id is not null;

-- What a client's Idempotency-Key led to.
create table idempotency_key (
    id          text        primary key,
    fingerprint text        not null,
    version_id  text        not null references template_version (id),
    created_at  timestamptz not null
);

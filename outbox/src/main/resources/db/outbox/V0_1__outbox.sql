-- Messages that wait for the relay. The order of ids is the order of publishing.
create table outbox (
    id         bigint generated always as identity primary key,
    topic      text        not null,
    key        text        not null,
    value      bytea       not null,
    headers    text        not null,
    created_at timestamptz not null default now(),
    refused    text
);
comment on column outbox.refused is 'why the broker will never take this message; such rows are kept for people';

-- Event ids that a consumer has handled.
create table inbox (
    consumer    text        not null,
    event_id    text        not null,
    received_at timestamptz not null default now(),
    primary key (consumer, event_id)
);
create index inbox_received_at on inbox (received_at);

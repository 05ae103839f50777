-- The record of the topic that changed the status last: what comes again after a crash says nothing new.
alter table known_node
    add column partition     int         not null default -1,
    add column record_offset bigint      not null default -1,
    add column recorded_at   timestamptz not null default to_timestamp(0);

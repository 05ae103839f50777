-- What a task is a part of, for the events about it; the release before neither writes nor reads these.
alter table task add column template text, add column method text, add column reaction text,
    add column causation_depth int not null default 0;

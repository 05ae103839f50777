alter table task add column accepted_at timestamptz;
comment on column task.accepted_at is 'HELD: the process may have begun from then on, whether the node said so or not';

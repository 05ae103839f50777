-- The release before neither writes nor reads it.
alter table task add column stop_by timestamptz;
comment on column task.stop_by is 'HELD and cancelled: the lease is not renewed any more from then on';

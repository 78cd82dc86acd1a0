-- Records with a portion that is compared when its embargo is over. When they are compared again, the row goes.
create table record_waiting (
    record_id text primary key,
    until timestamptz not null
);

create index record_waiting_by_time on record_waiting (until);

-- All records are compared once more: until now a portion whose embargo had ended never was.
delete from records_compared;

-- Of which record of the same party a record is the summary at a lower level, as its current version has it.
create table tear_line (
    record_id text primary key references record,
    source    text not null references record check (source <> record_id)
);

create index tear_line_source on tear_line (source);

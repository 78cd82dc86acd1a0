-- What became of the record: a recall, or a correction that replaced something of what was received.
alter table recall add column verb text not null default 'recalled' check (verb in ('recalled', 'corrected'));
alter table recall alter column verb drop default;

-- Up to which version of a record those who received earlier ones have been told what no longer stands. What was replaced before anybody was
-- told of corrections is not told afterwards: a notice would tell of a change that came later.
create table corrected (
    record_id text    primary key,
    version   integer not null check (version > 0)
);

insert into corrected (record_id, version)
select record_id, max(version) from feed_entry
where record_id is not null and notice_id is null
group by record_id;

-- What a file is called, how it is mapped, and where its faults are may repeat what it says: constants of a mapping are content, and pointers
-- have names out of the file. They are sealed for the account that opened the import; older rows before the service answers anything. The data
-- key of a mapping goes when the import is completed: its digest, sealed with the name, is all that is asked for afterwards.
alter table import
    add column sealed bytea,
    add column sealed_mapping bytea,
    alter column name drop not null,
    add constraint import_is_sealed check (name is null and mapping is null) not valid;

alter table import_fault
    add column sealed bytea,
    alter column pointer drop not null,
    alter column message drop not null,
    add constraint import_fault_is_sealed check (pointer is null and message is null) not valid;

create index import_unsealed on import (id) where name is not null;
create index import_fault_unsealed on import_fault (position) where message is not null;

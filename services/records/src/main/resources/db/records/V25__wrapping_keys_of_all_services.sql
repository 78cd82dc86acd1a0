-- Other services seal too, under the same wrapping keys: what is known of those stands in one place.
insert into seals.wrapping_key (number, proof, retired, since)
    select number, proof, retired, since from wrapping_key
    on conflict (number) do nothing;

drop trigger data_key_is_under_a_key_that_stays on data_key;
drop function refuse_retired_key();
drop table wrapping_key;

alter table data_key inherit seals.data_key;

create trigger data_key_is_under_a_key_that_stays before insert or update of wrapped_under on data_key
    for each row execute function seals.refuse_retired_key();

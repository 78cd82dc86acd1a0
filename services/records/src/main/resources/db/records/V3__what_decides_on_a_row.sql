-- What policy reads of a row besides its label class, so that a statement can judge it.

alter table portion
    add column embargo_until timestamptz,
    add column retain_until timestamptz,
    add column marked_at timestamptz,
    -- The persons that eyes-only names; empty where nobody is named, or everybody may see it: the class tells which.
    add column eyes_only text[];

update portion set
    embargo_until = (label ->> 'embargoUntil')::timestamptz,
    retain_until = (label ->> 'retainUntil')::timestamptz,
    marked_at = (label ->> 'markedAt')::timestamptz,
    eyes_only = array(select json_array_elements_text(coalesce(label -> 'eyesOnly' -> 'names', '[]')));

alter table portion
    alter column marked_at set not null,
    alter column eyes_only set not null;

-- Portions that came when there were as many label classes as there may be: each is decided by itself.
insert into label_class (id, key, facts) overriding system value values (0, repeat('0', 64), '{}');

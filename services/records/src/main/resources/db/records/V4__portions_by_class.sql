-- Counting by label class reads the portions of few classes among many.
create index portion_class on portion (class_id);

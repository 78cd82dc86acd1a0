-- Whose a class and a pattern are: nobody uses up those of all.
alter table label_class add column releaser text generated always as (facts ->> 'releaser') stored;
create index label_class_of_releaser on label_class (releaser);

alter table pattern add column releaser text not null default '';
update pattern set releaser = label_class.releaser
from label_class where label_class.id = pattern.classes[1] and label_class.releaser is not null;
create index pattern_of_releaser on pattern (releaser);

-- Whether any version since the reaction was created has a memory: what that left is still to be heard of by the others.
alter table reaction add column remembers boolean not null default false;
update reaction r set remembers = true
where exists (select from reaction_group g where g.project = r.project and g.reaction = r.name);

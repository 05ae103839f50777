-- Who deletes a reaction now deletes these with it.
delete from reaction_group g using reaction r where r.project = g.project and r.name = g.reaction and r.deleted;
delete from pause p using reaction r where r.project = p.project and r.name = p.reaction and r.deleted;

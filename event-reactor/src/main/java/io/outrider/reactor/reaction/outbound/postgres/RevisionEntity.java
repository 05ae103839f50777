package io.outrider.reactor.reaction.outbound.postgres;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The one row that every change of a reaction counts up; locking it puts changes in order. */
@Entity
@Table(name = "reaction_revision")
public class RevisionEntity {

    /** The row's id. */
    public static final int ONLY = 1;

    @Id
    public int id = ONLY;

    public long revision;
}

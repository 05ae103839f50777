package io.outrider.reactor.budget.outbound.postgres;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** How many jobs were started, for reading; {@link BudgetTable} writes. The row with empty project and reaction is about all of them. */
@Entity
@Immutable
@IdClass(BudgetEntity.Key.class)
@Table(name = "budget")
public class BudgetEntity {

    /** What names a row. */
    public record Key(String project, String reaction) implements Serializable {}

    @Id
    public String project = "";

    @Id
    public String reaction = "";

    @Column(name = "started_at")
    public Instant startedAt = Instant.EPOCH;

    public long used;
}

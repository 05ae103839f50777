package io.outrider.reactor.webhook.outbound.postgres;

import io.outrider.reactor.webhook.domain.StoredWebhook;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;

/** A webhook. */
@Entity
@IdClass(WebhookEntity.Key.class)
@Table(name = "webhook")
public class WebhookEntity {

    /** What names a webhook. */
    public record Key(String project, String name) implements Serializable {}

    @Id
    public String project = "";

    @Id
    public String name = "";

    public int version;

    /** JSON, as applied. */
    public String definition = "{}";

    @Column(name = "created_at")
    public Instant createdAt = Instant.EPOCH;

    @Column(name = "created_by")
    public String createdBy = "";

    @Column(name = "updated_at")
    public Instant updatedAt = Instant.EPOCH;

    @Column(name = "updated_by")
    public String updatedBy = "";

    /** Returns it as a value. */
    public StoredWebhook stored() {
        return new StoredWebhook(project, name, version, definition, createdAt, createdBy, updatedAt, updatedBy);
    }
}

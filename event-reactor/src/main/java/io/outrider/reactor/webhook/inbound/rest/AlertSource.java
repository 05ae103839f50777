package io.outrider.reactor.webhook.inbound.rest;

import java.util.Locale;

/** Who sends alerts, and how. */
enum AlertSource {
    ALERTMANAGER("Alertmanager", "4", "prometheus/alert/", "/prometheus/alertmanager"),
    GRAFANA("Grafana", "1", "grafana/alert/", "/grafana");

    private final String product;
    private final String version;
    private final String prefix;
    private final String source;

    AlertSource(String product, String version, String prefix, String source) {
        this.product = product;
        this.version = version;
        this.prefix = prefix;
        this.source = source;
    }

    /** Its name in metrics. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its name. */
    String product() {
        return product;
    }

    /** Of the payload that it sends. */
    String version() {
        return version;
    }

    /** Of the events' type. */
    String prefix() {
        return prefix;
    }

    /** Of the events, unless the address says another: the same for both of a pair, whatever they call themselves. */
    String source() {
        return source;
    }
}

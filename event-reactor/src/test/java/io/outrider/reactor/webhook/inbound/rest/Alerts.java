package io.outrider.reactor.webhook.inbound.rest;

/** What Alertmanager and Grafana send. */
public final class Alerts {

    public static final String GRAFANA = """
            {"receiver": "outrider", "status": "firing", "orgId": 1, "version": "1", "groupKey": "{}:{alertname=\\"Queue is long\\"}",
             "truncatedAlerts": 0, "title": "[FIRING:1] Queue is long", "state": "alerting", "message": "**Firing**",
             "externalURL": "http://dashboards.example/", "groupLabels": {"alertname": "Queue is long"},
             "commonLabels": {"alertname": "Queue is long"}, "commonAnnotations": {},
             "alerts": [{"status": "firing", "labels": {"alertname": "Queue is long", "grafana_folder": "Orders", "queue": "new"},
               "annotations": {"summary": "more than a thousand orders wait"}, "startsAt": "2026-01-31T12:40:00+02:00",
               "endsAt": "0001-01-01T00:00:00Z", "generatorURL": "http://dashboards.example/alerting/a1/view",
               "fingerprint": "c0ffee00c0ffee00", "silenceURL": "http://dashboards.example/alerting/silence/new",
               "dashboardURL": "", "panelURL": "", "values": {"B": 1204.5, "C": 1},
               "valueString": "[ var='B' labels={queue=new} value=1204.5 ]"}]}""";

    private Alerts() {}

    /** Alertmanager's group of alerts. */
    public static String group(String name, String alerts) {
        return """
                {"version": "4", "groupKey": "{}:{alertname=\\"%1$s\\"}", "truncatedAlerts": 7, "status": "firing",
                 "receiver": "outrider", "groupLabels": {"alertname": "%1$s"}, "commonLabels": {"alertname": "%1$s"},
                 "commonAnnotations": {}, "externalURL": "http://alerts-a:9093", "alerts": [%2$s]}""".formatted(name, alerts);
    }

    public static String firing(String instance) {
        return alert("DiskFull", instance, "firing", "0001-01-01T00:00:00Z");
    }

    public static String resolved(String instance) {
        return alert("DiskFull", instance, "resolved", "2026-01-31T11:59:30Z");
    }

    /** One alert. */
    public static String alert(String name, String instance, String status, String endsAt) {
        return """
                {"status": "%1$s", "labels": {"alertname": "%2$s", "instance": "%3$s", "severity": "critical"},
                 "annotations": {"summary": "Disk of %3$s is full"}, "startsAt": "2026-01-31T11:58:00.5Z", "endsAt": "%4$s",
                 "generatorURL": "http://prometheus:9090/graph?g0.expr=x", "fingerprint": "fp-%3$s"}""".formatted(status, name, instance, endsAt);
    }
}

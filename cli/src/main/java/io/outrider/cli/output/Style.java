package io.outrider.cli.output;

/** Colours by meaning; plain text when colours are off. */
public record Style(boolean colours) {
    public String good(String text) {
        return paint("32", text);
    }

    public String bad(String text) {
        return paint("31", text);
    }

    public String busy(String text) {
        return paint("33", text);
    }

    public String strong(String text) {
        return paint("1", text);
    }

    public String faint(String text) {
        return paint("2", text);
    }

    /** A status in the colour that its word deserves. */
    public String status(String status) {
        return switch (status) {
            case "SUCCEEDED", "READY", "ONLINE", "FIRED", "ACTIVE" -> good(status);
            case "FAILED", "TIMED_OUT", "LOST", "OFFLINE", "REMOVED", "ERROR" -> bad(status);
            case "QUEUED",
                    "BUILDING",
                    "RUNNING",
                    "CANCELLING",
                    "PENDING",
                    "ASSIGNED",
                    "ACCEPTED",
                    "STALE",
                    "WAITING",
                    "OPEN",
                    "PAUSED" -> busy(status);
            default -> status;
        };
    }

    private String paint(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}

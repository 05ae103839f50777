package io.outrider.played;

/** The API does not take an object. */
final class Refusal extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    Refusal(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }

    /** As the API answers. */
    String json() {
        return statusJson(status, String.valueOf(getMessage()));
    }

    static String statusJson(int status, String message) {
        String reason = switch (status) {
            case 400 -> "BadRequest";
            case 403 -> "Forbidden";
            case 404 -> "NotFound";
            case 409 -> "Conflict";
            case 410 -> "Expired";
            case 422 -> "Invalid";
            case 429 -> "TooManyRequests";
            default -> "InternalError";
        };
        return statusJson(status, reason, message);
    }

    static String statusJson(int status, String reason, String message) {
        return "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\",\"message\":\""
                + message.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", " ") + "\",\"reason\":\"" + reason
                + "\",\"code\":" + status + "}";
    }
}

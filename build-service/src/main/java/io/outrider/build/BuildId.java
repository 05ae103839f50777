package io.outrider.build;

/** Names one build; chosen by whoever requests it. */
public record BuildId(String value) {
    /** UUIDs need 36 characters; the rest is room for people's own names. */
    private static final int MAX_LENGTH = 128;

    public BuildId {
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("Expected a build id of 1 to " + MAX_LENGTH + " characters, but it has "
                    + value.length() + (value.isBlank() ? " blank ones" : ""));
        }
    }

    @Override
    public String toString() {
        return value;
    }
}

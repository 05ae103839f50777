package io.outrider.labels;

/** A selector that cannot be read; the message says what was expected and where. */
public final class SelectorSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int position;

    SelectorSyntaxException(String expected, String found, int position) {
        super("Expected " + expected + " at position " + position + " of the selector, but found " + found);
        this.position = position;
    }

    /** Returns where the mistake is: the number of characters before it. */
    public int position() {
        return position;
    }
}

package io.outrider.template.type.domain;

/** What becomes of the files of a template of this type. */
public enum Mode {
    /** They are built into an image on top of the type's. */
    STANDARD("standard"),
    /** They are mounted into a container of the type itself; nothing is built. */
    AD_HOC("ad-hoc");

    private final String text;

    Mode(String text) {
        this.text = text;
    }

    /** Returns the word that documents use. */
    public String text() {
        return text;
    }
}

package io.outrider.agent.runtime.sandbox;

import java.nio.file.Path;

/**
 * A line of a mount table, fstab(5).
 *
 * @param source what to mount
 * @param target absolute path on the host
 */
record Mount(String source, Path target, String type, String options) {

    static Mount readOnly(Path source, Path target) {
        return new Mount(source.toString(), target, "none", "bind,ro,nosuid,nodev");
    }

    static Mount writable(Path source, Path target) {
        return new Mount(source.toString(), target, "none", "bind,nosuid,nodev");
    }

    static Mount device(Path source, Path target) {
        return new Mount(source.toString(), target, "none", "bind,nosuid,noexec");
    }

    static Mount memory(Path target, String options) {
        return new Mount("tmpfs", target, "tmpfs", options);
    }

    String line() {
        return escaped(source) + " " + escaped(target.toString()) + " " + type + " " + options + " 0 0\n";
    }

    /** Blanks are written in octal, fstab(5). */
    private static String escaped(String text) {
        return text.replace("\\", "\\134")
                .replace(" ", "\\040")
                .replace("\t", "\\011")
                .replace("\n", "\\012")
                .replace("#", "\\043");
    }
}

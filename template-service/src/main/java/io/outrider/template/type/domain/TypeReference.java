package io.outrider.template.type.domain;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a template names its type.
 *
 * @param version absent: the newest there is when the template's version is published
 */
public record TypeReference(String name, OptionalInt version) {
    private static final Pattern FORM =
            Pattern.compile("([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)(?:@([1-9][0-9]{0,5}))?");

    /** Reads {@code name} or {@code name@N}. */
    public static Optional<TypeReference> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String number = matcher.group(2);
        return Optional.of(new TypeReference(
                matcher.group(1), number == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(number))));
    }

    @Override
    public String toString() {
        return version.isPresent() ? name + "@" + version.getAsInt() : name;
    }
}

package io.outrider.template.manifest.outbound.schema;

import com.networknt.schema.SchemaException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * A schema's pattern, as Java understands it, that gives up: {@code (a+)+$} on some texts would take longer than anyone
 * lives. It is found anywhere in the text, as JSON Schema says.
 */
final class PatientExpression implements RegularExpression {
    /** Looks at single characters; about a tenth of a second. */
    private static final int MAX_LOOKS = 20_000_000;

    private final Pattern pattern;

    PatientExpression(String expression) {
        pattern = Pattern.compile(RegularExpressions.replaceLongformCharacterProperties(
                RegularExpressions.replaceDollarAnchors(expression)));
    }

    @Override
    public boolean matches(String value) {
        try {
            return pattern.matcher(new Counted(value, new AtomicInteger())).find();
        } catch (StackOverflowError e) {
            // Java's matcher calls itself for each turn of a group.
            throw tooLong();
        }
    }

    private static SchemaException tooLong() {
        return new SchemaException("Expected a pattern that is quickly decided, but this one takes too long");
    }

    /** Counts what it shows; parts of it count with it. */
    private record Counted(CharSequence text, AtomicInteger looks) implements CharSequence {
        @Override
        public char charAt(int index) {
            if (looks.incrementAndGet() > MAX_LOOKS) {
                throw tooLong();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return new Counted(text.subSequence(start, end), looks);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}

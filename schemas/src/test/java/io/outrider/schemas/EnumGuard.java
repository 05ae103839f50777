package io.outrider.schemas;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * Holds what Avro's own validators let pass: every enum keeps its symbols and its default, and every type its full name, wherever
 * the released schema has it. Symbols, fields and union branches that are new are fine, and so are fields that are gone.
 */
final class EnumGuard {

    private final List<String> breaches = new ArrayList<>();
    private final Set<String> visited = new HashSet<>();

    private EnumGuard() {}

    /** Returns one sentence for each promise of the released schema that the current one breaks, in the order of its fields. */
    static List<String> breaches(Schema current, Schema released) {
        EnumGuard guard = new EnumGuard();
        guard.compareBranches(released.getName(), current, released);
        return guard.breaches;
    }

    private void compareBranches(String path, Schema current, Schema released) {
        for (Schema before : branches(released)) {
            branches(current).stream()
                    .filter(now -> now.getFullName().equals(before.getFullName()))
                    .findFirst()
                    .ifPresentOrElse(
                            now -> compare(path, now, before),
                            () -> expect(path, "type " + before.getFullName(), "the type is " + current));
        }
    }

    private void compare(String path, Schema current, Schema released) {
        switch (released.getType()) {
            case RECORD -> compareFields(path, current, released);
            case ARRAY -> compareBranches(path + "[]", current.getElementType(), released.getElementType());
            case MAP -> compareBranches(path + "{}", current.getValueType(), released.getValueType());
            case ENUM -> compareEnums(path, current, released);
            default -> {} // other types have neither symbols nor parts
        }
    }

    private void compareFields(String path, Schema current, Schema released) {
        if (!visited.add(released.getFullName())) {
            return;
        }
        for (Schema.Field before : released.getFields()) {
            Schema.Field now = current.getField(before.name());
            if (now != null) {
                compareBranches(path + "." + before.name(), now.schema(), before.schema());
            }
        }
    }

    private void compareEnums(String path, Schema current, Schema released) {
        for (String symbol : released.getEnumSymbols()) {
            if (!current.hasEnumSymbol(symbol)) {
                expect(path, "symbol " + symbol, "the symbols are " + current.getEnumSymbols());
            }
        }
        if (!Objects.equals(current.getEnumDefault(), released.getEnumDefault())) {
            expect(path, "default " + released.getEnumDefault(), "the default is " + current.getEnumDefault());
        }
    }

    private void expect(String path, String promise, String found) {
        breaches.add("Expected " + path + " to keep " + promise + ", but " + found);
    }

    private static List<Schema> branches(Schema schema) {
        return schema.isUnion() ? schema.getTypes() : List.of(schema);
    }
}

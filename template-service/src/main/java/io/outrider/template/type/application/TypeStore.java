package io.outrider.template.type.application;

import io.outrider.template.type.domain.RegisteredType;
import io.outrider.template.type.domain.TypeReference;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps versions of template types. Blocks. */
public interface TypeStore {

    /** Returns what the reference means in a project: its own type, or else the shared one of that name. */
    Optional<RegisteredType> find(String project, TypeReference reference);

    /** Returns the newest version of exactly this project's type. */
    Optional<RegisteredType> newest(String project, String name);

    /** Adds a version; false if another writer was faster with the same number. */
    boolean add(RegisteredType type);

    /** Returns the newest versions of all types that a project sees, by name; at most so many after the given name. */
    List<RegisteredType> list(String project, @Nullable String after, int limit);
}

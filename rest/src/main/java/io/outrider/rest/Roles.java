package io.outrider.rest;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The roles of users, for {@code @RolesAllowed}. A role includes the lower ones, so a resource names the lowest that suffices. */
public final class Roles {

    /** May read. */
    public static final String VIEWER = "viewer";
    /** May send events. */
    public static final String PUBLISHER = "publisher";
    /** May start and cancel jobs and replay dead letters; reads and publishes. */
    public static final String OPERATOR = "operator";
    /** May write template types, templates and reactions; reads. */
    public static final String AUTHOR = "author";
    /** May do everything, enrolment of nodes included. */
    public static final String ADMIN = "admin";

    private static final Map<String, Set<String>> INCLUDED = Map.of(
            VIEWER, Set.of(VIEWER),
            PUBLISHER, Set.of(PUBLISHER),
            OPERATOR, Set.of(OPERATOR, PUBLISHER, VIEWER),
            AUTHOR, Set.of(AUTHOR, VIEWER),
            ADMIN, Set.of(ADMIN, OPERATOR, AUTHOR, PUBLISHER, VIEWER));

    private Roles() {}

    /** Returns every role that there is. */
    public static Set<String> all() {
        return INCLUDED.keySet();
    }

    /** Returns these roles and all that they include; words that are no role of ours stay as they are. */
    public static Set<String> withIncluded(Collection<String> roles) {
        return roles.stream()
                .flatMap(role -> Stream.concat(Stream.of(role), INCLUDED.getOrDefault(role, Set.of()).stream()))
                .collect(Collectors.toUnmodifiableSet());
    }
}

package io.outrider.template.web;

import io.outrider.rest.ProblemException;
import io.outrider.template.manifest.domain.Names;

/** The query parameter {@code project}. */
public final class Projects {
    private Projects() {}

    /** Returns the project, if its name has the right form. */
    public static String checked(String project) {
        if (!Names.RESOURCE.matcher(project).matches()) {
            throw ProblemException.invalid("project", "Expected " + Names.RESOURCE_DESCRIPTION);
        }
        return project;
    }
}

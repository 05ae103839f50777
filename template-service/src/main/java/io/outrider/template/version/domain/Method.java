package io.outrider.template.version.domain;

import java.util.List;

/**
 * A way to run a template.
 *
 * @param args put behind the type's command
 * @param readOnly changes neither the target nor the environment's state
 */
public record Method(List<String> args, boolean readOnly) {
    public Method {
        args = List.copyOf(args);
    }
}

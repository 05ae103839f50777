package io.outrider.played;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the images of the cluster are on this machine: a command to put before a container's arguments.
 *
 * @param entrypoints by the image's reference; an image that is not in it has no entrypoint and runs its command on this machine
 */
record Images(Map<String, List<String>> entrypoints) {

    /** Returns the argv of a container, as a container runtime puts it together. */
    List<String> argv(String image, List<String> command, List<String> args) {
        List<String> argv = new ArrayList<>(command.isEmpty() ? entrypoints.getOrDefault(image, List.of()) : command);
        argv.addAll(args);
        return argv;
    }
}

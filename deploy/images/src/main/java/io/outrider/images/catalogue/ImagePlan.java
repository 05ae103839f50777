package io.outrider.images.catalogue;

import java.util.List;
import java.util.Map;

/**
 * An image, ready to be written.
 *
 * @param name without registry, prefix and tag
 * @param layers those that change least come first
 * @param entrypoint argv of the program
 * @param arguments its arguments when the container is given none
 * @param environment variables
 * @param ports TCP
 * @param labels the annotations of the image
 */
public record ImagePlan(
        String name,
        List<Layer> layers,
        List<String> entrypoint,
        List<String> arguments,
        Map<String, String> environment,
        List<Integer> ports,
        Map<String, String> labels) {

    public ImagePlan {
        layers = List.copyOf(layers);
        entrypoint = List.copyOf(entrypoint);
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
        ports = List.copyOf(ports);
        labels = Map.copyOf(labels);
    }
}

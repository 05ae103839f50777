package io.outrider.outbox;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Properties;

/**
 * Gives every metric its help text. The texts lie as {@value #FILE} beside the code that records the metrics: the name as in the code,
 * then what it means.
 */
@Singleton
class MeterDescriptions implements MeterFilter {

    static final String FILE = "metrics.properties";

    private final Properties texts = new Properties();

    MeterDescriptions() {
        try {
            for (URL file : Collections.list(
                    Thread.currentThread().getContextClassLoader().getResources(FILE))) {
                try (Reader reader = new InputStreamReader(file.openStream(), StandardCharsets.UTF_8)) {
                    texts.load(reader);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + FILE + ", but could not", e);
        }
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        String text = texts.getProperty(id.getName());
        return text == null
                ? id
                : new Meter.Id(id.getName(), Tags.of(id.getTagsAsIterable()), id.getBaseUnit(), text, id.getType());
    }
}

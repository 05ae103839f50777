package io.outrider.outbox;

import io.apicurio.registry.serde.avro.AvroDatumProvider;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writers and readers of generated classes, made once for each schema. The serde's own provider finds them by a fingerprint that it
 * works out anew for every record, which took most of the time of encoding; a schema keeps its hash. Made by the serde.
 */
public final class GeneratedDatums implements AvroDatumProvider<SpecificRecord> {

    private final Map<Schema, DatumWriter<SpecificRecord>> writers = new ConcurrentHashMap<>();
    private final Map<Schema, DatumReader<SpecificRecord>> readers = new ConcurrentHashMap<>();

    @Override
    public DatumWriter<SpecificRecord> createDatumWriter(SpecificRecord data, Schema schema) {
        return writers.computeIfAbsent(schema, known -> new SpecificDatumWriter<>(known));
    }

    /** Reads what an older or newer version wrote as the class that this service knows. */
    @Override
    public DatumReader<SpecificRecord> createDatumReader(Schema written) {
        return readers.computeIfAbsent(written, schema -> {
            SpecificData data = SpecificData.getForSchema(schema);
            Class<?> type = data.getClass(schema);
            if (type == null) {
                throw new IllegalArgumentException(
                        "Expected a record of this system's schemas, but was " + schema.getFullName());
            }
            return new SpecificDatumReader<>(schema, data.getSchema(type), data);
        });
    }

    @Override
    public Schema toSchema(SpecificRecord data) {
        return data.getSchema();
    }
}

package io.outrider.stack.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The fields of one protobuf message, read without its schema. */
record ProtobufFields(List<Field> fields) {

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    /** A field: a number of 64 bits, or bytes. */
    record Field(int number, long value, ByteBuffer bytes) {

        ProtobufFields message() {
            return read(bytes.duplicate());
        }

        String text() {
            return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        }

        String hex() {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return HexFormat.of().formatHex(copy);
        }
    }

    static ProtobufFields read(byte[] message) {
        return read(ByteBuffer.wrap(message));
    }

    private static ProtobufFields read(ByteBuffer message) {
        ByteBuffer in = message.order(ByteOrder.LITTLE_ENDIAN);
        List<Field> fields = new ArrayList<>();
        while (in.hasRemaining()) {
            int tag = (int) varint(in);
            int number = tag >>> 3;
            fields.add(
                    switch (tag & 7) {
                        case 0 -> new Field(number, varint(in), NONE);
                        case 1 -> new Field(number, in.getLong(), NONE);
                        case 2 -> new Field(number, 0, bytes(in));
                        case 5 -> new Field(number, in.getInt(), NONE);
                        default -> throw new IllegalArgumentException("Expected a wire type of protobuf, but " + tag);
                    });
        }
        return new ProtobufFields(fields);
    }

    List<Field> all(int number) {
        return fields.stream().filter(field -> field.number() == number).toList();
    }

    Field one(int number) {
        List<Field> all = all(number);
        return all.isEmpty() ? new Field(number, 0, NONE) : all.getFirst();
    }

    private static ByteBuffer bytes(ByteBuffer in) {
        int size = (int) varint(in);
        ByteBuffer bytes = in.slice(in.position(), size);
        in.position(in.position() + size);
        return bytes;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte part = in.get();
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
    }
}

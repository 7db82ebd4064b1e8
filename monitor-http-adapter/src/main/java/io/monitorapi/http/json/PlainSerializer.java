package io.monitorapi.http.json;

import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes a value as the plain values that a function converts it to. */
final class PlainSerializer<T> extends ValueSerializer<T> {

    private final Class<T> type;
    private final Function<? super T, Object> writer;

    PlainSerializer(Class<T> type, Function<? super T, Object> writer) {
        this.type = type;
        this.writer = writer;
    }

    @Override
    public Class<?> handledType() {
        return type;
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializationContext context) {
        PlainJson.write(writer.apply(value), json);
    }
}

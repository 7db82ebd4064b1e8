package io.monitorapi.http.json;

import java.time.DateTimeException;
import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads plain values and converts them with a function; its exceptions do not repeat any of them. */
final class PlainDeserializer<T> extends StdDeserializer<T> {

    private final Function<Object, T> reader;

    PlainDeserializer(Class<T> type, Function<Object, T> reader) {
        super(type);
        this.reader = reader;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) {
        try {
            return reader.apply(PlainJson.read(json));
        } catch (DateTimeException invalid) {
            return context.reportInputMismatch(this, "a date is invalid");
        } catch (IllegalArgumentException | NullPointerException invalid) {
            return context.reportInputMismatch(this, String.valueOf(invalid.getMessage()));
        }
    }
}

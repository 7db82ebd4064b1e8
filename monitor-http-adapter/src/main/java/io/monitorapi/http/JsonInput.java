package io.monitorapi.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one JSON document of somebody who may mean harm: strict in the members that are asked for, patient with others.
 *
 * <p>All methods throw {@link MalformedResponseException}; they read the value that the input stands at.
 */
final class JsonInput {

    private static final int LONGEST_TEXT = 8 * 1024;
    private static final int LONGEST_NUMBER = 40;
    private static final int LONGEST_ID = 256;

    /** The transport caps the document, so only its depth is left to bound. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final JsonParser parser;

    private JsonInput(JsonParser parser) {
        this.parser = parser;
    }

    /** Reads a whole document, which has to be UTF-8 whatever was said about it. */
    static <T> T read(byte[] body, Function<JsonInput, T> reader) {
        try (JsonParser parser = parserOf(body)) {
            if (parser.nextToken() == null) {
                throw new MalformedResponseException("it is empty");
            }
            T value = reader.apply(new JsonInput(parser));
            if (parser.nextToken() != null) {
                throw new MalformedResponseException("something follows the JSON document");
            }
            return value;
        } catch (JacksonException broken) {
            // Neither its message nor itself as a cause: both hold values of the document.
            throw new MalformedResponseException("no JSON at " + offset(broken));
        }
    }

    private static JsonParser parserOf(byte[] body) {
        if (isPlain(body)) {
            return JSON.createParser(ObjectReadContext.empty(), body);
        }
        CharBuffer text = utf8(body);
        int start = text.arrayOffset() + text.position();
        return JSON.createParser(ObjectReadContext.empty(), text.array(), start, text.remaining());
    }

    /** Most documents are in plain ASCII and need no decoder; without a NUL, Jackson takes one for no other encoding. */
    private static boolean isPlain(byte[] body) {
        for (byte octet : body) {
            if (octet <= 0) {
                return false;
            }
        }
        return true;
    }

    boolean isList() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    /** Reads an object; {@code member} reads the value of a name and says whether it asked for that name. */
    void object(Predicate<String> member) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new MalformedResponseException("something else stands where an object should be");
        }
        // Only names that were asked for are kept: they are few, and looking through them costs less than hashing.
        List<String> seen = new ArrayList<>(16);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            if (member.test(name)) {
                requireNew(name, seen);
            }
        }
    }

    private static void requireNew(String name, List<String> seen) {
        if (seen.contains(name)) {
            throw new MalformedResponseException("a member came twice");
        }
        seen.add(name);
    }

    /** Reads a list of objects, or a single one; nulls are dropped. */
    void objects(Runnable object) {
        if (isList()) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                objectOrNull(object);
            }
        } else {
            objectOrNull(object);
        }
    }

    private void objectOrNull(Runnable object) {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            object.run();
        }
    }

    /** Reads a text, or null. */
    @Nullable
    String text() {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> atMost(LONGEST_TEXT, parser.getString());
            default -> throw new MalformedResponseException("something else stands where a text should be");
        };
    }

    /** Reads a text or a whole number as a text, or null. */
    @Nullable
    String textOrInteger() {
        return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
                ? atMost(LONGEST_NUMBER, parser.getString())
                : text();
    }

    /** Reads an id, which may be written as a number; null and an empty text are no id. */
    @Nullable
    String id() {
        String id = textOrInteger();
        if (id == null || id.isEmpty()) {
            return null;
        }
        if (id.length() > LONGEST_ID || !isVisible(id)) {
            throw new MalformedResponseException("an id is not 1 to 256 visible ASCII characters");
        }
        return id;
    }

    private static boolean isVisible(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c <= ' ' || c >= 127) {
                return false;
            }
        }
        return true;
    }

    /** Reads whatever there is as text, numbers, booleans, lists and maps; nulls are dropped. */
    @Nullable
    Object any() {
        return JsonValues.read(parser);
    }

    /** Reads whatever there is, an empty list instead of null. */
    Object document() {
        Object document = any();
        return document == null ? List.of() : document;
    }

    /** Reads whatever there is into {@code members}, unless it is null. */
    void other(String name, Map<String, Object> members) {
        Object value = any();
        if (value != null) {
            members.put(name, value);
        }
    }

    private static String atMost(int length, String text) {
        if (text.length() > length) {
            throw new MalformedResponseException("a member is too long");
        }
        return text;
    }

    private static CharBuffer utf8(byte[] body) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            boolean marked = text.hasRemaining() && text.charAt(0) == '\uFEFF';
            return marked ? text.position(1) : text;
        } catch (CharacterCodingException broken) {
            throw new MalformedResponseException("it is not UTF-8");
        }
    }

    private static String offset(JacksonException broken) {
        TokenStreamLocation place = broken.getLocation();
        return place == null
                ? "an unknown place"
                : "character " + Math.max(place.getCharOffset(), place.getByteOffset());
    }
}

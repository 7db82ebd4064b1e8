package io.monitorapi.http;

import java.io.Serial;
import java.math.BigDecimal;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonParserDelegate;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Converts between bytes and JSON nodes with a mapper of its own, so that no setting of the application's mapper applies.
 *
 * <p>Only nodes are read and written, never classes: no reflection, hence no configuration for native images. Numbers are
 * exact. No exception repeats anything of a document.
 */
final class Json {

    private static final int DEEPEST = 64;

    /** The size of a document is limited by the transport and by {@link RequestWriter}; only its depth is limited here. */
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(Integer.MAX_VALUE)
                            .maxNumberLength(Integer.MAX_VALUE)
                            .maxNameLength(Integer.MAX_VALUE)
                            .build())
                    .enable(StreamReadFeature.USE_FAST_BIG_NUMBER_PARSER)
                    .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                    .build())
            .nodeFactory(new Nodes())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /**
     * Reads a whole document as UTF-8, whatever its media type and charset claim.
     *
     * @throws MalformedResponseException if the bytes are not exactly one JSON document in UTF-8
     */
    static JsonNode read(byte[] document) {
        try (JsonParser parser = new LenientNumbers(MAPPER.createParser(Utf8.decode(document)))) {
            if (parser.nextToken() == null) {
                throw new MalformedResponseException("the document is empty");
            }
            return MAPPER.readTree(parser);
        } catch (CharacterCodingException malformed) {
            throw new MalformedResponseException("the document is not UTF-8");
        } catch (JacksonException malformed) {
            // Neither its message nor itself as the cause: both may contain values of the document.
            throw new MalformedResponseException("the document is not JSON at " + position(malformed));
        }
    }

    /**
     * Writes a document as UTF-8.
     *
     * @throws RequestEncodingException if a name or a text has an unpaired surrogate
     */
    static byte[] write(JsonNode document) {
        try {
            return Utf8.encode(MAPPER.writeValueAsString(document));
        } catch (CharacterCodingException malformed) {
            throw new RequestEncodingException("the request contains text that is not valid Unicode");
        }
    }

    private static String position(JacksonException malformed) {
        TokenStreamLocation location = malformed.getLocation();
        return location == null ? "an unknown position" : "character " + location.getCharOffset();
    }

    /** Makes objects that record which members occur more than once. */
    private static final class Nodes extends JsonNodeFactory {

        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public ObjectNode objectNode() {
            return new DuplicateTrackingObjectNode(this);
        }
    }

    /** Reads a number whose exponent exceeds the range of {@link BigDecimal} as null, instead of refusing the document. */
    private static final class LenientNumbers extends JsonParserDelegate {

        private LenientNumbers(JsonParser parser) {
            super(parser);
        }

        @Override
        public @Nullable BigDecimal getDecimalValue() {
            try {
                return super.getDecimalValue();
            } catch (JacksonException | NumberFormatException outOfRange) {
                return null;
            }
        }
    }
}

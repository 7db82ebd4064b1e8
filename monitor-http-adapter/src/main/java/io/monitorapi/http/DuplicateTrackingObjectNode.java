package io.monitorapi.http;

import java.io.Serial;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON object that records which of its members occur more than once; their last value is kept.
 *
 * <p>Jackson can only refuse all duplicates, but those of unknown members must not make a response unreadable.
 */
final class DuplicateTrackingObjectNode extends ObjectNode {

    @Serial
    private static final long serialVersionUID = 1L;

    private final HashSet<String> duplicates = new HashSet<>(2);

    DuplicateTrackingObjectNode(JsonNodeFactory factory) {
        super(factory);
    }

    /** Jackson's deserializer adds every member by this method. */
    @Override
    public @Nullable JsonNode replace(String name, JsonNode value) {
        JsonNode previous = super.replace(name, value);
        if (previous != null) {
            duplicates.add(name);
        }
        return previous;
    }

    boolean isDuplicate(String name) {
        return duplicates.contains(name);
    }
}

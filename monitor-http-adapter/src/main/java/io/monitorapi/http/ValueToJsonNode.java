package io.monitorapi.http;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Converts the values of engagement attributes, which are texts, numbers, booleans, lists and maps, to JSON nodes. */
final class ValueToJsonNode {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LARGEST_EXPONENT = 1_000;

    private ValueToJsonNode() {}

    static JsonNode of(Object value) {
        if (value instanceof Map<?, ?> map) {
            ObjectNode node = NODES.objectNode();
            map.forEach((name, member) -> node.set((String) name, of(member)));
            return node;
        }
        if (value instanceof List<?> list) {
            ArrayNode node = NODES.arrayNode(list.size());
            list.forEach(element -> node.add(of(element)));
            return node;
        }
        if (value instanceof Boolean bool) {
            return NODES.booleanNode(bool);
        }
        return value instanceof Number number ? number(number) : NODES.stringNode((String) value);
    }

    private static JsonNode number(Number number) {
        if (number instanceof Long || number instanceof Integer) {
            return NODES.numberNode(number.longValue());
        }
        BigDecimal exact = number instanceof BigDecimal decimal ? decimal : parsed(number);
        if (exact.signum() == 0) {
            return NODES.numberNode(0L); // written plainly, a zero such as 0E-8 would keep its scale
        }
        if (Math.abs((long) exact.scale()) > LARGEST_EXPONENT) {
            throw new RequestEncodingException("the request contains a number of more than 1,000 digits");
        }
        return NODES.numberNode(exact);
    }

    private static BigDecimal parsed(Number number) {
        try {
            return new BigDecimal(number.toString());
        } catch (NumberFormatException malformed) {
            throw new RequestEncodingException("the request contains a number that cannot be written as JSON");
        }
    }
}

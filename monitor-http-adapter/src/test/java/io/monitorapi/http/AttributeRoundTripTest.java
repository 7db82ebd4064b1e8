package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.engagement.Report;
import io.monitorapi.testkit.SampleAttributes;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Random engagement attributes are read as they were written. */
class AttributeRoundTripTest {

    private static final int ROUNDS = 5_000;

    @Test
    void everyTypeIsReadAsItWasWritten() {
        Random random = new Random(20261124);
        Set<String> kinds = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            EngagementAttribute attribute = SampleAttributes.random(random);
            kinds.add(attribute.type());

            Object document = JsonNodeToValue.of(Json.read(RequestWriter.write(Report.of(attribute))));

            Map<String, Object> expected = new HashMap<>(attribute.members());
            expected.put("type", attribute.type());
            assertThat(plain(document))
                    .as("round %d", round)
                    .isEqualTo(plain(Map.of("engagementAttributes", List.of(expected))));
        }
        assertThat(kinds).hasSize(11);
    }

    /** Equal numbers are equal whatever their scale and type. */
    private static Object plain(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> plain(entry.getValue())));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(AttributeRoundTripTest::plain).toList();
        }
        return value instanceof Number number ? new BigDecimal(number.toString()).stripTrailingZeros() : value;
    }
}

package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.monitorapi.attribute.CustomAttribute;
import io.monitorapi.engagement.ClientProperties;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Identity;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestWriterTest {

    @Test
    void writesAnEmptyObjectAtLeast() {
        assertThat(written(EngagementRequest.empty())).isEqualTo("{}");
    }

    @Test
    void writesEveryMember() throws IOException {
        Map<String, Object> lead = new LinkedHashMap<>();
        lead.put("topic", "\"quoted\"\n");
        lead.put("value", new BigDecimal("59.90"));
        lead.put("list", List.of(1, true, Map.of("deep", BigInteger.TWO.pow(63))));
        EngagementRequest full = EngagementRequest.builder()
                .identity(Identity.authenticated("https://id.brand.example", "7c1f6a0e"))
                .identity(Identity.unauthenticated("anonymous-1"))
                .consumerId("c-1")
                .clientProperties(ClientProperties.builder()
                        .appVersion("3.4.1")
                        .deviceFamily(ClientProperties.DeviceFamily.MOBILE)
                        .ipAddress("192.0.2.1")
                        .osName(ClientProperties.OsName.ANDROID)
                        .osVersion("14")
                        .build())
                .entryPoints("sec://billing", "plain words é")
                .engagementAttribute(new CustomAttribute("lead", Map.of("lead", lead)))
                .build();

        assertThat(written(full)).isEqualTo(file("full.json"));
    }

    @Test
    void writesTheConsumerIdOfTheService() {
        assertThat(written(EngagementRequest.builder().lpConsumerId("lp-1").build()))
                .isEqualTo("{\"lpConsumerId\":\"lp-1\"}");
    }

    @Test
    void writesNumbersOfAllTypes() {
        List<Object> numbers = List.of((short) 1, 2, 3L, 4.5f, 0.1, new BigDecimal("1E+2"), new AtomicLong(7));

        assertThat(written(attribute(Map.of("n", numbers)))).contains("[1,2,3,4.5,0.1,100,7]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD800", "a\uDC00b", "\uD800a", "\uDC00\uD800", "éé\uD83D"})
    void refusesBrokenUnicodeInValues(String broken) {
        assertThatExceptionOfType(RequestEncodingException.class)
                .isThrownBy(() -> written(EngagementRequest.builder()
                        .consumerId("secret" + broken)
                        .build()))
                .withMessageNotContaining("secret");
        assertThatExceptionOfType(RequestEncodingException.class)
                .isThrownBy(() -> written(EngagementRequest.builder()
                        .entryPoints("x".repeat(20_000) + broken + "x".repeat(20_000))
                        .build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD800", "a\uDC00b", "\uD800a"})
    void refusesBrokenUnicodeInNames(String broken) {
        assertThatExceptionOfType(RequestEncodingException.class)
                .isThrownBy(() -> written(attribute(Map.of(broken, 1))));
    }

    @Test
    void writesUpToTheLimitAndNothingLarger() {
        int free = RequestWriter.LARGEST - written(request("")).length();

        assertThat(written(request("x".repeat(free)))).hasSize(RequestWriter.LARGEST);
        assertThatExceptionOfType(RequestEncodingException.class)
                .isThrownBy(() -> written(request("x".repeat(free + 1))))
                .withMessageContaining("262144");
    }

    private static EngagementRequest request(String more) {
        return EngagementRequest.builder().entryPoints("e" + more).build();
    }

    private static EngagementRequest attribute(Map<String, Object> members) {
        return EngagementRequest.builder()
                .engagementAttribute(new CustomAttribute("custom", members))
                .build();
    }

    private static String written(EngagementRequest request) {
        return new String(RequestWriter.write(request), StandardCharsets.UTF_8);
    }

    private static String file(String name) throws IOException {
        try (InputStream file = RequestWriterTest.class.getResourceAsStream("request/" + name)) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}

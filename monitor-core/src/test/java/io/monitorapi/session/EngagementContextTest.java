package io.monitorapi.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.monitorapi.testkit.Samples;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngagementContextTest {

    private static final EngagementContext CONTEXT =
            new EngagementContext("3100200300", "3100200400", "12", "1", SessionFingerprint.of(Samples.session(1)));

    @Test
    void decodeReturnsTheEncodedContext() {
        assertThat(EngagementContext.decode(CONTEXT.encode())).isEqualTo(CONTEXT);
    }

    @Test
    void decodeReturnsTheEncodedContextForRandomIds() {
        Random random = new Random(20261124);
        for (int round = 0; round < 500; round++) {
            EngagementContext context = new EngagementContext(
                    id(random),
                    id(random),
                    id(random),
                    id(random),
                    SessionFingerprint.of(new MonitorSession(id(random), id(random))));

            String text = context.encode();

            assertThat(text).matches("[A-Za-z0-9._-]{1,1500}");
            assertThat(EngagementContext.decode(text)).isEqualTo(context);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ec2.",
                "ec3.MSAyIDMgNCBm",
                "ec2.MSAyIDMgNCBm=",
                "ec2.MSAyIDMgNA",
                "ec2.MSAyIDMgNCBmIDU",
                "ec2.MSAyIDMgIGY",
                "ec2.MSAyIDMgNCBn_",
                "ec2.***",
                "MSAyIDMgNCBm",
                " ec2.MSAyIDMgNCBm"
            })
    void decodeRejectsTextThatEncodeDidNotReturn(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngagementContext.decode(text))
                .withMessageContaining("encode()")
                .withNoCause();
    }

    @Test
    void theEncodedTextContainsNeitherVisitorIdNorSessionId() {
        String decoded =
                new String(Base64.getUrlDecoder().decode(CONTEXT.encode().substring(4)), StandardCharsets.ISO_8859_1);

        assertThat(decoded)
                .contains("3100200300", CONTEXT.sessionFingerprint().text())
                .doesNotContain(
                        Samples.session(1).visitorId(), Samples.session(1).sessionId());
    }

    @Test
    void aTextOfAnEarlierVersionIsRejectedWithAdvice() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngagementContext.decode("ec1.MSAyIDMgNA"))
                .withMessageContaining("earlier version")
                .withMessageContaining("getEngagement");
    }

    @Test
    void decodeRejectsTooLongText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngagementContext.decode("ec2." + "A".repeat(1_000_000)))
                .withMessageContaining("encode()");
    }

    @Test
    void decodeRejectsAnInvalidId() {
        String umlaut =
                "ec2." + Base64.getUrlEncoder().encodeToString("1 2 3 \u00e9 f".getBytes(StandardCharsets.UTF_8));

        assertThatIllegalArgumentException().isThrownBy(() -> EngagementContext.decode(umlaut));
    }

    private static String id(Random random) {
        return random.ints(1 + random.nextInt(256), '!', '~' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}

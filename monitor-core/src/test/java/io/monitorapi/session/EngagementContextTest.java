package io.monitorapi.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngagementContextTest {

    private static final EngagementContext CONTEXT = new EngagementContext("3100200300", "3100200400", "12", "1");

    @Test
    void decodeReturnsTheEncodedContext() {
        assertThat(EngagementContext.decode(CONTEXT.encode())).isEqualTo(CONTEXT);
    }

    @Test
    void decodeReturnsTheEncodedContextForRandomIds() {
        Random random = new Random(20261124);
        for (int round = 0; round < 500; round++) {
            EngagementContext context = new EngagementContext(id(random), id(random), id(random), id(random));

            String text = context.encode();

            assertThat(text).matches("[A-Za-z0-9._-]{1,1500}");
            assertThat(EngagementContext.decode(text)).isEqualTo(context);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ec1.",
                "ec2.MSAyIDMgNA",
                "ec1.MSAyIDMgNA==",
                "ec1.MSAyIDM",
                "ec1.MSAyIDMgNCA1",
                "ec1.MSAyICA0",
                "ec1.MSAyIDMgNB",
                "ec1.***",
                "MSAyIDMgNA",
                " ec1.MSAyIDMgNA"
            })
    void decodeRejectsTextThatEncodeDidNotReturn(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngagementContext.decode(text))
                .withMessageContaining("encode()")
                .withNoCause();
    }

    @Test
    void decodeRejectsTooLongText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngagementContext.decode("ec1." + "A".repeat(1_000_000)))
                .withMessageContaining("encode()");
    }

    @Test
    void decodeRejectsAnInvalidId() {
        String umlaut = "ec1." + Base64.getUrlEncoder().encodeToString("1 2 3 \u00e9".getBytes(StandardCharsets.UTF_8));

        assertThatIllegalArgumentException().isThrownBy(() -> EngagementContext.decode(umlaut));
    }

    private static String id(Random random) {
        return random.ints(1 + random.nextInt(256), '!', '~' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }
}

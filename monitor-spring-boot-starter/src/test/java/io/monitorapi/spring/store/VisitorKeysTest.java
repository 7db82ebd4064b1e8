package io.monitorapi.spring.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.session.Visitor;
import org.junit.jupiter.api.Test;

class VisitorKeysTest {

    private static final String SECRET = "sixteen-letters!";
    private final Visitor visitor = Visitor.of("canary-key");

    @Test
    void namesAVisitorByAccountInstallationAndHash() {
        assertThat(keys("40001234", "7d0a").keyOf(visitor)).matches("40001234:7d0a:[A-Za-z0-9_-]{43}");
    }

    @Test
    void namesTheSameVisitorTheSameOnAllNodes() {
        assertThat(keys("40001234", "7d0a").keyOf(visitor))
                .isEqualTo(keys("40001234", "7d0a").keyOf(Visitor.of("canary-key")));
    }

    @Test
    void keepsTheKeyAndTheSecretToItself() {
        assertThat(keys("40001234", "7d0a").keyOf(visitor)).doesNotContain("canary", SECRET);
        assertThat(keys("40001234", "7d0a").toString()).doesNotContain(SECRET);
    }

    @Test
    void dependsOnTheSecret() {
        assertThat(keys("40001234", "7d0a").keyOf(visitor))
                .isNotEqualTo(new VisitorKeys("another-secret-!", "40001234", "7d0a").keyOf(visitor));
    }

    @Test
    void keepsClientsApartWhateverTheirIdsAre() {
        assertThat(keys("a:b", "c").keyOf(visitor))
                .isNotEqualTo(keys("a", "b:c").keyOf(visitor));
    }

    @Test
    void isAtMostAsLongAsItsColumn() {
        assertThat(keys("a".repeat(20), "~".repeat(256)).keyOf(Visitor.of("k".repeat(512))))
                .hasSizeLessThan(1000)
                .doesNotContain("{", "}");
    }

    private static VisitorKeys keys(String accountId, String appInstallationId) {
        return new VisitorKeys(SECRET, accountId, appInstallationId);
    }
}

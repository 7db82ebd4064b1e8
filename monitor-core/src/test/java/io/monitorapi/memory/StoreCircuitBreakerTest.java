package io.monitorapi.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.port.MonitorListener;
import io.monitorapi.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoreCircuitBreakerTest {

    private final VirtualTime time = new VirtualTime();
    private final List<Boolean> changes = new ArrayList<>();
    private final StoreCircuitBreaker breaker = new StoreCircuitBreaker(time, new MonitorListener() {
        @Override
        public void storeChanged(StoreChanged event) {
            changes.add(event.reachable());
        }
    });

    /** A cold process: connecting and loading classes take longer than a command may take. */
    @Test
    void aStoreThatIsSlowAtFirstIsNoOutage() {
        for (int call = 0; call < 30; call++) {
            breaker.call("find", StoreCircuitBreakerTest::fails);
            time.advance(Duration.ofMillis(100));
        }

        assertThat(breaker.call("find", () -> "record")).isEqualTo("record");
        assertThat(changes).isEmpty();
        assertThat(breaker.outages()).isZero();
    }

    @Test
    void aStoreThatIsUnreachableAtTheStartIsAnOutageAfterFifteenSeconds() {
        breaker.call("find", StoreCircuitBreakerTest::fails);
        time.advance(Duration.ofSeconds(15));

        breaker.call("find", StoreCircuitBreakerTest::fails);

        assertThat(changes).containsExactly(false);
        assertThat(breaker.call("find", () -> "not called")).isNull();
    }

    /** The control: once it has succeeded, the first failure is an outage. */
    @Test
    void aStoreThatHasSucceededIsUnreachableAtItsFirstFailure() {
        breaker.call("find", () -> "record");

        breaker.call("find", StoreCircuitBreakerTest::fails);

        assertThat(changes).containsExactly(false);
        assertThat(breaker.call("find", () -> "not called")).isNull();
    }

    @Test
    void oneCommandProbesAfterTenSecondsAndEndsTheOutage() {
        breaker.call("find", () -> "record");
        breaker.call("find", StoreCircuitBreakerTest::fails);
        time.advance(Duration.ofSeconds(10));

        assertThat(breaker.call("find", () -> breaker.call("find", () -> "not called") == null ? "alone" : "together"))
                .isEqualTo("alone");
        assertThat(changes).containsExactly(false, true);
    }

    private static String fails() {
        throw new IllegalStateException("did not respond in time");
    }
}

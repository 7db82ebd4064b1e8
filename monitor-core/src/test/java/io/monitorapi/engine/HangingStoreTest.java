package io.monitorapi.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.CallOptions;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import io.monitorapi.testkit.FakeMonitorGateway;
import io.monitorapi.testkit.Samples;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A store that breaks its contract and hangs does not hold a caller longer than the deadline. */
@Timeout(60)
class HangingStoreTest {

    private static final CallOptions SOON = CallOptions.deadline(Duration.ofMillis(200));

    private final FakeMonitorGateway gateway = new FakeMonitorGateway();
    private final CountDownLatch released = new CountDownLatch(1);
    private final MonitorService service = MonitorServiceBuilder.forGateway(gateway)
            .sessionStore(new HangingStore())
            .closeGrace(Duration.ZERO)
            .build();

    @AfterEach
    void close() {
        released.countDown();
        service.close();
    }

    /** The store hangs until the test ends: a call that waited for it would never return. */
    @Test
    void blockingCallEndsAtItsDeadline() {
        MonitorException failure = catchThrowableOfType(
                MonitorException.class,
                () -> service.getEngagement(Samples.visitor(), EngagementRequest.empty(), SOON));

        assertThat(failure.reason()).isEqualTo(Reason.DEADLINE);
        assertThat(gateway.requests()).isEmpty();
    }

    private final class HangingStore implements SessionStore {

        private void hang() {
            boolean interrupted = false;
            while (released.getCount() > 0) {
                try {
                    released.await();
                } catch (InterruptedException ignored) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public Optional<SessionRecord> find(Visitor visitor) {
            hang();
            return Optional.empty();
        }

        @Override
        public Claim claim(Visitor visitor, Duration lease) {
            hang();
            return new Claim.Granted("token", null);
        }

        @Override
        public void release(Visitor visitor, Claim.Granted granted) {
            hang();
        }

        @Override
        public boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next) {
            hang();
            return true;
        }

        @Override
        public void forget(Visitor visitor) {
            hang();
        }
    }
}

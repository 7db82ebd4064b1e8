package io.monitorapi.spring.store;

import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.SessionRecord.Paired;
import io.monitorapi.session.SessionRecord.VisitorOnly;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Converts the times of records between the clock of this node and that of a shared store, so that nodes whose clocks differ agree
 * on the age of a session.
 *
 * <p>Differences below a second are not converted: they are in the range of what a round trip hides, and a record that several
 * nodes write in succession must not drift. Thread-safe.
 */
public final class StoreClock {

    private static final Duration PRECISION = Duration.ofSeconds(1);
    private static final Duration MEASURING_INTERVAL = Duration.ofMinutes(1);

    private final InstantSource node;
    private final LongSupplier nanoTime;
    private volatile @Nullable Measurement last;

    /** Creates a clock that uses the system's clocks for this node. */
    public StoreClock() {
        this(InstantSource.system(), System::nanoTime);
    }

    /**
     * Creates a clock.
     *
     * @param node the wall clock of this node
     * @param nanoTime a monotonic clock, such as {@link System#nanoTime()}
     */
    public StoreClock(InstantSource node, LongSupplier nanoTime) {
        this.node = node;
        this.nanoTime = nanoTime;
    }

    /**
     * Measures the difference of the clocks if that has not been done for a minute, or if this node's clock has been set since.
     *
     * @param storeTime reads the store's clock; returns null if the store does not permit that
     */
    public void synchronize(Supplier<@Nullable Instant> storeTime) {
        Measurement earlier = last;
        Instant before = node.instant();
        long start = nanoTime.getAsLong();
        if (earlier != null && earlier.isValid(before, start)) {
            return;
        }
        Instant store = storeTime.get();
        Duration roundTrip = Duration.ofNanos(nanoTime.getAsLong() - start);
        Duration skew = earlier == null ? Duration.ZERO : earlier.skew();
        if (store != null) {
            Duration measured = Duration.between(before.plus(roundTrip.dividedBy(2)), store);
            boolean differs = measured.minus(skew).abs().compareTo(PRECISION.plus(roundTrip)) > 0;
            skew = differs ? measured : skew;
        }
        last = new Measurement(skew, before, start);
    }

    /** {@return by how much the store's clock is ahead of this node's, as last measured; zero before} */
    public Duration skew() {
        Measurement measurement = last;
        return measurement == null ? Duration.ZERO : measurement.skew();
    }

    /**
     * Converts a record of this node's time.
     *
     * @param record the record
     * @return the record in the store's time
     */
    public SessionRecord toStoreTime(SessionRecord record) {
        return shifted(record, skew());
    }

    /**
     * Converts a record of the store's time.
     *
     * @param record the record
     * @return the record in this node's time
     */
    public SessionRecord toNodeTime(SessionRecord record) {
        return shifted(record, skew().negated());
    }

    private static SessionRecord shifted(SessionRecord record, Duration by) {
        if (by.isZero()) {
            return record;
        }
        try {
            Instant created = record.created().plus(by);
            Instant lastUsed = record.lastUsed().plus(by);
            if (record instanceof Paired paired) {
                return new Paired(paired.session(), created, lastUsed, record.generation(), paired.pageId());
            }
            return new VisitorOnly(record.visitorId(), created, lastUsed, record.generation());
        } catch (DateTimeException | ArithmeticException outOfRange) {
            return record; // Only a value that was not written by this library has such times.
        }
    }

    /**
     * The result of a measurement.
     *
     * @param skew by how much the store's clock was ahead
     * @param nodeTime this node's time of the measurement
     * @param nanos the monotonic time of the measurement
     */
    private record Measurement(Duration skew, Instant nodeTime, long nanos) {

        boolean isValid(Instant nodeNow, long nanosNow) {
            Duration elapsed = Duration.ofNanos(nanosNow - nanos);
            Duration jump = Duration.between(nodeTime, nodeNow).minus(elapsed);
            return elapsed.compareTo(MEASURING_INTERVAL) < 0 && jump.abs().compareTo(PRECISION) <= 0;
        }
    }
}

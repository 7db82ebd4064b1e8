package io.monitorapi.testkit;

import static io.monitorapi.testkit.Samples.visitorOnly;
import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.port.SessionStore.Claim;
import io.monitorapi.session.Visitor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The further contract of a store whose values outlive the process, so that it may contain values of another release or
 * damaged ones. An in-memory store extends {@link SessionStoreContract} only.
 *
 * <p>Unreadable values, including those of earlier releases whose format is not read any more, count as absent and may be
 * overwritten. Values of later releases count as absent too, but are kept until a session replaces them or the visitor is
 * forgotten. Replacing one by anything else returns true without effect: a store may forget at any time, but if
 * {@code replace} returned false forever, callers would loop.
 */
public abstract class DurableSessionStoreContract extends SessionStoreContract {

    private static final Duration LEASE = Duration.ofSeconds(5);

    /** A release that is later than any that this test kit was built with. */
    private static final int LATER = 9;

    /** {@return the stored value of a visitor, without its claim; empty if there is none} */
    protected abstract byte[] stored(Visitor visitor);

    /** Stores a value directly, bypassing the store. */
    protected abstract void plant(Visitor visitor, byte[] value);

    /** {@return the value as another release would have written it} */
    protected abstract byte[] ofRelease(int number, byte[] value);

    static Stream<byte[]> unreadableValues() {
        byte[] large = new byte[1 << 20];
        Arrays.fill(large, (byte) '{');
        return Stream.of(
                large,
                new byte[] {'{', (byte) 0xC3, (byte) 0x28, (byte) 0xFF, 0, '}'},
                bytes("{}"),
                bytes("null"),
                bytes("[1,2,3]"),
                bytes("{\"v\":\"1\"}"),
                bytes("not what a store writes"),
                bytes("rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA=="));
    }

    @ParameterizedTest
    @MethodSource("unreadableValues")
    void anUnreadableValueIsAbsent(byte[] value) {
        plant(visitor, value);

        assertThat(store().find(visitor)).isEmpty();
        assertThat(store().replace(visitor, 1, record(1, 2))).isFalse();
        assertThat(store().claim(visitor, LEASE)).isInstanceOf(Claim.Granted.class);
        assertThat(store().claim(visitor, LEASE)).isInstanceOf(Claim.Taken.class);
        assertThat(store().replace(visitor, 0, record(1, 1))).isTrue();
        assertThat(store().claim(visitor, LEASE)).isEqualTo(new Claim.Present(record(1, 1)));
    }

    @ParameterizedTest
    @MethodSource("unreadableValues")
    void anUnreadableValueIsReplacedByAVisitorId(byte[] value) {
        plant(visitor, value);

        assertThat(store().replace(visitor, 0, visitorOnly(1, 1))).isTrue();

        assertThat(store().find(visitor)).contains(visitorOnly(1, 1));
    }

    @Test
    void aTruncatedValueIsAbsent() {
        store().replace(visitor, 0, record(1, 1));
        byte[] whole = stored(visitor);

        for (int length = 1; length < whole.length - 1; length += 7) {
            plant(visitor, Arrays.copyOf(whole, length));

            assertThat(store().find(visitor)).as("%s bytes", length).isEmpty();
            Claim claim = store().claim(visitor, LEASE);
            assertThat(claim).as("%s bytes", length).isInstanceOf(Claim.Granted.class);
            store().release(visitor, (Claim.Granted) claim);
            assertThat(store().replace(visitor, 0, record(1, 1)))
                    .as("%s bytes", length)
                    .isTrue();
        }
    }

    @Test
    void aValueOfAnEarlierReleaseIsAbsent() {
        plantRelease(0);

        assertThat(store().find(visitor)).isEmpty();
        assertThat(store().claim(visitor, LEASE)).isInstanceOf(Claim.Granted.class);
        assertThat(store().replace(visitor, 0, visitorOnly(2, 1))).isTrue();
        assertThat(store().find(visitor)).contains(visitorOnly(2, 1));
    }

    @Test
    void aValueOfALaterReleaseIsKept() {
        byte[] later = plantRelease(LATER);

        assertThat(store().find(visitor)).isEmpty();
        Claim claim = store().claim(visitor, LEASE);
        assertThat(claim).isInstanceOf(Claim.Granted.class);
        assertThat(store().claim(visitor, LEASE)).isInstanceOf(Claim.Taken.class);
        store().release(visitor, (Claim.Granted) claim);
        assertThat(store().replace(visitor, 1, record(2, 2))).isFalse();
        assertThat(store().replace(visitor, 0, visitorOnly(2, 1))).isTrue();
        assertThat(store().replace(visitor, 0, null)).isTrue();

        assertThat(stored(visitor)).isEqualTo(later);
    }

    @Test
    void aSessionReplacesAValueOfALaterRelease() {
        plantRelease(LATER);

        assertThat(store().replace(visitor, 0, record(2, 1))).isTrue();

        assertThat(store().find(visitor)).contains(record(2, 1));
    }

    @Test
    void forgetsAVisitorWithAValueOfALaterRelease() {
        plantRelease(LATER);

        store().forget(visitor);

        assertThat(stored(visitor)).isEmpty();
    }

    private byte[] plantRelease(int number) {
        store().replace(visitor, 0, record(1, 1));
        byte[] other = ofRelease(number, stored(visitor));
        store().forget(visitor);
        plant(visitor, other);
        return other;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

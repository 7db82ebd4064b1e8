package io.monitorapi.testkit;

import io.monitorapi.port.SessionStore;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A small durable store with one flaw, to verify that the contract detects it. */
final class FlawedSessionStore implements SessionStore {

    enum Flaw {
        NONE,
        /** Reads, waits, and writes without a lock. */
        NO_LOCK,
        NO_RETENTION,
        THROWS_AT_UNREADABLE_VALUES,
        KEEPS_UNREADABLE_VALUES,
        OVERWRITES_LATER_RELEASES,
        KEEPS_LATER_RELEASES_FOREVER,
        READS_LATER_RELEASES,
        CLAIMS_NEVER_END,
        CLAIMS_WITHOUT_RECORD
    }

    final Map<Visitor, byte[]> values = new ConcurrentHashMap<>();
    private final Map<Visitor, Lease> leases = new ConcurrentHashMap<>();
    private final Exchanger<FlawedSessionStore> meeting = new Exchanger<>();
    private volatile boolean overlapped;
    private final Flaw flaw;
    private final Duration retention;
    private final VirtualTime time;

    FlawedSessionStore(Flaw flaw, Duration retention, VirtualTime time) {
        this.flaw = flaw;
        this.retention = retention;
        this.time = time;
    }

    @Override
    public Optional<SessionRecord> find(Visitor visitor) {
        return Optional.ofNullable(read(visitor));
    }

    @Override
    public Claim claim(Visitor visitor, Duration lease) {
        return locked(() -> {
            SessionRecord record = read(visitor);
            if (record instanceof SessionRecord.Paired paired) {
                return new Claim.Present(paired);
            }
            Lease running = leases.get(visitor);
            if (running != null && (running.ends.isAfter(time.instant()) || flaw == Flaw.CLAIMS_NEVER_END)) {
                return new Claim.Taken();
            }
            pause();
            SessionRecord.VisitorOnly claimed =
                    flaw == Flaw.CLAIMS_WITHOUT_RECORD ? null : (SessionRecord.VisitorOnly) record;
            Claim.Granted granted = new Claim.Granted(UUID.randomUUID().toString(), claimed);
            leases.put(visitor, new Lease(granted.token(), time.instant().plus(lease)));
            return granted;
        });
    }

    @Override
    public void release(Visitor visitor, Claim.Granted granted) {
        leases.computeIfPresent(visitor, (key, lease) -> lease.token.equals(granted.token()) ? null : lease);
    }

    @Override
    public boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next) {
        return locked(() -> {
            SessionRecord current = read(visitor);
            if ((current == null ? 0 : current.generation()) != expectedGeneration) {
                return false;
            }
            pause();
            byte[] value = values.getOrDefault(visitor, new byte[0]);
            boolean later = release(value) > 1;
            boolean session = next instanceof SessionRecord.Paired;
            if (flaw == Flaw.KEEPS_UNREADABLE_VALUES && current == null && value.length > 0 && !later) {
                return false;
            }
            if (later && flaw == Flaw.KEEPS_LATER_RELEASES_FOREVER) {
                return false;
            }
            if (!later || session || flaw == Flaw.OVERWRITES_LATER_RELEASES) {
                put(visitor, next);
            }
            if (session) {
                leases.remove(visitor);
            }
            return true;
        });
    }

    @Override
    public void forget(Visitor visitor) {
        values.remove(visitor);
        leases.remove(visitor);
    }

    private <T> T locked(Supplier<T> work) {
        if (flaw == Flaw.NO_LOCK) {
            return work.get();
        }
        synchronized (this) {
            return work.get();
        }
    }

    /** Waits until another thread waits here, too; after the first time only briefly. */
    private void pause() {
        if (flaw != Flaw.NO_LOCK) {
            return;
        }
        try {
            meeting.exchange(this, overlapped ? 2 : 5_000, TimeUnit.MILLISECONDS);
            overlapped = true;
        } catch (TimeoutException alone) {
            // No other thread is in the critical section.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(Visitor visitor, @Nullable SessionRecord next) {
        if (next == null) {
            values.remove(visitor);
            return;
        }
        String sid =
                next instanceof SessionRecord.Paired paired ? paired.session().sessionId() : "";
        String text = String.join(
                " ", "1", next.visitorId(), sid, next.lastUsed().toString(), Long.toString(next.generation()), "end");
        values.put(visitor, text.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable SessionRecord read(Visitor visitor) {
        byte[] value = values.getOrDefault(visitor, new byte[0]);
        String[] parts = new String(value, StandardCharsets.UTF_8).split(" ", -1);
        boolean ours = release(value) == 1 || (release(value) > 1 && flaw == Flaw.READS_LATER_RELEASES);
        if (!ours || parts.length != 6 || !"end".equals(parts[5])) {
            if (value.length > 0 && flaw == Flaw.THROWS_AT_UNREADABLE_VALUES) {
                throw new IllegalStateException("unreadable value");
            }
            return null;
        }
        Instant used = Instant.parse(parts[3]);
        boolean over = !used.plus(retention).isAfter(time.instant());
        if (over && flaw != Flaw.NO_RETENTION) {
            return null;
        }
        long generation = Long.parseLong(parts[4]);
        return parts[2].isEmpty()
                ? new SessionRecord.VisitorOnly(parts[1], used, used, generation)
                : new SessionRecord.Paired(new MonitorSession(parts[1], parts[2]), used, used, generation, null);
    }

    private static int release(byte[] value) {
        return value.length > 1 && value[1] == ' ' ? value[0] - '0' : 0;
    }

    private record Lease(String token, Instant ends) {}
}

package io.monitorapi.customadapter;

import io.monitorapi.port.SessionStore;
import io.monitorapi.session.SessionRecord;
import io.monitorapi.session.Visitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A store that survives a restart: one small file for each visitor, and another one while a session is being opened. For one
 * process only, as its lock is a lock of the JVM.
 */
public final class FileSessionStore implements SessionStore {

    private static final long MAX_SIZE = 64 * 1024;

    private final Path folder;
    private final Duration retention;
    private final InstantSource clock;

    /**
     * Creates a store.
     *
     * @param folder the folder of the files, which must exist
     * @param retention how long a visitor is kept after the last response
     * @param clock the wall clock
     */
    public FileSessionStore(Path folder, Duration retention, InstantSource clock) {
        this.folder = folder;
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<SessionRecord> find(Visitor visitor) {
        return Optional.ofNullable(session(visitor).record());
    }

    @Override
    public synchronized Claim claim(Visitor visitor, Duration lease) {
        SessionRecord record = session(visitor).record();
        if (record instanceof SessionRecord.Paired present) {
            return new Claim.Present(present);
        }
        Instant now = clock.instant();
        if (!ClaimFile.parse(read(claimPath(visitor))).isExpired(now)) {
            return new Claim.Taken();
        }
        ClaimFile claim = new ClaimFile(UUID.randomUUID().toString(), now.plus(lease));
        write(claimPath(visitor), claim.text());
        return new Claim.Granted(claim.token(), (SessionRecord.VisitorOnly) record);
    }

    @Override
    public synchronized void release(Visitor visitor, Claim.Granted granted) {
        if (granted.token().equals(ClaimFile.parse(read(claimPath(visitor))).token())) {
            delete(claimPath(visitor));
        }
    }

    @Override
    public synchronized boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next) {
        SessionFile file = session(visitor);
        long generation = file.record() == null ? 0 : file.record().generation();
        if (generation != expectedGeneration) {
            return false;
        }
        boolean paired = next instanceof SessionRecord.Paired;
        if (paired || !file.later()) {
            put(visitor, next);
        }
        if (paired) {
            delete(claimPath(visitor));
        }
        return true;
    }

    @Override
    public synchronized void forget(Visitor visitor) {
        delete(sessionPath(visitor));
        delete(claimPath(visitor));
    }

    private SessionFile session(Visitor visitor) {
        try {
            SessionFile file = SessionFile.parse(read(sessionPath(visitor)));
            SessionRecord record = file.record();
            boolean expired =
                    record != null && !record.lastUsed().plus(retention).isAfter(clock.instant());
            return expired ? SessionFile.EMPTY : file;
        } catch (IOException failure) {
            throw new UncheckedIOException("a session file cannot be read", failure);
        }
    }

    private void put(Visitor visitor, @Nullable SessionRecord next) {
        try {
            if (next == null) {
                delete(sessionPath(visitor));
            } else {
                write(sessionPath(visitor), SessionFile.text(next));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("a session cannot be written", failure);
        }
    }

    /** Every byte is a valid character in this charset, so a corrupt file is not an error but one that cannot be parsed. */
    private static String read(Path path) {
        try {
            boolean readable = Files.exists(path) && Files.size(path) <= MAX_SIZE;
            return readable ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException failure) {
            throw new UncheckedIOException("a file cannot be read", failure);
        }
    }

    /** Replaces the whole file atomically, so that a reader never sees a part of it. */
    private void write(Path path, String text) {
        try {
            Path draft = Files.createTempFile(folder, "draft", null);
            Files.writeString(draft, text, StandardCharsets.ISO_8859_1);
            Files.move(draft, path, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException("a file cannot be written", failure);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            throw new UncheckedIOException("a file cannot be deleted", failure);
        }
    }

    Path sessionPath(Visitor visitor) {
        return folder.resolve(name(visitor) + ".session");
    }

    private Path claimPath(Visitor visitor) {
        return folder.resolve(name(visitor) + ".claim");
    }

    /** The key of a visitor may identify a person, so it must not be the name of a file. */
    private static UUID name(Visitor visitor) {
        return UUID.nameUUIDFromBytes(visitor.key().getBytes(StandardCharsets.UTF_8));
    }
}

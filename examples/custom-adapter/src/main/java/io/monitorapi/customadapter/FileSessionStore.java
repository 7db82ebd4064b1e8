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
 * A store that survives a restart: one small file for each visitor, another one while a session is being opened. Made for
 * one process; it takes one lock.
 */
public final class FileSessionStore implements SessionStore {

    private static final long LONGEST = 64 * 1024;

    private final Path folder;
    private final Duration retention;
    private final InstantSource clock;

    /**
     * Makes a store.
     *
     * @param folder where the files are; it must exist
     * @param retention how long a visitor is kept after the last answer
     * @param clock tells the present time
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
        if (record instanceof SessionRecord.Paired paired) {
            return new Claim.Present(paired);
        }
        Instant now = clock.instant();
        if (!ClaimFile.parse(read(claimPath(visitor))).isOver(now)) {
            return new Claim.Taken();
        }
        ClaimFile mine = new ClaimFile(UUID.randomUUID().toString(), now.plus(lease));
        write(claimPath(visitor), mine.text());
        return new Claim.Granted(mine.token(), (SessionRecord.VisitorOnly) record);
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
        boolean session = next instanceof SessionRecord.Paired;
        if (session || !file.later()) {
            put(visitor, next);
        }
        if (session) {
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
            boolean over = record != null && !record.lastUsed().plus(retention).isAfter(clock.instant());
            return over ? SessionFile.EMPTY : file;
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
            throw new UncheckedIOException("a session cannot be written down", failure);
        }
    }

    /** Every byte is a character here: what is no text is not an error, but a file that says nothing. */
    private static String read(Path path) {
        try {
            boolean ours = Files.exists(path) && Files.size(path) <= LONGEST;
            return ours ? Files.readString(path, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException failure) {
            throw new UncheckedIOException("a file cannot be read", failure);
        }
    }

    /** A file is replaced as a whole, so that nobody ever reads half of one. */
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

    /** The key of a visitor may lead to a person: it is not the name of a file. */
    private static UUID name(Visitor visitor) {
        return UUID.nameUUIDFromBytes(visitor.key().getBytes(StandardCharsets.UTF_8));
    }
}

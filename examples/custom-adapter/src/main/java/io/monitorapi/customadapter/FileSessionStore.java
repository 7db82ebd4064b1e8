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

/** A store that survives a restart: one small file for each visitor. Made for one process; it takes one lock. */
public final class FileSessionStore implements SessionStore {

    private final Path folder;
    private final InstantSource clock;

    /**
     * Makes a store.
     *
     * @param folder where the files are; it must exist
     * @param clock tells the present time
     */
    public FileSessionStore(Path folder, InstantSource clock) {
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public synchronized Optional<SessionRecord> find(Visitor visitor) {
        return Optional.ofNullable(read(visitor).record());
    }

    @Override
    public synchronized Claim claim(Visitor visitor, Duration lease) {
        SessionFile file = read(visitor);
        if (file.record() instanceof SessionRecord.Paired paired) {
            return new Claim.Present(paired);
        }
        Instant now = clock.instant();
        if (file.isClaimed(now)) {
            return new Claim.Taken();
        }
        String token = UUID.randomUUID().toString();
        write(visitor, new SessionFile(file.record(), token, now.plus(lease)));
        return new Claim.Granted(token);
    }

    @Override
    public synchronized void release(Visitor visitor, Claim.Granted granted) {
        SessionFile file = read(visitor);
        if (granted.token().equals(file.claim())) {
            write(visitor, new SessionFile(file.record(), null, null));
        }
    }

    @Override
    public synchronized boolean replace(Visitor visitor, long expectedGeneration, @Nullable SessionRecord next) {
        SessionFile file = read(visitor);
        long generation = file.record() == null ? 0 : file.record().generation();
        if (generation != expectedGeneration) {
            return false;
        }
        boolean endsClaim = next instanceof SessionRecord.Paired;
        write(visitor, endsClaim ? new SessionFile(next, null, null) : file.with(next));
        return true;
    }

    @Override
    public synchronized void forget(Visitor visitor) {
        try {
            Files.deleteIfExists(path(visitor));
        } catch (IOException failure) {
            throw new UncheckedIOException("a session file cannot be deleted", failure);
        }
    }

    private SessionFile read(Visitor visitor) {
        try {
            Path path = path(visitor);
            return Files.exists(path) ? SessionFile.parse(Files.readString(path)) : SessionFile.EMPTY;
        } catch (IOException failure) {
            throw new UncheckedIOException("a session file cannot be read", failure);
        }
    }

    /** A file is replaced as a whole, so that nobody ever reads half of one. */
    private void write(Visitor visitor, SessionFile file) {
        try {
            Path draft = Files.createTempFile(folder, "draft", null);
            Files.writeString(draft, file.text());
            Files.move(draft, path(visitor), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            throw new UncheckedIOException("a session file cannot be written", failure);
        }
    }

    /** The key of a visitor may lead to a person: it is not the name of a file. */
    private Path path(Visitor visitor) {
        return folder.resolve(UUID.nameUUIDFromBytes(visitor.key().getBytes(StandardCharsets.UTF_8)) + ".properties");
    }
}

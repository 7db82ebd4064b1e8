package io.monitorapi.spring.outbox;

/** Converts entries to and from the encrypted value of their row. Thread-safe. */
record EntryCodec(OutboxCipher cipher) {

    byte[] encode(String row, OutboxEntry entry) {
        return cipher.encrypt(row, EntrySerializer.write(entry));
    }

    /** Throws {@link UnreadableEntryException}. */
    OutboxEntry decode(String row, byte[] value) {
        return EntrySerializer.read(cipher.decrypt(row, value));
    }
}

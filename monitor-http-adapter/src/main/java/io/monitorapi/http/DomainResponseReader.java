package io.monitorapi.http;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads which host the Domain API names for the Monitor API; it answers with a single entry or a list, whatever was asked.
 *
 * <p>Source: Domain API, "Response".
 */
final class DomainResponseReader {

    static final String SERVICE = "smt";

    private final JsonInput in;
    private final String accountId;
    private @Nullable String host;

    private DomainResponseReader(JsonInput in, String accountId) {
        this.in = in;
        this.accountId = accountId;
    }

    /** The host as it was named; throws {@link MalformedResponseException} when there is none for this account. */
    static String host(byte[] body, String accountId) {
        return JsonInput.read(body, in -> new DomainResponseReader(in, accountId).host());
    }

    private String host() {
        entry();
        return Optional.ofNullable(host)
                .orElseThrow(
                        () -> new MalformedResponseException("it names no host for the service 'smt' of this account"));
    }

    private void entry() {
        Entry entry = new Entry();
        in.object(entry::member);
        if (entry.isOurs()) {
            take(entry.host);
        }
    }

    private void take(@Nullable String named) {
        if (host != null && !host.equals(named)) {
            throw new MalformedResponseException("it names several hosts for the service 'smt'");
        }
        host = named;
    }

    private final class Entry {

        private @Nullable String service;
        private @Nullable String account;
        private @Nullable String host;

        private boolean member(String name) {
            switch (name) {
                case "service" -> service = in.text();
                case "account" -> account = in.textOrInteger();
                case "baseURI" -> host = in.text();
                case "baseURIs" -> in.objects(DomainResponseReader.this::entry);
                default -> {
                    in.any();
                    return false;
                }
            }
            return true;
        }

        private boolean isOurs() {
            return SERVICE.equals(service) && (account == null || account.equals(accountId)) && host != null;
        }
    }
}

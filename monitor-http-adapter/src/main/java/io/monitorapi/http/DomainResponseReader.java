package io.monitorapi.http;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads which host the Domain API names for the Monitor API. The Domain API responds with a single entry or a list,
 * regardless of the request.
 *
 * <p>Source: Domain API, "Response".
 */
final class DomainResponseReader {

    static final String SERVICE = "smt";

    private DomainResponseReader() {}

    /**
     * {@return the host as the Domain API wrote it, not yet checked}
     *
     * @throws MalformedResponseException if the response names no host for this account, or several
     */
    static String host(byte[] body, String accountId) {
        List<String> hosts = entries(JsonObject.of(Json.read(body)))
                .filter(entry -> entry.isFor(accountId))
                .map(Entry::host)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (hosts.size() != 1) {
            throw new MalformedResponseException(
                    (hosts.isEmpty() ? "no host" : "several hosts") + " for the service 'smt' of this account");
        }
        return hosts.get(0);
    }

    private static Stream<Entry> entries(JsonObject object) {
        Entry entry = new Entry(object.text("service"), object.textOrInteger("account"), object.text("baseURI"));
        return Stream.concat(
                Stream.of(entry), object.objects("baseURIs").stream().flatMap(DomainResponseReader::entries));
    }

    private record Entry(
            @Nullable String service,
            @Nullable String account,
            @Nullable String host) {

        boolean isFor(String accountId) {
            return SERVICE.equals(service) && (account == null || account.equals(accountId));
        }
    }
}

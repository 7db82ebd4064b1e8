package io.monitorapi.simulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** The Domain API: the host of one service, or of all services. Both responses name this simulator. */
final class DomainApi {

    private static final Pattern PATH =
            Pattern.compile("/api/account/([^/]+)/service/(?:([^/]+)/)?baseURI(?:\\.json)?");

    private final String accountId;
    private final String host;

    DomainApi(String accountId, String host) {
        this.accountId = accountId;
        this.host = host;
    }

    static boolean serves(String path) {
        return PATH.matcher(path).matches();
    }

    String respond(String path) {
        Matcher parts = PATH.matcher(path);
        if (!parts.matches() || !parts.group(1).equals(accountId)) {
            throw new Refusal(401, 6, "invalid site");
        }
        String service = parts.group(2);
        ObjectNode body = Errors.JSON.createObjectNode();
        if (service == null) {
            var all = body.putArray("baseURIs");
            entry(all.addObject(), "idp");
            entry(all.addObject(), "smt");
        } else {
            entry(body, service);
        }
        return body.toString();
    }

    private void entry(ObjectNode entry, String service) {
        entry.put("service", service).put("account", accountId).put("baseURI", host);
    }
}

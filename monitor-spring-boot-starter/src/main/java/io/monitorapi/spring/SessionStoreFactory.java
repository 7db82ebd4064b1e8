package io.monitorapi.spring;

import io.monitorapi.port.SessionStore;

/** Makes the session store of each client; a bean of this type replaces what {@code monitor-api.session.store} chooses. */
@FunctionalInterface
public interface SessionStoreFactory {

    /**
     * Makes the store of one client.
     *
     * @param accountId the client's account, empty when it has none
     * @param appInstallationId the client's app installation, empty when it has none
     * @return its session store, in which no other account's visitors are found
     */
    SessionStore storeFor(String accountId, String appInstallationId);
}

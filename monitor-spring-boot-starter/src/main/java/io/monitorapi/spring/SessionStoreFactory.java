package io.monitorapi.spring;

import io.monitorapi.port.SessionStore;

/** Creates the session store of each client. A bean of this type overrides {@code monitor-api.session.store}. */
@FunctionalInterface
public interface SessionStoreFactory {

    /**
     * Creates the store of one client.
     *
     * @param accountId the client's account, empty if it has none
     * @param appInstallationId the client's app installation, empty if it has none
     * @return its session store, which must not return records of another account
     */
    SessionStore storeFor(String accountId, String appInstallationId);
}

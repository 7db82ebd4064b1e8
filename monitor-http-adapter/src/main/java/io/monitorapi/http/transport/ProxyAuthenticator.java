package io.monitorapi.http.transport;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import org.jspecify.annotations.Nullable;

/** Answers proxies only: a server that asks for credentials must never get those of the proxy. */
final class ProxyAuthenticator extends Authenticator {

    private final Authenticator delegate;

    ProxyAuthenticator(Authenticator delegate) {
        this.delegate = delegate;
    }

    /** {@return an authenticator with the credentials of one proxy} */
    static Authenticator of(String host, int port, String user, String password) {
        return new Authenticator() {
            @Override
            protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                boolean matches = host.equalsIgnoreCase(getRequestingHost()) && port == getRequestingPort();
                return matches ? new PasswordAuthentication(user, password.toCharArray()) : null;
            }
        };
    }

    @Override
    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
        return getRequestorType() != RequestorType.PROXY
                ? null
                : delegate.requestPasswordAuthenticationInstance(
                        getRequestingHost(),
                        getRequestingSite(),
                        getRequestingPort(),
                        getRequestingProtocol(),
                        getRequestingPrompt(),
                        getRequestingScheme(),
                        getRequestingURL(),
                        RequestorType.PROXY);
    }
}

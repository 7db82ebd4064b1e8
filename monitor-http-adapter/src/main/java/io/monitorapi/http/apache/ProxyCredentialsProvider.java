package io.monitorapi.http.apache;

import java.net.Authenticator;
import java.net.Authenticator.RequestorType;
import java.net.PasswordAuthentication;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.Credentials;
import org.apache.hc.client5.http.auth.CredentialsProvider;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Gets the credentials for a proxy from an authenticator. */
final class ProxyCredentialsProvider implements CredentialsProvider {

    private final Authenticator authenticator;

    ProxyCredentialsProvider(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    public @Nullable Credentials getCredentials(AuthScope scope, HttpContext context) {
        PasswordAuthentication found = authenticator.requestPasswordAuthenticationInstance(
                scope.getHost(),
                null,
                scope.getPort(),
                scope.getProtocol(),
                scope.getRealm(),
                scope.getSchemeName(),
                null,
                RequestorType.PROXY);
        return found == null ? null : new UsernamePasswordCredentials(found.getUserName(), found.getPassword());
    }
}

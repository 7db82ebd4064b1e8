package io.monitorapi.spring.autoconfigure;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which SSL bundles there are, and how the missing one is made. */
final class UnknownSslBundleFailureAnalyzer extends AbstractFailureAnalyzer<UnknownSslBundle> {

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, UnknownSslBundle cause) {
        String known = cause.known().isEmpty() ? "none" : String.join(", ", cause.known());
        return new FailureAnalysis(
                "The Monitor API client cannot be made: " + cause.getMessage() + ". Configured bundles: " + known + ".",
                "Configure the bundle, for example by spring.ssl.bundle.pem." + cause.bundle()
                        + ".truststore.certificate, or correct or remove " + cause.property() + ".",
                cause);
    }
}

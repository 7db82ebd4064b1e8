package io.monitorapi.engagement;

import io.monitorapi.internal.Arguments;
import org.jspecify.annotations.Nullable;

/**
 * An identity of the consumer.
 *
 * <p>The subject must not be guessable or enumerable, and must never be reused for another person. Use a random id or a keyed
 * hash, not an e-mail address or telephone number. Source: Monitoring API, Methods, Engagement, "identities". Immutable.
 *
 * @param issuer the issuer of the subject, or null; not blank
 * @param level the level of assurance (acr), not blank
 * @param subject the brand's id of the consumer, not blank; for authenticated messaging the {@code sub} claim of the token
 */
public record Identity(@Nullable String issuer, String level, String subject) {

    /** Validates the components; throws {@link IllegalArgumentException} that names the blank one. */
    public Identity {
        Arguments.requireTextIfPresent("issuer", issuer);
        Arguments.requireText("level", level);
        Arguments.requireText("subject", subject);
    }

    /**
     * Creates the identity of a consumer who has logged in.
     *
     * @param issuer the issuer, as in the token; not blank
     * @param subject the id of the consumer, as in the token; not blank
     * @return the identity, at level {@code loa1}
     */
    public static Identity authenticated(String issuer, String subject) {
        Arguments.requireText("issuer", issuer);
        return new Identity(issuer, "loa1", subject);
    }

    /**
     * Creates the identity of a consumer who has not logged in.
     *
     * @param subject an id of the consumer, not blank
     * @return the identity, at level {@code 0} and without an issuer
     */
    public static Identity unauthenticated(String subject) {
        return new Identity(null, "0", subject);
    }

    /** Omits all that identifies a person. */
    @Override
    public String toString() {
        return "Identity[level=" + level + "]";
    }
}

package io.monitorapi.engagement;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says who the consumer is.
 *
 * <p>The subject must not be guessable or enumerable, and never given to another person: a random id or a keyed hash, no
 * e-mail address or telephone number. Source: Monitoring API, Methods, Engagement, "identities". Immutable.
 *
 * @param issuer who vouches for the subject, or null to name nobody
 * @param level the service's level of assurance (acr), not blank
 * @param subject the brand's id of the consumer, not blank; for authenticated messaging the {@code sub} of the token
 */
public record Identity(@Nullable String issuer, String level, String subject) {

    /** Checks the members; throws {@link IllegalArgumentException} naming the one that is blank. */
    public Identity {
        requireText("level", level);
        requireText("subject", subject);
    }

    /**
     * Names a consumer who has logged in.
     *
     * @param issuer the brand's own issuer, as in the token
     * @param subject the consumer's id, as in the token
     * @return the identity, at level {@code loa1}
     */
    public static Identity authenticated(String issuer, String subject) {
        requireText("issuer", issuer);
        return new Identity(issuer, "loa1", subject);
    }

    /**
     * Names a consumer who has not logged in.
     *
     * @param subject an id of the consumer
     * @return the identity, at level {@code 0} and without an issuer
     */
    public static Identity unauthenticated(String subject) {
        return new Identity(null, "0", subject);
    }

    private static void requireText(String field, String text) {
        Objects.requireNonNull(text, field);
        if (text.isBlank()) {
            throw new IllegalArgumentException(field + " of an identity must not be blank");
        }
    }

    /** Leaves everything out that leads to a person. */
    @Override
    public String toString() {
        return "Identity[level=" + level + "]";
    }
}

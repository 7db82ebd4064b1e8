package io.monitorapi.session;

import io.monitorapi.internal.Arguments;
import java.io.Serial;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * Identifies an offered engagement within the session in which it was offered; impressions refer to it.
 *
 * <p>The ids are those of the service, as text. Source: Monitoring API, Methods, Engagement, "engagementDetails". Immutable.
 *
 * @param campaignId the id of the campaign, 1 to 256 visible ASCII characters
 * @param engagementId the id of the engagement, 1 to 256 visible ASCII characters
 * @param revision the revision of the engagement, 1 to 256 visible ASCII characters
 * @param contextId the id of the context, valid only in its session; 1 to 256 visible ASCII characters
 * @param sessionFingerprint identifies the session in which the engagement was offered
 */
public record EngagementContext(
        String campaignId,
        String engagementId,
        String revision,
        String contextId,
        SessionFingerprint sessionFingerprint)
        implements Serializable {

    @Serial
    private static final long serialVersionUID = 1;

    private static final String VERSION = "ec2.";

    /** The format of earlier versions, without the session. */
    private static final String OLD_VERSION = "ec1.";

    private static final int LONGEST_ENCODED = 1500;

    /** No id contains a space. */
    private static final String SEPARATOR = " ";

    /** Validates the ids; throws {@link IllegalArgumentException} that names the invalid one. */
    public EngagementContext {
        Arguments.requireId("campaignId", campaignId);
        Arguments.requireId("engagementId", engagementId);
        Arguments.requireId("revision", revision);
        Arguments.requireId("contextId", contextId);
        Objects.requireNonNull(sessionFingerprint, "sessionFingerprint");
    }

    /**
     * Encodes the context for a page or another node, so that one node can display an engagement and another accept it.
     *
     * <p>The text contains neither visitor id nor session id, but the fingerprint of the session: an impression is sent only
     * in the session with that fingerprint. The text is not signed.
     *
     * @return opaque text of letters, digits, {@code -}, {@code _} and {@code .}, at most 1,500 characters
     */
    public String encode() {
        String ids = String.join(SEPARATOR, campaignId, engagementId, revision, contextId, sessionFingerprint.text());
        return VERSION
                + Base64.getUrlEncoder().withoutPadding().encodeToString(ids.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Decodes the text that {@link #encode()} returned.
     *
     * @param text the encoded context
     * @return the context
     * @throws IllegalArgumentException if the text was not returned by {@link #encode()}, or by that of an earlier version of
     *     the SDK, which did not include the session
     */
    public static EngagementContext decode(String text) {
        Objects.requireNonNull(text, "text");
        if (text.length() <= LONGEST_ENCODED && text.startsWith(VERSION)) {
            EngagementContext context = read(text.substring(VERSION.length()));
            if (context.encode().equals(text)) {
                return context;
            }
        }
        throw text.startsWith(OLD_VERSION) ? outdated() : malformed();
    }

    private static EngagementContext read(String base64) {
        try {
            byte[] ids = Base64.getUrlDecoder().decode(base64);
            String[] parts = new String(ids, StandardCharsets.ISO_8859_1).split(SEPARATOR, -1);
            if (parts.length == 5) {
                return new EngagementContext(
                        parts[0], parts[1], parts[2], parts[3], SessionFingerprint.parse(parts[4]));
            }
        } catch (IllegalArgumentException invalid) {
            // The message of this exception quotes the text; the one thrown below does not.
        }
        throw malformed();
    }

    private static IllegalArgumentException outdated() {
        return new IllegalArgumentException("text was encoded by an earlier version of the SDK, without its session:"
                + " call getEngagement again and encode() what it offers");
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException(
                "text is not an encoded engagement context: pass the unchanged result of encode()");
    }

    /** Omits context and session, because they belong to one consumer. */
    @Override
    public String toString() {
        return "EngagementContext[campaignId=" + campaignId + ", engagementId=" + engagementId + ", revision="
                + revision + "]";
    }
}

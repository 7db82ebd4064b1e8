package io.monitorapi.session;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * Names one offered engagement inside the session that it was offered in; impressions refer to it.
 *
 * <p>The ids are the service's, as text. Source: Monitoring API, Methods, Engagement, "engagementDetails". Immutable.
 *
 * @param campaignId the campaign, 1 to 256 visible ASCII characters
 * @param engagementId the engagement of that campaign, 1 to 256 visible ASCII characters
 * @param revision the engagement's revision, 1 to 256 visible ASCII characters
 * @param contextId the context, which means something only in its own session; 1 to 256 visible ASCII characters
 */
public record EngagementContext(String campaignId, String engagementId, String revision, String contextId) {

    private static final String VERSION = "ec1.";
    private static final int LONGEST_ENCODED = 1500;

    /** No id holds a space. */
    private static final String SEPARATOR = " ";

    /** Checks the ids; throws {@link IllegalArgumentException} naming the one that cannot be an id. */
    public EngagementContext {
        MonitorSession.requireId("campaignId", campaignId);
        MonitorSession.requireId("engagementId", engagementId);
        MonitorSession.requireId("revision", revision);
        MonitorSession.requireId("contextId", contextId);
    }

    /**
     * Writes the context for a page or another node, so that an engagement can be displayed by one and accepted by another.
     *
     * <p>The text holds neither visitor id nor session id and is not signed: an impression is checked against the
     * engagements of the stored session anyway.
     *
     * @return opaque text of letters, digits, {@code -}, {@code _} and {@code .}, at most 1,500 characters
     */
    public String encode() {
        String ids = String.join(SEPARATOR, campaignId, engagementId, revision, contextId);
        return VERSION
                + Base64.getUrlEncoder().withoutPadding().encodeToString(ids.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads what {@link #encode()} wrote.
     *
     * @param text the encoded context
     * @return the context
     * @throws IllegalArgumentException if the text was not written by {@link #encode()}
     */
    public static EngagementContext decode(String text) {
        Objects.requireNonNull(text, "text");
        if (text.length() <= LONGEST_ENCODED && text.startsWith(VERSION)) {
            EngagementContext context = read(text.substring(VERSION.length()));
            if (context.encode().equals(text)) {
                return context;
            }
        }
        throw unknown();
    }

    private static EngagementContext read(String base64) {
        try {
            byte[] ids = Base64.getUrlDecoder().decode(base64);
            String[] parts = new String(ids, StandardCharsets.ISO_8859_1).split(SEPARATOR, -1);
            if (parts.length == 4) {
                return new EngagementContext(parts[0], parts[1], parts[2], parts[3]);
            }
        } catch (IllegalArgumentException broken) {
            // The one exception below is for all that is wrong: this one's message quotes the text.
        }
        throw unknown();
    }

    private static IllegalArgumentException unknown() {
        return new IllegalArgumentException(
                "text is no encoded engagement context: pass on what encode() returned, unchanged");
    }

    /** Leaves the context out, as it belongs to one consumer. */
    @Override
    public String toString() {
        return "EngagementContext[campaignId=" + campaignId + ", engagementId=" + engagementId + ", revision="
                + revision + "]";
    }
}

package io.monitorapi.engagement;

import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.internal.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A report of what the consumer did: engagement attributes, and impressions of offered engagements.
 *
 * <p>The service accepts or rejects a report as a whole: one invalid engagement attribute loses the valid ones, unless
 * {@linkplain Builder#salvage salvage} is enabled. Source: Monitoring API, Methods, Report, "Request body". Immutable;
 * created by {@link #builder()}.
 *
 * @param identities the identities of the consumer
 * @param consumerId the brand's id of the consumer, or null; identities are the newer form
 * @param lpConsumerId the id that the service assigned to an unauthenticated consumer, or null; not together with consumerId
 * @param clientProperties the consumer's app and device, or null
 * @param entryPoints where in the brand's app or site the consumer is, as campaigns target it: words or URIs, not blank
 * @param engagementAttributes the engagement attributes
 * @param impressions impressions of engagements that were offered in the visitor's current session
 * @param pageId the id of the page, or null for that of the visitor's last response
 * @param salvage whether valid engagement attributes are sent again without the invalid ones if the service rejects them all
 */
public record Report(
        List<Identity> identities,
        @Nullable String consumerId,
        @Nullable String lpConsumerId,
        @Nullable ClientProperties clientProperties,
        List<String> entryPoints,
        List<EngagementAttribute> engagementAttributes,
        List<Impression> impressions,
        @Nullable String pageId,
        boolean salvage) {

    /** Validates the components and copies the lists; throws {@link IllegalArgumentException} that names the invalid one. */
    public Report {
        identities = List.copyOf(identities);
        entryPoints = List.copyOf(entryPoints);
        engagementAttributes = List.copyOf(engagementAttributes);
        impressions = List.copyOf(impressions);
        ConsumerRequestBuilder.validate(consumerId, lpConsumerId, entryPoints, engagementAttributes);
        if (engagementAttributes.isEmpty() && impressions.isEmpty()) {
            throw new IllegalArgumentException(
                    "engagementAttributes and impressions are both empty; a report needs at least one of either");
        }
        if (salvage && !impressions.isEmpty()) {
            throw new IllegalArgumentException(
                    "salvage must not be combined with impressions: send them in a separate report");
        }
        Arguments.requireTextIfPresent("pageId", pageId);
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Creates a report of engagement attributes only.
     *
     * @param attributes the engagement attributes, at least one
     * @return the report
     * @throws IllegalArgumentException if there is none
     */
    public static Report of(EngagementAttribute... attributes) {
        return builder().engagementAttributes(List.of(attributes)).build();
    }

    /**
     * Creates a report of impressions only.
     *
     * @param impressions the impressions, at least one
     * @return the report
     * @throws IllegalArgumentException if there is none
     */
    public static Report of(Impression... impressions) {
        Builder builder = builder();
        List.of(impressions).forEach(builder::impression);
        return builder.build();
    }

    /** {@return whether the report identifies the consumer itself, so that it can be sent for a visitor without a record} */
    public boolean isIdentified() {
        return !identities.isEmpty() || consumerId != null || lpConsumerId != null;
    }

    /** {@return a request for an engagement that identifies the consumer as this report does, without engagement attributes} */
    public EngagementRequest identification() {
        return new EngagementRequest(identities, consumerId, lpConsumerId, clientProperties, entryPoints, List.of());
    }

    /**
     * Replaces the engagement attributes.
     *
     * @param attributes the engagement attributes
     * @return a copy with these engagement attributes
     */
    public Report with(List<EngagementAttribute> attributes) {
        return new Report(
                identities,
                consumerId,
                lpConsumerId,
                clientProperties,
                entryPoints,
                attributes,
                impressions,
                pageId,
                salvage);
    }

    /**
     * Sets the page unless this report has one.
     *
     * @param lastPageId the id of the page, or null
     * @return a copy with the page, or this report
     */
    public Report onPage(@Nullable String lastPageId) {
        if (pageId != null || lastPageId == null) {
            return this;
        }
        return new Report(
                identities,
                consumerId,
                lpConsumerId,
                clientProperties,
                entryPoints,
                engagementAttributes,
                impressions,
                lastPageId,
                salvage);
    }

    /** Omits all that may identify a person. */
    @Override
    public String toString() {
        return "Report[identities=" + identities.size() + ", engagementAttributes=" + engagementAttributes.size()
                + ", impressions=" + impressions.size() + ", salvage=" + salvage + "]";
    }

    /** Builds a report; not thread-safe. */
    public static final class Builder extends ConsumerRequestBuilder<Builder> {

        private final List<Impression> impressions = new ArrayList<>();
        private @Nullable String pageId;
        private boolean salvage;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Adds an impression.
         *
         * @param impression an impression of an engagement that was offered in the visitor's current session
         * @return this builder
         */
        public Builder impression(Impression impression) {
            impressions.add(Objects.requireNonNull(impression, "impression"));
            return this;
        }

        /**
         * Sets the page that the consumer is on. Default: the page of the visitor's last response.
         *
         * @param id the id of the page, not blank
         * @return this builder
         */
        public Builder pageId(String id) {
            this.pageId = Objects.requireNonNull(id, "pageId");
            return this;
        }

        /**
         * Sets whether valid engagement attributes are sent again without the invalid ones if the service rejects them all
         * (400/5). Default: false. Finding the invalid ones takes up to 20 further requests, one after the other within the
         * deadline of the call; the receipt lists which were accepted and which were refused.
         *
         * @param isOn whether to send them again; not together with impressions
         * @return this builder
         */
        public Builder salvage(boolean isOn) {
            this.salvage = isOn;
            return this;
        }

        /**
         * {@return the report}
         *
         * @throws IllegalArgumentException if a value is invalid; the message names it
         */
        public Report build() {
            return new Report(
                    identities,
                    consumerId,
                    lpConsumerId,
                    clientProperties,
                    entryPoints,
                    engagementAttributes,
                    impressions,
                    pageId,
                    salvage);
        }
    }
}

package io.monitorapi.engagement;

import io.monitorapi.attribute.EngagementAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells the service what the consumer did: engagement attributes, and impressions of what was offered.
 *
 * <p>The service takes a report as a whole or not at all: one bad engagement attribute loses the good ones, unless
 * {@linkplain Builder#salvage salvaging} is switched on. Source: Monitoring API, Methods, Report, "Request body". Immutable;
 * made by {@link #builder()}.
 *
 * @param identities who the consumer is, in one or several ways
 * @param consumerId the brand's id of the consumer, or null; identities are the newer form
 * @param lpConsumerId the service's id of an unauthenticated consumer, or null; not together with the consumer id
 * @param clientProperties the consumer's app and device, or null
 * @param entryPoints where the consumer is, as campaigns target it: plain words or URIs, none blank
 * @param engagementAttributes what the consumer did and what the brand knows
 * @param impressions what became of an engagement that was offered in the visitor's present session
 * @param pageId the service's id of the page, or null for the one of the visitor's last answer
 * @param salvage whether bad engagement attributes are searched for when the service refuses them all
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

    /** Checks everything and copies the lists; throws {@link IllegalArgumentException} naming what cannot be sent. */
    public Report {
        identities = List.copyOf(identities);
        entryPoints = List.copyOf(entryPoints);
        engagementAttributes = List.copyOf(engagementAttributes);
        impressions = List.copyOf(impressions);
        ConsumerRequestBuilder.requireConsistent(consumerId, lpConsumerId, entryPoints, engagementAttributes);
        if (engagementAttributes.isEmpty() && impressions.isEmpty()) {
            throw new IllegalArgumentException(
                    "engagementAttributes and impressions are both empty: a report needs at least one of them");
        }
        if (salvage && !impressions.isEmpty()) {
            throw new IllegalArgumentException(
                    "salvage is for engagement attributes alone: report impressions in a report of their own");
        }
        if (pageId != null && pageId.isBlank()) {
            throw new IllegalArgumentException("pageId must not be blank");
        }
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reports engagement attributes and nothing else.
     *
     * @param attributes what the consumer did, at least one
     * @return the report
     * @throws IllegalArgumentException if there is none
     */
    public static Report of(EngagementAttribute... attributes) {
        return builder().engagementAttributes(List.of(attributes)).build();
    }

    /**
     * Reports impressions and nothing else.
     *
     * @param impressions what became of an engagement, at least one
     * @return the report
     * @throws IllegalArgumentException if there is none
     */
    public static Report of(Impression... impressions) {
        Builder builder = builder();
        List.of(impressions).forEach(builder::impression);
        return builder.build();
    }

    /** {@return whether the report itself says who the consumer is, so that it needs no known visitor} */
    public boolean isIdentified() {
        return !identities.isEmpty() || consumerId != null || lpConsumerId != null;
    }

    /** {@return what this report says of the consumer, as a request for an engagement, without engagement attributes} */
    public EngagementRequest identification() {
        return new EngagementRequest(identities, consumerId, lpConsumerId, clientProperties, entryPoints, List.of());
    }

    /**
     * Replaces the engagement attributes.
     *
     * @param attributes what the consumer did
     * @return a report that is otherwise the same
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
     * Sets the page, unless the report names one.
     *
     * @param lastPageId the service's id of the page, or null when none is known
     * @return a report with a page, or this one
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

    /** Leaves everything out that leads to a person. */
    @Override
    public String toString() {
        return "Report[identities=" + identities.size() + ", engagementAttributes=" + engagementAttributes.size()
                + ", impressions=" + impressions.size() + ", salvage=" + salvage + "]";
    }

    /** Gathers a report; not safe for use by several threads at once. */
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
         * Adds what became of an engagement.
         *
         * @param impression an impression of an engagement that was offered in the visitor's present session
         * @return this builder
         */
        public Builder impression(Impression impression) {
            impressions.add(Objects.requireNonNull(impression, "impression"));
            return this;
        }

        /**
         * Sets the page that the consumer is on; the one of the visitor's last answer unless set.
         *
         * @param id the service's id of the page, not blank
         * @return this builder
         */
        public Builder pageId(String id) {
            this.pageId = Objects.requireNonNull(id, "pageId");
            return this;
        }

        /**
         * Sets whether good engagement attributes are saved when the service refuses them all for a bad one (400/5); not
         * saved unless set. Finding the bad ones takes up to 20 further requests, made one after the other inside the
         * call's deadline; the receipt says which were accepted and which were refused.
         *
         * @param isOn whether to save them; never together with impressions
         * @return this builder
         */
        public Builder salvage(boolean isOn) {
            this.salvage = isOn;
            return this;
        }

        /**
         * {@return the report}
         *
         * @throws IllegalArgumentException if something cannot be sent; the message names it
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

package io.monitorapi.engagement;

import io.monitorapi.attribute.EngagementAttribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for an engagement, with what the brand knows about the consumer; all of it is optional.
 *
 * <p>Source: Monitoring API, Methods, Engagement, "Request body". Immutable; created by {@link #builder()}.
 *
 * @param identities the identities of the consumer
 * @param consumerId the brand's id of the consumer, or null; identities are the newer form
 * @param lpConsumerId the id that the service assigned to an unauthenticated consumer, or null; not together with consumerId
 * @param clientProperties the consumer's app and device, or null
 * @param entryPoints where in the brand's app or site the consumer is, as campaigns target it: words or URIs, not blank
 * @param engagementAttributes the engagement attributes
 * @param salvage whether the request is sent again without engagement attributes if the service rejects them
 */
public record EngagementRequest(
        List<Identity> identities,
        @Nullable String consumerId,
        @Nullable String lpConsumerId,
        @Nullable ClientProperties clientProperties,
        List<String> entryPoints,
        List<EngagementAttribute> engagementAttributes,
        boolean salvage) {

    private static final EngagementRequest EMPTY = builder().build();

    /** Validates the components and copies the lists; throws {@link IllegalArgumentException} that names the invalid one. */
    public EngagementRequest {
        identities = List.copyOf(identities);
        entryPoints = List.copyOf(entryPoints);
        engagementAttributes = List.copyOf(engagementAttributes);
        ConsumerRequestBuilder.validate(consumerId, lpConsumerId, entryPoints, engagementAttributes);
    }

    /**
     * Creates a request without salvage.
     *
     * @param identities the identities of the consumer
     * @param consumerId the brand's id of the consumer, or null
     * @param lpConsumerId the id that the service assigned to an unauthenticated consumer, or null
     * @param clientProperties the consumer's app and device, or null
     * @param entryPoints where in the brand's app or site the consumer is
     * @param engagementAttributes the engagement attributes
     */
    public EngagementRequest(
            List<Identity> identities,
            @Nullable String consumerId,
            @Nullable String lpConsumerId,
            @Nullable ClientProperties clientProperties,
            List<String> entryPoints,
            List<EngagementAttribute> engagementAttributes) {
        this(identities, consumerId, lpConsumerId, clientProperties, entryPoints, engagementAttributes, false);
    }

    /** {@return a copy without engagement attributes} */
    public EngagementRequest withoutEngagementAttributes() {
        return new EngagementRequest(
                identities, consumerId, lpConsumerId, clientProperties, entryPoints, List.of(), salvage);
    }

    /** {@return a request without any information about the consumer} */
    public static EngagementRequest empty() {
        return EMPTY;
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Removes the engagement attributes that are {@linkplain EngagementAttribute#isEvent() events}, because the service may count
     * an event twice if it is sent twice.
     *
     * @return a copy without events, or this request if it has none
     */
    public EngagementRequest withoutEvents() {
        if (engagementAttributes.stream().noneMatch(EngagementAttribute::isEvent)) {
            return this;
        }
        List<EngagementAttribute> state = engagementAttributes.stream()
                .filter(attribute -> !attribute.isEvent())
                .toList();
        return new EngagementRequest(identities, consumerId, lpConsumerId, clientProperties, entryPoints, state);
    }

    /** Omits all that may identify a person. */
    @Override
    public String toString() {
        return "EngagementRequest[identities=" + identities.size() + ", entryPoints=" + entryPoints.size()
                + ", engagementAttributes=" + engagementAttributes.size() + "]";
    }

    /** Builds a request; not thread-safe. */
    public static final class Builder extends ConsumerRequestBuilder<Builder> {

        private boolean salvage;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * Sets whether the request is sent again without its engagement attributes if the service rejects them (400/5).
         * Default: false. The result lists the attributes that were not accepted.
         *
         * @param isOn whether to send it again
         * @return this builder
         */
        public Builder salvage(boolean isOn) {
            this.salvage = isOn;
            return this;
        }

        /**
         * {@return the request}
         *
         * @throws IllegalArgumentException if a value is invalid; the message names it
         */
        public EngagementRequest build() {
            return new EngagementRequest(
                    identities, consumerId, lpConsumerId, clientProperties, entryPoints, engagementAttributes, salvage);
        }
    }
}

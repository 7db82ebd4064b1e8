package io.monitorapi.engagement;

import io.monitorapi.attribute.EngagementAttribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says what is known of the consumer when the service is asked for an engagement; all of it is optional.
 *
 * <p>Source: Monitoring API, Methods, Engagement, "Request body". Immutable; made by {@link #builder()}.
 *
 * @param identities who the consumer is, in one or several ways
 * @param consumerId the brand's id of the consumer, or null; identities are the newer form
 * @param lpConsumerId the service's id of an unauthenticated consumer, or null; not together with the consumer id
 * @param clientProperties the consumer's app and device, or null
 * @param entryPoints where the consumer is, as campaigns target it: plain words or URIs, none blank
 * @param engagementAttributes what else the brand knows
 */
public record EngagementRequest(
        List<Identity> identities,
        @Nullable String consumerId,
        @Nullable String lpConsumerId,
        @Nullable ClientProperties clientProperties,
        List<String> entryPoints,
        List<EngagementAttribute> engagementAttributes) {

    private static final EngagementRequest EMPTY = builder().build();

    /** Checks everything and copies the lists; throws {@link IllegalArgumentException} naming what cannot be sent. */
    public EngagementRequest {
        identities = List.copyOf(identities);
        entryPoints = List.copyOf(entryPoints);
        engagementAttributes = List.copyOf(engagementAttributes);
        ConsumerRequestBuilder.requireConsistent(consumerId, lpConsumerId, entryPoints, engagementAttributes);
    }

    /** {@return a request that says nothing of the consumer} */
    public static EngagementRequest empty() {
        return EMPTY;
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    /** Leaves everything out that leads to a person. */
    @Override
    public String toString() {
        return "EngagementRequest[identities=" + identities.size() + ", entryPoints=" + entryPoints.size()
                + ", engagementAttributes=" + engagementAttributes.size() + "]";
    }

    /** Gathers a request; not safe for use by several threads at once. */
    public static final class Builder extends ConsumerRequestBuilder<Builder> {

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /**
         * {@return the request}
         *
         * @throws IllegalArgumentException if something cannot be sent; the message names it
         */
        public EngagementRequest build() {
            return new EngagementRequest(
                    identities, consumerId, lpConsumerId, clientProperties, entryPoints, engagementAttributes);
        }
    }
}

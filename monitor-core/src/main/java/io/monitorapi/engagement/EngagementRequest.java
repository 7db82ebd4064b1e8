package io.monitorapi.engagement;

import io.monitorapi.attribute.EngagementAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
        requireText("consumerId", consumerId);
        requireText("lpConsumerId", lpConsumerId);
        entryPoints.forEach(entryPoint -> requireText("entryPoints", entryPoint));
        if (consumerId != null && lpConsumerId != null) {
            throw new IllegalArgumentException("consumerId and lpConsumerId must not both be set");
        }
    }

    /** {@return a request that says nothing of the consumer} */
    public static EngagementRequest empty() {
        return EMPTY;
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    private static void requireText(String field, @Nullable String text) {
        if (text != null && text.isBlank()) {
            throw new IllegalArgumentException(field + " must not be blank");
        }
    }

    /** Leaves everything out that leads to a person. */
    @Override
    public String toString() {
        return "EngagementRequest[identities=" + identities.size() + ", entryPoints=" + entryPoints.size()
                + ", engagementAttributes=" + engagementAttributes.size() + "]";
    }

    /** Gathers a request; not safe for use by several threads at once. */
    public static final class Builder {

        private final List<Identity> identities = new ArrayList<>();
        private final List<String> entryPoints = new ArrayList<>();
        private final List<EngagementAttribute> engagementAttributes = new ArrayList<>();
        private @Nullable String consumerId;
        private @Nullable String lpConsumerId;
        private @Nullable ClientProperties clientProperties;

        private Builder() {}

        /**
         * Adds an identity of the consumer.
         *
         * @param identity who the consumer is
         * @return this builder
         */
        public Builder identity(Identity identity) {
            identities.add(Objects.requireNonNull(identity, "identity"));
            return this;
        }

        /**
         * Sets the brand's id of the consumer; an {@link Identity} is the newer form.
         *
         * @param id the id, not blank
         * @return this builder
         */
        public Builder consumerId(String id) {
            this.consumerId = Objects.requireNonNull(id, "consumerId");
            return this;
        }

        /**
         * Sets the service's id of an unauthenticated consumer.
         *
         * @param id the id, not blank
         * @return this builder
         */
        public Builder lpConsumerId(String id) {
            this.lpConsumerId = Objects.requireNonNull(id, "lpConsumerId");
            return this;
        }

        /**
         * Sets the consumer's app and device.
         *
         * @param properties the app and device
         * @return this builder
         */
        public Builder clientProperties(ClientProperties properties) {
            this.clientProperties = Objects.requireNonNull(properties, "clientProperties");
            return this;
        }

        /**
         * Adds where the consumer is.
         *
         * @param points entry points as campaigns target them: plain words or URIs such as {@code sec://billing}
         * @return this builder
         */
        public Builder entryPoints(String... points) {
            entryPoints.addAll(List.of(points));
            return this;
        }

        /**
         * Adds something that the brand knows.
         *
         * @param attribute an engagement attribute
         * @return this builder
         */
        public Builder engagementAttribute(EngagementAttribute attribute) {
            engagementAttributes.add(Objects.requireNonNull(attribute, "engagementAttribute"));
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

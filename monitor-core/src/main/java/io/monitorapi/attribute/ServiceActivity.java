package io.monitorapi.attribute;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A service request of the consumer.
 *
 * <p>Source: Engagement Attributes, "Types", "Service activity". Immutable; created by {@link #builder()}.
 *
 * @param topic the topic, or null
 * @param status the status, or null
 * @param category the category, or null
 * @param serviceId the brand's id of the request, or null; set it, because the service recognises a repeated report by it
 */
public record ServiceActivity(
        @Nullable String topic,
        @Nullable Status status,
        @Nullable String category,
        @Nullable String serviceId) implements EngagementAttribute {

    /** Validates the fields; throws {@link IllegalArgumentException} that names the invalid one. */
    public ServiceActivity {
        AttributeValidation.requireText("topic", topic);
        AttributeValidation.requireText("category", category);
        AttributeValidation.requireText("serviceId", serviceId);
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String type() {
        return "service";
    }

    @Override
    public boolean isEvent() {
        return true;
    }

    @Override
    public Map<String, Object> members() {
        return new JsonObjectBuilder()
                .with("topic", topic)
                .with("status", status == null ? null : status.code())
                .with("category", category)
                .with("serviceId", serviceId)
                .wrappedIn("service");
    }

    @Override
    public boolean hasIdempotencyKey() {
        return serviceId != null;
    }

    /** Omits the fields, because they may be personal data. */
    @Override
    public String toString() {
        return "ServiceActivity";
    }

    /**
     * The status of a service request; an open set.
     *
     * @param code the number that the service uses
     */
    public record Status(int code) {

        /** The request is complete. */
        public static final Status COMPLETE = new Status(0);

        /** The request is being processed. */
        public static final Status IN_PROGRESS = new Status(1);

        /** The request is approved. */
        public static final Status APPROVED = new Status(2);

        /** The request is cancelled. */
        public static final Status CANCELLED = new Status(3);

        /** The request is not approved. */
        public static final Status NOT_APPROVED = new Status(4);

        /** The request is reviewed. */
        public static final Status REVIEWED = new Status(5);

        /** Details are missing. */
        public static final Status MISSING_DETAILS = new Status(6);

        /** The request is closed. */
        public static final Status CLOSED = new Status(7);

        /** The request is removed. */
        public static final Status REMOVED = new Status(8);

        /** The request is assigned. */
        public static final Status ASSIGNED = new Status(9);

        /** A response of the customer is awaited. */
        public static final Status WAITING_FOR_CUSTOMER_RESPONSE = new Status(10);

        /** A response of another party is awaited. */
        public static final Status WAITING_FOR_RESPONSE = new Status(11);

        /** The request is pending. */
        public static final Status PENDING = new Status(12);

        /** The request is resolved. */
        public static final Status RESOLVED = new Status(13);
    }

    /** Builds the engagement attribute; not thread-safe. */
    public static final class Builder {

        private @Nullable String topic;
        private @Nullable Status status;
        private @Nullable String category;
        private @Nullable String serviceId;

        private Builder() {}

        /**
         * Sets the topic.
         *
         * @param value the topic
         * @return this builder
         */
        public Builder topic(String value) {
            this.topic = Objects.requireNonNull(value, "topic");
            return this;
        }

        /**
         * Sets the status.
         *
         * @param value the status
         * @return this builder
         */
        public Builder status(Status value) {
            this.status = Objects.requireNonNull(value, "status");
            return this;
        }

        /**
         * Sets the category.
         *
         * @param value the category
         * @return this builder
         */
        public Builder category(String value) {
            this.category = Objects.requireNonNull(value, "category");
            return this;
        }

        /**
         * Sets the brand's id of the request.
         *
         * @param value the brand's id of the request
         * @return this builder
         */
        public Builder serviceId(String value) {
            this.serviceId = Objects.requireNonNull(value, "serviceId");
            return this;
        }

        /**
         * {@return the engagement attribute}
         *
         * @throws IllegalArgumentException if a field is invalid; the message names it
         */
        public ServiceActivity build() {
            return new ServiceActivity(topic, status, category, serviceId);
        }
    }
}

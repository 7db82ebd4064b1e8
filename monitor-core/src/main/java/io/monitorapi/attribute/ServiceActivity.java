package io.monitorapi.attribute;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells about a service request of the consumer.
 *
 * <p>Source: Engagement Attributes, "Types", "Service activity". Immutable; made by {@link #builder()}.
 *
 * @param topic what it is about, or null
 * @param status how far it is, or null
 * @param category the kind of request, or null
 * @param serviceId the brand's id of the request, or null; set it, as the service recognises a repeated report by it
 */
public record ServiceActivity(
        @Nullable String topic,
        @Nullable Status status,
        @Nullable String category,
        @Nullable String serviceId) implements EngagementAttribute {

    /** Checks the fields; throws {@link IllegalArgumentException} naming the one that cannot be sent. */
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
    public Map<String, Object> members() {
        return new JsonMembers()
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

    /** Leaves the fields out, as they tell about a person. */
    @Override
    public String toString() {
        return "ServiceActivity";
    }

    /**
     * How far a service request is; an open set.
     *
     * @param code the service's number
     */
    public record Status(int code) {

        /** It is complete. */
        public static final Status COMPLETE = new Status(0);

        /** Somebody works on it. */
        public static final Status IN_PROGRESS = new Status(1);

        /** It is approved. */
        public static final Status APPROVED = new Status(2);

        /** It is cancelled. */
        public static final Status CANCELLED = new Status(3);

        /** It is not approved. */
        public static final Status NOT_APPROVED = new Status(4);

        /** It is reviewed. */
        public static final Status REVIEWED = new Status(5);

        /** Details are missing. */
        public static final Status MISSING_DETAILS = new Status(6);

        /** It is closed. */
        public static final Status CLOSED = new Status(7);

        /** It is removed. */
        public static final Status REMOVED = new Status(8);

        /** It is assigned. */
        public static final Status ASSIGNED = new Status(9);

        /** It waits for the customer. */
        public static final Status WAITING_FOR_CUSTOMER_RESPONSE = new Status(10);

        /** It waits for somebody else. */
        public static final Status WAITING_FOR_RESPONSE = new Status(11);

        /** It is pending. */
        public static final Status PENDING = new Status(12);

        /** It is resolved. */
        public static final Status RESOLVED = new Status(13);
    }

    /** Gathers the fields; not safe for use by several threads at once. */
    public static final class Builder {

        private @Nullable String topic;
        private @Nullable Status status;
        private @Nullable String category;
        private @Nullable String serviceId;

        private Builder() {}

        /**
         * Sets what it is about.
         *
         * @param value what it is about
         * @return this builder
         */
        public Builder topic(String value) {
            this.topic = Objects.requireNonNull(value, "topic");
            return this;
        }

        /**
         * Sets how far it is.
         *
         * @param value how far it is
         * @return this builder
         */
        public Builder status(Status value) {
            this.status = Objects.requireNonNull(value, "status");
            return this;
        }

        /**
         * Sets the kind of request.
         *
         * @param value the kind of request
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
         * @throws IllegalArgumentException if a field cannot be sent; the message names it
         */
        public ServiceActivity build() {
            return new ServiceActivity(topic, status, category, serviceId);
        }
    }
}

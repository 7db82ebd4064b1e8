package io.monitorapi.attribute;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An error that the consumer encountered. The service collects errors until they are resolved.
 *
 * <p>Source: Engagement Attributes, "Types", "Visitor error". Immutable; created by {@link #builder()}.
 *
 * @param contextId the context of the error, or null
 * @param message the message that was shown to the consumer, or null
 * @param code the error code of the brand, or null
 * @param level the severity, as a number that the brand defines, or null
 * @param resolved whether the error is resolved, or null
 */
public record VisitorError(
        @Nullable String contextId,
        @Nullable String message,
        @Nullable String code,
        @Nullable Long level,
        @Nullable Boolean resolved)
        implements EngagementAttribute {

    /** Validates the fields; throws {@link IllegalArgumentException} that names the invalid one. */
    public VisitorError {
        AttributeValidation.requireText("contextId", contextId);
        AttributeValidation.requireText("message", message);
        AttributeValidation.requireText("code", code);
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String type() {
        return "error";
    }

    @Override
    public boolean isEvent() {
        return true;
    }

    @Override
    public Map<String, Object> members() {
        return new JsonObjectBuilder()
                .with("contextId", contextId)
                .with("message", message)
                .with("code", code)
                .with("level", level)
                .with("resolved", resolved)
                .wrappedIn("error");
    }

    /** Omits the fields, because they may be personal data. */
    @Override
    public String toString() {
        return "VisitorError";
    }

    /** Builds the engagement attribute; not thread-safe. */
    public static final class Builder {

        private @Nullable String contextId;
        private @Nullable String message;
        private @Nullable String code;
        private @Nullable Long level;
        private @Nullable Boolean resolved;

        private Builder() {}

        /**
         * Sets the context of the error.
         *
         * @param value the context of the error
         * @return this builder
         */
        public Builder contextId(String value) {
            this.contextId = Objects.requireNonNull(value, "contextId");
            return this;
        }

        /**
         * Sets the message that was shown to the consumer.
         *
         * @param value the message
         * @return this builder
         */
        public Builder message(String value) {
            this.message = Objects.requireNonNull(value, "message");
            return this;
        }

        /**
         * Sets the error code of the brand.
         *
         * @param value the error code
         * @return this builder
         */
        public Builder code(String value) {
            this.code = Objects.requireNonNull(value, "code");
            return this;
        }

        /**
         * Sets the severity.
         *
         * @param value the severity, as a number that the brand defines
         * @return this builder
         */
        public Builder level(long value) {
            this.level = value;
            return this;
        }

        /**
         * Sets whether the error is resolved.
         *
         * @param value whether the error is resolved
         * @return this builder
         */
        public Builder resolved(boolean value) {
            this.resolved = value;
            return this;
        }

        /**
         * {@return the engagement attribute}
         *
         * @throws IllegalArgumentException if a field is invalid; the message names it
         */
        public VisitorError build() {
            return new VisitorError(contextId, message, code, level, resolved);
        }
    }
}

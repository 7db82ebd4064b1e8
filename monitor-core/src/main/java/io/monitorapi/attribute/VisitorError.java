package io.monitorapi.attribute;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells that the consumer met an error; the service gathers errors until they are resolved.
 *
 * <p>Source: Engagement Attributes, "Types", "Visitor error". Immutable; made by {@link #builder()}.
 *
 * @param contextId what the error belongs to, or null
 * @param message what the consumer read, or null
 * @param code the brand's code of the error, or null
 * @param level how bad it is, as the brand counts, or null
 * @param resolved whether it is over, or null
 */
public record VisitorError(
        @Nullable String contextId,
        @Nullable String message,
        @Nullable String code,
        @Nullable Long level,
        @Nullable Boolean resolved)
        implements EngagementAttribute {

    /** Checks the fields; throws {@link IllegalArgumentException} naming the one that cannot be sent. */
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
    public Map<String, Object> members() {
        return new JsonMembers()
                .with("contextId", contextId)
                .with("message", message)
                .with("code", code)
                .with("level", level)
                .with("resolved", resolved)
                .wrappedIn("error");
    }

    /** Leaves the fields out, as they tell about a person. */
    @Override
    public String toString() {
        return "VisitorError";
    }

    /** Gathers the fields; not safe for use by several threads at once. */
    public static final class Builder {

        private @Nullable String contextId;
        private @Nullable String message;
        private @Nullable String code;
        private @Nullable Long level;
        private @Nullable Boolean resolved;

        private Builder() {}

        /**
         * Sets what the error belongs to.
         *
         * @param value what the error belongs to
         * @return this builder
         */
        public Builder contextId(String value) {
            this.contextId = Objects.requireNonNull(value, "contextId");
            return this;
        }

        /**
         * Sets what the consumer read.
         *
         * @param value what the consumer read
         * @return this builder
         */
        public Builder message(String value) {
            this.message = Objects.requireNonNull(value, "message");
            return this;
        }

        /**
         * Sets the brand's code of the error.
         *
         * @param value the brand's code of the error
         * @return this builder
         */
        public Builder code(String value) {
            this.code = Objects.requireNonNull(value, "code");
            return this;
        }

        /**
         * Sets how bad it is, as the brand counts.
         *
         * @param value how bad it is, as the brand counts
         * @return this builder
         */
        public Builder level(long value) {
            this.level = value;
            return this;
        }

        /**
         * Sets whether it is over.
         *
         * @param value whether it is over
         * @return this builder
         */
        public Builder resolved(boolean value) {
            this.resolved = value;
            return this;
        }

        /**
         * {@return the engagement attribute}
         *
         * @throws IllegalArgumentException if a field cannot be sent; the message names it
         */
        public VisitorError build() {
            return new VisitorError(contextId, message, code, level, resolved);
        }
    }
}

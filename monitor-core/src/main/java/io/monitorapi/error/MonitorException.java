package io.monitorapi.error;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The failure of a call: its reason, whether a request was sent, and what to do; one subclass for each {@link ErrorCategory}.
 *
 * <p>Bad arguments are {@link IllegalArgumentException} or {@link NullPointerException} instead. The failures of earlier
 * attempts are {@linkplain #getSuppressed() suppressed}. Messages contain no id, attribute or text of the service.
 * Immutable, safe for use by any thread.
 */
public abstract sealed class MonitorException extends RuntimeException
        permits SessionException, RequestException, ApplicationException {

    private static final int MOST_CODES = 5;

    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final int status;
    private final Sent sent;
    private final int attempts;
    private final boolean retryable;
    private final @Nullable Duration retryAfter;
    private final @Nullable String detail;

    /** The texts of the service may contain ids of a consumer: they are not serialised. */
    private final transient @Nullable List<MonitorError> errors;

    MonitorException(Builder failure) {
        super(message(failure), failure.cause);
        this.reason = failure.reason;
        this.status = failure.status;
        this.sent = failure.sent;
        this.attempts = failure.attempts;
        this.retryable = failure.retryable;
        this.retryAfter = failure.retryAfter;
        this.detail = failure.detail;
        this.errors = failure.errors;
    }

    /**
     * Starts the builder of an exception; applications need it only to test how they handle one.
     *
     * @param reason the reason; its category determines the exception's class
     * @return a builder for it
     */
    public static Builder builder(Reason reason) {
        return new Builder(reason);
    }

    /** {@return a builder with all values of this exception, but without its stack trace and suppressed exceptions} */
    public Builder toBuilder() {
        Builder copy = new Builder(reason).status(status).sent(sent).attempts(attempts);
        return copy.retryable(retryable)
                .retryAfter(retryAfter)
                .detail(detail)
                .errors(errors())
                .cause(getCause());
    }

    /** {@return what a caller can do about it} */
    public ErrorCategory category() {
        return reason.category();
    }

    /** {@return the reason, finer than the category} */
    public Reason reason() {
        return reason;
    }

    /** {@return the HTTP status of the response, empty if there was none} */
    public OptionalInt status() {
        return status == 0 ? OptionalInt.empty() : OptionalInt.of(status);
    }

    /** {@return all error messages of the service, in its order; empty if it sent none} */
    public List<MonitorError> errors() {
        return errors == null ? List.of() : errors;
    }

    /** {@return whether the last attempt can have reached the service} */
    public Sent sent() {
        return sent;
    }

    /** {@return how many attempts the call made, also those that could not connect; 0 if it failed before the first one} */
    public int attempts() {
        return attempts;
    }

    /** {@return whether the same call may be made again: it may succeed, and nothing is processed twice} */
    public boolean isRetryable() {
        return retryable;
    }

    /** {@return how long to wait before the same call is made again, empty if unknown} */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** {@return one sentence for the developer: what to do about it} */
    public String advice() {
        return reason.advice();
    }

    private static String message(Builder failure) {
        StringBuilder text = new StringBuilder(120)
                .append(failure.reason.category())
                .append('/')
                .append(failure.reason);
        if (failure.status != 0) {
            text.append(", HTTP ").append(failure.status);
        }
        if (!failure.errors.isEmpty()) {
            text.append(", code ").append(codes(failure.errors));
        }
        text.append(", attempts ").append(failure.attempts).append(", sent ").append(failure.sent);
        if (failure.retryAfter != null) {
            text.append(", retry after ").append(failure.retryAfter.toMillis()).append(" ms");
        }
        if (failure.detail != null) {
            text.append(": ").append(failure.detail);
        }
        return text.append(". ").append(failure.reason.advice()).toString();
    }

    /** The codes in a message; {@link #errors()} has them all. */
    private static String codes(List<MonitorError> errors) {
        return errors.stream()
                .map(error -> error.code() == null ? "none" : error.code().toString())
                .distinct()
                .limit(MOST_CODES)
                .collect(Collectors.joining(" and "));
    }

    /** Builds an exception; not safe for use by several threads at once. */
    public static final class Builder {

        private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(365);

        private final Reason reason;
        private int status;
        private Sent sent = Sent.NO;
        private int attempts;
        private boolean retryable;
        private @Nullable Duration retryAfter;
        private @Nullable String detail;
        private @Nullable Throwable cause;
        private List<MonitorError> errors = List.of();

        private Builder(Reason reason) {
            this.reason = Objects.requireNonNull(reason, "reason");
        }

        /**
         * Sets the HTTP status of the response.
         *
         * @param httpStatus the status, 0 if there was no response
         * @return this builder
         */
        public Builder status(int httpStatus) {
            this.status = httpStatus;
            return this;
        }

        /**
         * Sets whether the request can have reached the service; {@link Sent#NO} unless set.
         *
         * @param reached whether it can have reached the service
         * @return this builder
         */
        public Builder sent(Sent reached) {
            this.sent = Objects.requireNonNull(reached, "sent");
            return this;
        }

        /**
         * Sets how many attempts the call made.
         *
         * @param count the number of attempts, 0 if the call failed before the first one
         * @return this builder
         */
        public Builder attempts(int count) {
            this.attempts = count;
            return this;
        }

        /**
         * Sets whether the same call may be made again; false unless set.
         *
         * @param repeatable whether it may
         * @return this builder
         */
        public Builder retryable(boolean repeatable) {
            this.retryable = repeatable;
            return this;
        }

        /**
         * Sets how long to wait before the same call is made again.
         *
         * @param pause the wait, taken as 365 days if it is longer, or null if unknown
         * @return this builder
         */
        public Builder retryAfter(@Nullable Duration pause) {
            boolean tooLong = pause != null && pause.compareTo(LONGEST_RETRY_AFTER) > 0;
            this.retryAfter = tooLong ? LONGEST_RETRY_AFTER : pause;
            return this;
        }

        /**
         * Adds a text to the message; it must contain no id or attribute of a consumer.
         *
         * @param words the text, or null to add none
         * @return this builder
         */
        public Builder detail(@Nullable String words) {
            this.detail = detail == null || words == null ? (words == null ? detail : words) : detail + "; " + words;
            return this;
        }

        /**
         * Sets the cause; its message must contain no id or attribute of a consumer.
         *
         * @param causedBy the cause, or null for none
         * @return this builder
         */
        public Builder cause(@Nullable Throwable causedBy) {
            this.cause = causedBy;
            return this;
        }

        /**
         * Sets the error messages of the service.
         *
         * @param messages all of them, in the service's order
         * @return this builder
         */
        public Builder errors(List<MonitorError> messages) {
            this.errors = List.copyOf(messages);
            return this;
        }

        /** {@return the exception, an instance of the class of its category} */
        public MonitorException build() {
            return switch (reason.category()) {
                case SESSION -> new SessionException(this);
                case REQUEST -> new RequestException(this);
                case APPLICATION -> new ApplicationException(this);
            };
        }
    }
}

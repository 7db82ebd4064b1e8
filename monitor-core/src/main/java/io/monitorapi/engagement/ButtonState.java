package io.monitorapi.engagement;

import io.monitorapi.error.MonitorException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a page does with its "Click to Chat" button now, also when the service could not be asked: then the button is not
 * displayed, and {@link #failure()} says why. Immutable.
 */
public final class ButtonState {

    private final @Nullable EngagementResult result;
    private final @Nullable MonitorException failure;

    private ButtonState(@Nullable EngagementResult result, @Nullable MonitorException failure) {
        this.result = result;
        this.failure = failure;
    }

    /**
     * Creates the state that follows from a response.
     *
     * @param result the response
     * @return the state
     */
    public static ButtonState of(EngagementResult result) {
        return new ButtonState(Objects.requireNonNull(result, "result"), null);
    }

    /**
     * Creates the state of a button that nothing is known about.
     *
     * @param failure why
     * @return the state
     */
    public static ButtonState unknown(MonitorException failure) {
        return new ButtonState(null, Objects.requireNonNull(failure, "failure"));
    }

    /** {@return what the page does, to switch over} */
    public Kind kind() {
        if (result == null) {
            return Kind.UNKNOWN;
        }
        return switch (result.outcome()) {
            case OFFERED -> Kind.OFFERED;
            case CONVERSATION_RUNNING -> Kind.CONVERSATION_RUNNING;
            case NOTHING -> Kind.NOTHING;
        };
    }

    /** {@return whether to display the button: an engagement is offered, or a conversation is running} */
    public boolean isDisplayed() {
        return kind() == Kind.OFFERED || kind() == Kind.CONVERSATION_RUNNING;
    }

    /** {@return the response, empty if the state is {@link Kind#UNKNOWN}} */
    public Optional<EngagementResult> result() {
        return Optional.ofNullable(result);
    }

    /** {@return why nothing is known, empty unless the state is {@link Kind#UNKNOWN}} */
    public Optional<MonitorException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ButtonState that
                && Objects.equals(result, that.result)
                && Objects.equals(failure, that.failure);
    }

    @Override
    public int hashCode() {
        return Objects.hash(result, failure);
    }

    /** Omits ids. */
    @Override
    public String toString() {
        return "ButtonState[" + kind() + (failure == null ? "" : ", " + failure.reason()) + "]";
    }

    /** What the page does. */
    public enum Kind {
        /** An engagement is offered: display the button for {@link EngagementResult#available()}. */
        OFFERED,

        /** A conversation is running: display a button that resumes {@link EngagementResult#activeConversation()}. */
        CONVERSATION_RUNNING,

        /** Neither: display no button. */
        NOTHING,

        /** The call failed: display no button; {@link ButtonState#failure()} says why. */
        UNKNOWN
    }
}

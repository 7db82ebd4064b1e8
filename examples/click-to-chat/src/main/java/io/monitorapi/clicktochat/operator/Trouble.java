package io.monitorapi.clicktochat.operator;

import io.monitorapi.simulator.ScriptedAnswer;

/** What the service does instead of answering. */
enum Trouble {
    /** Nothing: it answers. */
    NONE,
    /** It is still loading the account. */
    LOADING,
    /** It is broken. */
    BROKEN,
    /** It is overloaded and says so. */
    OVERLOADED,
    /** It finds that it is asked too often. */
    THROTTLING,
    /** It closes the connection. */
    HANGING_UP,
    /** It never answers. */
    SILENT,
    /** A proxy answers in its place, with a page. */
    HTML;

    ScriptedAnswer answer() {
        return switch (this) {
            case NONE -> ScriptedAnswer.usual();
            case LOADING -> ScriptedAnswer.accountLoading();
            case BROKEN -> ScriptedAnswer.error(500, 1);
            case OVERLOADED -> ScriptedAnswer.error(503, 0);
            case THROTTLING -> ScriptedAnswer.status(429).header("Retry-After", "2");
            case HANGING_UP -> ScriptedAnswer.hangUp();
            case SILENT -> ScriptedAnswer.silence();
            case HTML -> ScriptedAnswer.body(200, "text/html", "<html><body>Please log in</body></html>");
        };
    }
}

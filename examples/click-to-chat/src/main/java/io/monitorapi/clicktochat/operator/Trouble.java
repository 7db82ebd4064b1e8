package io.monitorapi.clicktochat.operator;

import io.monitorapi.simulator.ScriptedAnswer;

/** Faults of the simulated service. */
enum Trouble {
    /** No fault. */
    NONE,
    /** 500/20: the account is not loaded yet. */
    LOADING,
    /** 500 with another code. */
    BROKEN,
    /** 503. */
    OVERLOADED,
    /** 429 with Retry-After. */
    THROTTLING,
    /** The connection is closed without a response. */
    HANGING_UP,
    /** There is no response. */
    SILENT,
    /** 200 with a web page, as from a proxy. */
    HTML;

    ScriptedAnswer response() {
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

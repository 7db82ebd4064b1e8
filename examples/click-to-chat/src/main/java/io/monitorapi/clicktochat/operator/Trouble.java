package io.monitorapi.clicktochat.operator;

import io.monitorapi.simulator.ScriptedResponse;

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

    ScriptedResponse response() {
        return switch (this) {
            case NONE -> ScriptedResponse.usual();
            case LOADING -> ScriptedResponse.accountLoading();
            case BROKEN -> ScriptedResponse.error(500, 1);
            case OVERLOADED -> ScriptedResponse.error(503, 0);
            case THROTTLING -> ScriptedResponse.error(429, 0).header("Retry-After", "2");
            case HANGING_UP -> ScriptedResponse.hangUp();
            case SILENT -> ScriptedResponse.silence();
            case HTML -> ScriptedResponse.body(200, "text/html", "<html><body>Please log in</body></html>");
        };
    }
}

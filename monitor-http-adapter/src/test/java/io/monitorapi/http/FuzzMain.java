package io.monitorapi.http;

import java.util.Locale;

/** The entry point for Jazzer, with the target's name in the system property {@code fuzz.target}. */
public final class FuzzMain {

    private static final FuzzTarget TARGET =
            FuzzTarget.valueOf(System.getProperty("fuzz.target", "response").toUpperCase(Locale.ROOT));

    private FuzzMain() {}

    /** Takes one input; Jazzer finds this method by its name. */
    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.check(input);
    }
}

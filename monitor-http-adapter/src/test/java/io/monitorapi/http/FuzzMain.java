package io.monitorapi.http;

import java.util.Locale;

/** Where Jazzer comes in, with the target's name in the system property {@code fuzz.target}. */
public final class FuzzMain {

    private static final FuzzTarget TARGET =
            FuzzTarget.valueOf(System.getProperty("fuzz.target", "answer").toUpperCase(Locale.ROOT));

    private FuzzMain() {}

    /** Takes one input; Jazzer finds this method by its name. */
    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.take(input);
    }
}

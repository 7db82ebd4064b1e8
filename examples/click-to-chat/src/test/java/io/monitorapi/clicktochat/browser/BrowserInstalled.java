package io.monitorapi.clicktochat.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Skips tests, with a message, if Chromium is not installed; with {@code -Dbrowser=required} they fail instead. */
final class BrowserInstalled implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (program("chromium").isPresent() && program("chromedriver").isPresent()) {
            return ConditionEvaluationResult.enabled("Chromium is installed");
        }
        String missing = "no chromium and chromedriver on the PATH (Debian: chromium, chromium-driver)";
        if (System.getProperty("browser", "").equals("required")) {
            throw new IllegalStateException("Browser tests are required, but there is " + missing);
        }
        System.err.println("\n*** BROWSER TESTS SKIPPED: " + missing + " ***\n");
        return ConditionEvaluationResult.disabled(missing);
    }

    static Optional<Path> program(String name) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}

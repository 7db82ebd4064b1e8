package io.monitorapi.consumer;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts with an unsupported Spring Boot and expects the starter's explanation instead of a linkage error. */
@SpringBootApplication
public class Consumer {

    public static void main(String[] arguments) {
        PrintStream console = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        Throwable failure = null;
        try {
            SpringApplication.run(
                    Consumer.class, "--monitor-api.account-id=1", "--monitor-api.app-installation-id=1");
        } catch (RuntimeException | LinkageError expected) {
            failure = expected;
        } finally {
            System.setOut(console);
        }
        String text = output.toString(StandardCharsets.UTF_8);
        String boot = SpringBootVersion.getVersion();
        boolean fits = failure != null
                && text.contains("APPLICATION FAILED TO START")
                && text.contains("Spring Boot " + boot + " was found, but Spring Boot 4 is needed.")
                && text.contains("monitor-http-adapter")
                && !text.contains("NoClassDefFoundError");
        System.out.printf("CONSUMER | starter on Boot %s | %s%n", boot, fits ? "explained" : "WRONG");
        if (!fits) {
            System.out.println(text);
            throw new IllegalStateException("not what was expected", failure);
        }
    }
}

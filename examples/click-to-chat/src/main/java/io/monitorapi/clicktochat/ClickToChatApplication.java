package io.monitorapi.clicktochat;

import io.monitorapi.clicktochat.operator.EmbeddedSimulator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the application on the account of {@code monitor-api.*}, or on an embedded simulator if no account is configured. */
@SpringBootApplication
public class ClickToChatApplication {

    /**
     * Starts the application and prints its address.
     *
     * @param arguments the arguments of Spring Boot
     */
    public static void main(String[] arguments) {
        var context = SpringApplication.run(ClickToChatApplication.class, arguments);
        String port = context.getEnvironment().getProperty("local.server.port");
        String service = EmbeddedSimulator.isIn(context) ? "simulated account, operator panel" : "your account";
        System.out.println("Click to chat (" + service + "): http://localhost:" + port + "/  Ctrl-C ends it.");
    }
}

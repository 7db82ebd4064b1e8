package io.monitorapi.clicktochat;

import io.monitorapi.clicktochat.operator.EmbeddedSimulator;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the application; {@code monitor-api.*} says which account it serves, without one it plays the service itself. */
@SpringBootApplication
public class ClickToChatApplication {

    /**
     * Starts the application and says where it is.
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

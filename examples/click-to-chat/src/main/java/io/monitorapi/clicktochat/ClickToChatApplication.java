package io.monitorapi.clicktochat;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the application; {@code monitor-api.*} says which account it serves. */
@SpringBootApplication
public class ClickToChatApplication {

    /**
     * Starts the application.
     *
     * @param arguments the arguments of Spring Boot
     */
    public static void main(String[] arguments) {
        SpringApplication.run(ClickToChatApplication.class, arguments);
    }
}

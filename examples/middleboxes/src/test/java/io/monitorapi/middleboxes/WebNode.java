package io.monitorapi.middleboxes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.error.MonitorException;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.session.Visitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The program of a {@link NodeProcess}: a Spring Boot application with one page, which it serves once it is warmed up. {@code /?visitor-1} calls
 * {@code getEngagement} for that visitor and responds with the node's name, whether the session store is reachable, whether
 * the call opened a session, and the session; with status 500 and the reason if the call fails.
 */
final class WebNode {

    private static final int THREADS = 32;
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    private final String name;
    private final MonitorService service;
    private final StoreState store;

    private WebNode(String name, ConfigurableApplicationContext context) {
        this.name = name;
        this.service = context.getBean(MonitorService.class);
        this.store = context.getBean(StoreState.class);
    }

    /**
     * Starts the application; it runs until its process is killed.
     *
     * @param arguments the name of the node, its port, and the arguments of Spring Boot
     * @throws IOException if the port is taken
     */
    public static void main(String[] arguments) throws IOException {
        String[] settings = Arrays.copyOfRange(arguments, 2, arguments.length);
        WebNode node = new WebNode(
                arguments[0],
                new SpringApplicationBuilder(Application.class)
                        .web(WebApplicationType.NONE)
                        .run(settings));
        node.service.warmUp(WARM_UP);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(arguments[1])), 0);
        server.setExecutor(threads);
        server.createContext("/", node::respond);
        server.start();
    }

    private void respond(HttpExchange exchange) throws IOException {
        int status = 200;
        String body;
        try {
            Visitor visitor = Visitor.of(exchange.getRequestURI().getQuery());
            EngagementResult result = service.getEngagement(visitor, EngagementRequest.empty());
            body = String.join(
                    " ",
                    name,
                    store.reachable ? "reachable" : "unreachable",
                    result.sessionCreated() ? "created" : "kept",
                    result.session().sessionId());
        } catch (MonitorException failure) {
            status = 500;
            body = failure.reason().toString();
        } catch (RuntimeException unexpected) {
            status = 500;
            body = unexpected.toString();
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (exchange) {
            exchange.getResponseBody().write(bytes);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(StoreState.class)
    static class Application {}

    /** Whether the session store was reachable at last. */
    static class StoreState implements MonitorListener {

        private volatile boolean reachable = true;

        @Override
        public void storeChanged(StoreChanged event) {
            reachable = event.reachable();
        }
    }
}

package io.monitorapi.clicktochat;

import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves the page, with the operator panel if the application runs on the simulator. */
@RestController
class PageController {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final String PANEL = "<!-- operator panel -->";

    private final String page;

    PageController(ObjectProvider<MonitorSimulator> simulator) throws IOException {
        String panel = simulator.getIfAvailable() == null ? "" : read("page/operator.html");
        this.page = read("page/shop.html").replace(PANEL, panel);
    }

    /** Sets the visitor cookie with the page, so that all requests of the page belong to one visitor. */
    @GetMapping("/")
    ResponseEntity<String> page(Visitor visitor) {
        return ResponseEntity.ok().contentType(HTML).body(page);
    }

    private static String read(String path) throws IOException {
        return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
    }
}

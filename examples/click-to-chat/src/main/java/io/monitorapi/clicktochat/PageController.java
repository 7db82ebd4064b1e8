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

/** The page, and beside it the operator panel if there is a simulator to operate. */
@RestController
class PageController {

    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final String PANEL = "<!-- operator panel -->";

    private final String page;

    PageController(ObjectProvider<MonitorSimulator> simulator) throws IOException {
        String panel = simulator.getIfAvailable() == null ? "" : read("page/operator.html");
        this.page = read("page/shop.html").replace(PANEL, panel);
    }

    /** Names the visitor already here, so that everything the page does belongs to one. */
    @GetMapping("/")
    ResponseEntity<String> page(Visitor visitor) {
        return ResponseEntity.ok().contentType(HTML).body(page);
    }

    private static String read(String path) throws IOException {
        return new ClassPathResource(path).getContentAsString(StandardCharsets.UTF_8);
    }
}

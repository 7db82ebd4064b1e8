package io.monitorapi.benchmarks.load;

import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.attribute.Product;
import io.monitorapi.attribute.ProductItem;
import io.monitorapi.attribute.ProductView;
import io.monitorapi.attribute.Purchase;
import io.monitorapi.attribute.SearchInfo;
import io.monitorapi.engagement.ClientProperties;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Identity;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The work of every client: the same request of about 1 KB, as an SDK request and as classes for Jackson.
 */
public final class Work {

    /** The request. */
    public static final EngagementRequest REQUEST = EngagementRequest.builder()
            .identity(Identity.authenticated("https://id.brand.example", "7c1f6a0e-4c52-4f7e-9d38-2b1d8b1c9e11"))
            .clientProperties(ClientProperties.builder()
                    .appVersion("3.4.1")
                    .deviceFamily(ClientProperties.DeviceFamily.DESKTOP)
                    .ipAddress("192.0.2.1")
                    .osName(ClientProperties.OsName.WINDOWS)
                    .osVersion("11")
                    .build())
            .entryPoints("sec://billing", "sec://support", "https://www.brand.example/checkout/payment")
            .engagementAttribute(Purchase.builder()
                    .total(new BigDecimal("129.95"))
                    .currency("EUR")
                    .orderId("order-2026-11-25-000117")
                    .build())
            .engagementAttribute(ProductView.of(
                    "EUR",
                    product("antique coffee table", "furniture", "SKU-4711-23", "89.95"),
                    product("reading lamp, brass", "lighting", "SKU-0815-11", "40.00")))
            .engagementAttribute(SearchInfo.of("table", "lamp", "coffee", "brass"))
            .build();

    /** The request for data binding. */
    public static final Body BODY = body(REQUEST);

    /** A mapper with default settings. */
    public static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static final String PATH = "/api/account/12345678/app/d5f4c1a2-installation/engagement?v=1.0";
    static final String IDS = "&vid=M4ZTA3ZTQ1ZjA2YzdhN2&sid=" + LoadServer.SESSION_ID;

    private Work() {}

    /** {@return the body of the response} */
    public static byte[] responseBody() {
        return LoadServer.BODY.getBytes(StandardCharsets.US_ASCII);
    }

    private static ProductItem product(String name, String category, String sku, String price) {
        return new ProductItem(new Product(name, category, sku, new BigDecimal(price)), 1);
    }

    private static Body body(EngagementRequest request) {
        return new Body(
                request.identities().stream()
                        .map(identity -> new IdentityBody(identity.issuer(), identity.level(), identity.subject()))
                        .toList(),
                new Device("3.4.1", "DESKTOP", "192.0.2.1", "WINDOWS", "11"),
                request.entryPoints(),
                request.engagementAttributes().stream().map(Work::attribute).toList());
    }

    private static Map<String, Object> attribute(EngagementAttribute attribute) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", attribute.type());
        members.putAll(attribute.members());
        return members;
    }

    static void check(@Nullable String sessionId) {
        if (!LoadServer.SESSION_ID.equals(sessionId)) {
            throw new IllegalStateException("another session");
        }
    }

    /** The body of the request. */
    public record Body(
            List<IdentityBody> identities,
            Device clientProperties,
            List<String> entryPoints,
            List<Map<String, Object>> engagementAttributes) {}

    /** An identity. */
    public record IdentityBody(@Nullable String iss, String acr, String sub) {}

    /** App and device. */
    public record Device(String appVersion, String deviceFamily, String ipAddress, String osName, String osVersion) {}

    /** The body of the response. */
    public record EngagementResponse(
            String sessionId,
            String visitorId,
            @Nullable String pageId,
            @Nullable List<Details> engagementDetails) {}

    /** An engagement. */
    public record Details(
            @Nullable String campaignId,
            @Nullable String engagementId,
            @Nullable String engagementRevision,
            @Nullable String contextId,
            @Nullable String conversationId,
            @Nullable String connectorId,
            @Nullable String status,
            @Nullable String windowId,
            @Nullable String language,
            @Nullable String skillId,
            @Nullable Integer validForSeconds) {}
}

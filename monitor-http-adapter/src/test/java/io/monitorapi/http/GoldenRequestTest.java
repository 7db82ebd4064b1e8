package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.monitorapi.attribute.Cart;
import io.monitorapi.attribute.CustomAttribute;
import io.monitorapi.attribute.CustomerInfo;
import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.attribute.Lead;
import io.monitorapi.attribute.MarketingInfo;
import io.monitorapi.attribute.PersonalInfo;
import io.monitorapi.attribute.PersonalInfo.Address;
import io.monitorapi.attribute.PersonalInfo.Age;
import io.monitorapi.attribute.PersonalInfo.Contact;
import io.monitorapi.attribute.PersonalInfo.Gender;
import io.monitorapi.attribute.PersonalInfo.PhoneType;
import io.monitorapi.attribute.Product;
import io.monitorapi.attribute.ProductItem;
import io.monitorapi.attribute.ProductView;
import io.monitorapi.attribute.Purchase;
import io.monitorapi.attribute.SearchInfo;
import io.monitorapi.attribute.ServiceActivity;
import io.monitorapi.attribute.VisitorError;
import io.monitorapi.engagement.ClientProperties;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Identity;
import io.monitorapi.engagement.Impression;
import io.monitorapi.engagement.Report;
import io.monitorapi.port.Deadline;
import io.monitorapi.port.GatewayResult;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.RecordedRequest;
import io.monitorapi.testkit.Samples;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** The requests that arrive at the service, compared as JSON with a file for each kind and case. */
class GoldenRequestTest {

    private static final Path GOLDEN = Path.of("src/test/resources/io/monitorapi/http/golden/request");
    private static final JsonMapper JSON = new JsonMapper();
    private static final MonitorSimulator SIMULATOR = MonitorSimulator.start();
    private static final HttpMonitorGateway GATEWAY = HttpMonitorGateway.builder()
            .accountId(SIMULATOR.accountId())
            .appInstallationId(SIMULATOR.appInstallationId())
            .baseUri(SIMULATOR.baseUri())
            .sslContext(SIMULATOR.sslContext())
            .build();

    private static final Product PHONE = new Product("Phone", "Mobiles", "P-100", new BigDecimal("499.5"));
    private static final ProductItem PHONES = new ProductItem(PHONE, 2);
    private static final ClientProperties APP = ClientProperties.builder()
            .appVersion("3.4.1")
            .deviceFamily(ClientProperties.DeviceFamily.MOBILE)
            .ipAddress("192.0.2.1")
            .osName(ClientProperties.OsName.ANDROID)
            .osVersion("14")
            .build();

    @AfterAll
    static void stop() {
        GATEWAY.close();
        SIMULATOR.close();
    }

    static Stream<Arguments> attributes() {
        return Stream.of(
                Arguments.of(
                        "cart",
                        Cart.builder()
                                .total(new BigDecimal("999.5"))
                                .numItems(2)
                                .currency("EUR")
                                .products(PHONES)
                                .build()),
                Arguments.of(
                        "purchase",
                        Purchase.builder()
                                .total(new BigDecimal("999.00"))
                                .currency("EUR")
                                .orderId("order-1")
                                .cart(new Purchase.Contents(List.of(PHONES), 2))
                                .build()),
                Arguments.of("prodView", ProductView.of("EUR", new ProductItem(PHONE, null))),
                Arguments.of("ctmrinfo", customerInfo()),
                Arguments.of(
                        "mrktInfo",
                        MarketingInfo.builder()
                                .channel(MarketingInfo.Channel.SEARCH)
                                .affiliate("partner")
                                .campaignId("spring")
                                .build()),
                Arguments.of("personal", personalInfo()),
                Arguments.of(
                        "lead",
                        Lead.builder()
                                .topic("loan")
                                .value(new BigDecimal("1500"))
                                .currency("USD")
                                .leadId("lead-1")
                                .build()),
                Arguments.of(
                        "service",
                        ServiceActivity.builder()
                                .topic("SIM card")
                                .status(ServiceActivity.Status.RESOLVED)
                                .category("replacement")
                                .serviceId("service-1")
                                .build()),
                Arguments.of(
                        "error",
                        VisitorError.builder()
                                .contextId("checkout")
                                .message("Card refused")
                                .code("E-17")
                                .level(3)
                                .resolved(false)
                                .build()),
                Arguments.of("searchInfo", SearchInfo.of("phone", "\"two\" words 你好")),
                Arguments.of(
                        "custom",
                        new CustomAttribute(
                                "LPConsumer", Map.of("id", "lp-1", "deep", Map.of("list", List.of(1, true, "x"))))));
    }

    private static CustomerInfo customerInfo() {
        return CustomerInfo.builder()
                .tier("gold")
                .status("active")
                .balance(new BigDecimal("-12.5"))
                .currency("EUR")
                .customerId("c-1")
                .socialId("s-1")
                .imei("356938035643809")
                .userName("name")
                .companySize(500)
                .companyBranch("north")
                .accountName("main")
                .role("buyer")
                .lastPaymentDate(LocalDate.of(2026, 2, 28))
                .registrationDate(LocalDate.of(2020, 12, 1))
                .loginStatus(1)
                .storeZipCode("1011AB")
                .storeNumber("17")
                .build();
    }

    private static PersonalInfo personalInfo() {
        return PersonalInfo.builder()
                .firstname("Zoë")
                .lastname("Ölund")
                .age(new Age(30, LocalDate.of(1996, 2, 29)))
                .contacts(new Contact(
                        "zoe@example.org", "+31 20 000 0000", PhoneType.MOBILE, new Address("NL", "Noord-Holland")))
                .gender(Gender.FEMALE)
                .company("Example")
                .language("en-US")
                .build();
    }

    static Stream<Arguments> impressions() {
        return Stream.of(
                Arguments.of("impDisplay", Impression.display(Samples.context())),
                Arguments.of("impAccept", Impression.accept(Samples.context())),
                Arguments.of("impExpanded", Impression.of(Impression.Kind.EXPAND, Samples.context())),
                Arguments.of("impTimeout", Impression.of(Impression.Kind.TIMEOUT, Samples.context())),
                Arguments.of("impClose", Impression.of(Impression.Kind.CLOSE, Samples.context())),
                Arguments.of(
                        "impCloseNamingContext",
                        Impression.of(Impression.Kind.CLOSE, Samples.context()).namingContext()));
    }

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of("engagementEmpty", EngagementRequest.empty()),
                Arguments.of(
                        "engagementFull",
                        EngagementRequest.builder()
                                .identity(Identity.authenticated("https://id.brand.example", "7c1f6a0e"))
                                .identity(Identity.unauthenticated("anonymous-1"))
                                .consumerId("c-1")
                                .clientProperties(APP)
                                .entryPoints("sec://billing", "plain words")
                                .engagementAttribute(SearchInfo.of("phone"))
                                .build()),
                Arguments.of(
                        "engagementLpConsumer",
                        EngagementRequest.builder().lpConsumerId("lp-1").build()));
    }

    static Stream<Arguments> reports() {
        return Stream.of(
                Arguments.of(
                        "reportFull",
                        Report.builder()
                                .identity(Identity.authenticated("https://id.brand.example", "7c1f6a0e"))
                                .identity(Identity.unauthenticated("anonymous-1"))
                                .consumerId("c-1")
                                .clientProperties(APP)
                                .entryPoints("sec://billing")
                                .pageId("8812345670")
                                .engagementAttribute(SearchInfo.of("phone"))
                                .impression(Impression.display(Samples.context()))
                                .build()),
                Arguments.of(
                        "reportLpConsumer",
                        Report.builder()
                                .lpConsumerId("lp-1")
                                .engagementAttribute(SearchInfo.of("phone"))
                                .build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attributes")
    void anEngagementAttributeLooksTheSameInBothRequests(String file, EngagementAttribute attribute)
            throws IOException {
        sends(file, EngagementRequest.builder().engagementAttribute(attribute).build());
        sends(file, Report.of(attribute));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("impressions")
    void anImpression(String file, Impression impression) throws IOException {
        sends(file, Report.of(impression));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"requests", "reports"})
    void aRequest(String file, Object request) throws IOException {
        sends(file, request);
    }

    @Test
    void everyFileHasACase() throws IOException {
        List<String> cases = Stream.of(attributes(), impressions(), requests(), reports())
                .flatMap(all -> all)
                .map(arguments -> arguments.get()[0] + ".json")
                .toList();

        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()))
                    .containsExactlyInAnyOrderElementsOf(cases);
        }
    }

    private static void sends(String file, Object request) throws IOException {
        send(request).orTimeout(10, TimeUnit.SECONDS).join();

        List<RecordedRequest> arrived = SIMULATOR.recording().recordedRequests();
        assertThat(JSON.readTree(arrived.get(arrived.size() - 1).body()))
                .isEqualTo(JSON.readTree(Files.readString(GOLDEN.resolve(file + ".json"))));
    }

    private static CompletableFuture<GatewayResult> send(Object request) {
        Deadline deadline = Deadline.in(Duration.ofSeconds(10), System::nanoTime);
        return request instanceof Report report
                ? GATEWAY.sendReport(Samples.paired(1, 1), report, deadline)
                : GATEWAY.fetchEngagement(null, (EngagementRequest) request, deadline);
    }
}

package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.EngagementStatus;
import io.monitorapi.error.MonitorError;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.RetryPolicy;
import io.monitorapi.session.MonitorSession;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.ScriptedResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The results of responses: each response is a file, sent over HTTPS by the simulator. */
class GoldenResponseTest {

    private static final Path GOLDEN = Path.of("src/test/resources/io/monitorapi/http/golden/response");
    private static final MonitorSimulator SIMULATOR = MonitorSimulator.start();
    private static final MonitorService SERVICE = HttpMonitor.builder()
            .accountId(SIMULATOR.accountId())
            .appInstallationId(SIMULATOR.appInstallationId())
            .baseUri(SIMULATOR.baseUri())
            .sslContext(SIMULATOR.sslContext())
            .retryPolicy(RetryPolicy.none())
            .build();

    private final Visitor visitor = Visitor.of(UUID.randomUUID().toString());

    @AfterAll
    static void stop() {
        SERVICE.close();
        SIMULATOR.close();
    }

    @AfterEach
    void clear() {
        SIMULATOR.script().clear();
    }

    static Stream<Arguments> results() {
        return Stream.of(
                result("offer.json", 201, offered -> {
                    assertThat(offered.sessionCreated()).isTrue();
                    assertThat(offered.session()).isEqualTo(new MonitorSession("ZjEyMzQ1Njc4OTBh", "kT9_xQm-Rf2aa0"));
                    assertThat(offered.pageId()).isEqualTo("7700112233");
                    assertThat(offered.engagements()).containsExactly(offer());
                    assertThat(offered.handover().orElseThrow().connectorId()).isEqualTo("3100200500");
                    assertThat(offered.available().orElseThrow().campaignNumber())
                            .hasValue(3_100_200_300L);
                }),
                result(
                        "offerAsObject.json",
                        200,
                        offered -> assertThat(offered.engagements()).containsExactly(offer())),
                result(
                        "offerWithTextIds.json",
                        201,
                        offered -> assertThat(offered.engagements()).containsExactly(offer())),
                result("offerOfSeveral.json", 201, several -> {
                    assertThat(several.engagements()).hasSize(3);
                    assertThat(several.engagements().get(0).statusText()).isEqualTo("later");
                    assertThat(several.available()).contains(offer());
                }),
                result("offerWithoutContext.json", 201, contextless -> {
                    assertThat(contextless.isAvailable()).isTrue();
                    assertThat(contextless.available().orElseThrow().context()).isEmpty();
                    assertThat(contextless.handover()).isEmpty();
                }),
                result("noEngagement.json", 200, GoldenResponseTest::offersNothing),
                result("emptyList.json", 200, GoldenResponseTest::offersNothing),
                result("nullList.json", 201, GoldenResponseTest::offersNothing),
                result("shortNames.json", 201, GoldenResponseTest::offersNothing),
                result("conversation.json", 200, running -> {
                    assertThat(running.isAvailable()).isFalse();
                    assertThat(running.outcome()).isEqualTo(EngagementResult.Outcome.CONVERSATION_RUNNING);
                    assertThat(running.activeConversation().orElseThrow().conversationId())
                            .isEqualTo("2d9d7b0a-4c0e-4f45-9b5e-000000000001");
                    assertThat(running.activeConversation().orElseThrow().campaignId())
                            .isNull();
                }),
                result(
                        "interaction.json",
                        200,
                        running -> assertThat(running.activeConversation()).isPresent()),
                result("unknownMembers.json", 200, more -> {
                    assertThat(more.otherMembers())
                            .isEqualTo(Map.of("colour", "red", "list", List.of(1L, Map.of("deep", true))));
                    Engagement engagement = more.available().orElseThrow();
                    assertThat(engagement.otherMembers()).isEqualTo(Map.of("shape", Map.of("round", true)));
                    assertThat(engagement.validFor()).isEqualTo(Duration.ofMinutes(15));
                    assertThat(engagement.skillId()).isEqualTo("23");
                    assertThat(engagement.language()).isEqualTo("en-US");
                }),
                result(
                        "idsToEncode.json",
                        201,
                        odd -> assertThat(odd.session()).isEqualTo(new MonitorSession("v=1;2", "a&vid=x/../#?%+"))));
    }

    private static Engagement offer() {
        return Engagement.builder(EngagementStatus.EXPOSE)
                .campaign("3100200300", "3100200400", "12")
                .contextId("1")
                .connectorId("3100200500")
                .build();
    }

    private static void offersNothing(EngagementResult result) {
        assertThat(result.outcome()).isEqualTo(EngagementResult.Outcome.NOTHING);
        assertThat(result.session()).isEqualTo(new MonitorSession("ZjEyMzQ1Njc4OTBh", "kT9_xQm-Rf2aa0"));
    }

    private static Arguments result(String file, int status, Consumer<EngagementResult> check) {
        return Arguments.of(file, status, check);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of("halfPair.json", 200, Reason.UNREADABLE, List.of()),
                Arguments.of("errorFlat.json", 400, Reason.INVALID_REQUEST, List.of(5)),
                Arguments.of("errorFlat.json", 200, Reason.INVALID_REQUEST, List.of(5)),
                Arguments.of("errorWithoutMessage.json", 400, Reason.INVALID_REQUEST, List.of(5)),
                Arguments.of("errorWrapped.json", 404, Reason.WRONG_DOMAIN, List.of(28)),
                Arguments.of("errorList.json", 404, Reason.SESSION_UNKNOWN, List.of(77, 39)),
                Arguments.of("accountLoading.json", 500, Reason.ACCOUNT_LOADING, List.of(20)),
                Arguments.of("accountLoadingNameless.json", 500, Reason.ACCOUNT_LOADING, List.of(20)),
                Arguments.of("proxy.html", 503, Reason.PROXY_UNAVAILABLE, List.of()),
                Arguments.of("proxy.html", 200, Reason.NOT_THE_API, List.of()));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("results")
    void readsASuccessfulResponse(String file, int status, Consumer<EngagementResult> check) throws IOException {
        SIMULATOR.script().next(response(file, status));

        check.accept(SERVICE.getEngagement(visitor, EngagementRequest.empty()));
    }

    @ParameterizedTest(name = "{0} with {1} is {2}")
    @MethodSource("failures")
    void aFailure(String file, int status, Reason reason, List<Integer> codes) throws IOException {
        SIMULATOR.script().always(response(file, status));

        MonitorException failure = catchThrowableOfType(
                MonitorException.class, () -> SERVICE.getEngagement(visitor, EngagementRequest.empty()));

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.errors()).extracting(MonitorError::code).isEqualTo(codes);
    }

    @Test
    void everyFileHasACase() throws IOException {
        List<String> cases = Stream.concat(results(), failures())
                .map(arguments -> (String) arguments.get()[0])
                .distinct()
                .toList();

        try (Stream<Path> files = Files.list(GOLDEN)) {
            assertThat(files.map(file -> file.getFileName().toString()).collect(Collectors.toSet()))
                    .containsExactlyInAnyOrderElementsOf(cases);
        }
    }

    private static ScriptedResponse response(String file, int status) throws IOException {
        String type = file.endsWith(".html") ? "text/html" : "application/octet-stream";
        return ScriptedResponse.body(status, type, Files.readString(GOLDEN.resolve(file)));
    }
}

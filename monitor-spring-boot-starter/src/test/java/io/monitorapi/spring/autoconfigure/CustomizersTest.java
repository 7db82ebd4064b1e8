package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.port.MonitorListener;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.ScriptedResponse;
import io.monitorapi.spring.MonitorApacheHttpClientCustomizer;
import io.monitorapi.spring.MonitorClients;
import io.monitorapi.spring.MonitorConnectionDetails;
import io.monitorapi.spring.MonitorHttpClientCustomizer;
import io.monitorapi.spring.MonitorServiceCustomizer;
import io.monitorapi.testkit.Samples;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.hc.client5.http.impl.DefaultRedirectStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** Applications customize beans without replacing them. */
class CustomizersTest {

    private final MonitorSimulator simulator = MonitorSimulator.start();

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void customizersAreCalledInTheirOrderForEachClient() {
        Simulated.client(Simulated.application(simulator), "monitor-api.clients.nl", "nl", simulator)
                .withPropertyValues("monitor-api.http.transport=jdk")
                .withUserConfiguration(Ordered.class)
                .run(context -> assertThat(context.getBean(Ordered.class).calls)
                        .containsSubsequence("http 1 default", "http 2 default", "first default", "second default")
                        .containsSubsequence("http 1 nl", "http 2 nl", "first nl", "second nl"));
    }

    @Test
    void customizersOfTheDefaultTransportAreCalledInTheirOrderForEachClient() {
        Simulated.client(Simulated.application(simulator), "monitor-api.clients.nl", "nl", simulator)
                .withUserConfiguration(Ordered.class)
                .run(context -> {
                    context.getBean(MonitorService.class).getEngagement(Samples.visitor(), EngagementRequest.empty());
                    context.getBean(MonitorClients.class)
                            .get("nl")
                            .getEngagement(Samples.visitor(), EngagementRequest.empty());
                    assertThat(context.getBean(Ordered.class).calls)
                            .containsSubsequence("apache 1 default", "apache 2 default")
                            .containsSubsequence("apache 1 nl", "apache 2 nl")
                            .noneMatch(call -> call.startsWith("http"));
                });
    }

    /** An interceptor is a customization that other settings do not undo. */
    @Test
    void aCustomizerOfTheDefaultTransportSeesTheRequests() {
        List<String> paths = new CopyOnWriteArrayList<>();
        Simulated.application(simulator)
                .withBean(
                        MonitorApacheHttpClientCustomizer.class,
                        () -> (client, http) -> http.addRequestInterceptorFirst(
                                (request, entity, context) -> paths.add(request.getMethod())))
                .run(context -> {
                    context.getBean(MonitorService.class).getEngagement(Samples.visitor(), EngagementRequest.empty());
                    assertThat(paths).containsExactly("POST");
                });
    }

    @Test
    void noCustomizerOfTheDefaultTransportLetsRedirectsBeFollowed() {
        simulator.script().next(ScriptedResponse.status(307).header("Location", simulator.baseUri() + "/elsewhere"));
        Simulated.application(simulator)
                .withBean(
                        MonitorApacheHttpClientCustomizer.class,
                        () -> (client, http) -> http.setRedirectStrategy(new DefaultRedirectStrategy()))
                .run(context -> {
                    assertThatExceptionOfType(MonitorException.class)
                            .isThrownBy(() -> context.getBean(MonitorService.class)
                                    .getEngagement(Samples.visitor(), EngagementRequest.empty()));
                    assertThat(simulator.recording().requests()).isOne();
                });
    }

    @Test
    void listenersAreNotifiedInTheirOrder() {
        Simulated.application(simulator).withUserConfiguration(Ordered.class).run(context -> {
            context.getBean(MonitorService.class).getEngagement(Samples.visitor(), EngagementRequest.empty());
            assertThat(context.getBean(Ordered.class).calls)
                    .containsSubsequence("created, listener 1", "created, listener 2");
        });
    }

    @Test
    void noCustomizerLetsRedirectsBeFollowed() {
        simulator.script().next(ScriptedResponse.status(307).header("Location", simulator.baseUri() + "/elsewhere"));
        Simulated.application(simulator)
                .withPropertyValues("monitor-api.http.transport=jdk")
                .withBean(
                        MonitorHttpClientCustomizer.class,
                        () -> (client, http) -> http.followRedirects(HttpClient.Redirect.ALWAYS))
                .run(context -> {
                    assertThatExceptionOfType(MonitorException.class)
                            .isThrownBy(() -> context.getBean(MonitorService.class)
                                    .getEngagement(Samples.visitor(), EngagementRequest.empty()))
                            .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.REDIRECTED));
                    assertThat(simulator.recording().requests()).isEqualTo(1);
                });
    }

    @Test
    void connectionDetailsReplaceTheProperties() {
        Simulated.empty()
                .withPropertyValues("monitor-api.account-id=99999999", "monitor-api.base-uri=https://localhost:1")
                .withBean(MonitorConnectionDetails.class, () -> new Started(simulator))
                .run(context -> assertThat(context.getBean(MonitorService.class)
                                .getEngagement(Samples.visitor(), EngagementRequest.empty())
                                .isAvailable())
                        .isTrue());
    }

    @Test
    void connectionDetailsNeedNoAccountInTheProperties() {
        Simulated.empty()
                .withBean(MonitorConnectionDetails.class, () -> new Started(simulator))
                .run(context -> assertThat(context).hasSingleBean(MonitorService.class));
    }

    private record Started(MonitorSimulator simulator) implements MonitorConnectionDetails {

        @Override
        public String accountId() {
            return simulator.accountId();
        }

        @Override
        public String appInstallationId() {
            return simulator.appInstallationId();
        }

        @Override
        public URI baseUri() {
            return simulator.baseUri();
        }

        @Override
        public SslBundle sslBundle() {
            PemSslStoreDetails trust = PemSslStoreDetails.forCertificate(simulator.certificatePem());
            return SslBundle.of(new PemSslStoreBundle(null, trust));
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Ordered {

        private final List<String> calls = new CopyOnWriteArrayList<>();

        @Bean
        @Order(2)
        MonitorServiceCustomizer second() {
            return (client, builder) -> calls.add("second " + client);
        }

        @Bean
        @Order(1)
        MonitorServiceCustomizer first() {
            return (client, builder) -> calls.add("first " + client);
        }

        @Bean
        @Order(2)
        MonitorHttpClientCustomizer http2() {
            return (client, builder) -> calls.add("http 2 " + client);
        }

        @Bean
        @Order(1)
        MonitorHttpClientCustomizer http1() {
            return (client, builder) -> calls.add("http 1 " + client);
        }

        @Bean
        @Order(2)
        MonitorApacheHttpClientCustomizer apache2() {
            return (client, builder) -> calls.add("apache 2 " + client);
        }

        @Bean
        @Order(1)
        MonitorApacheHttpClientCustomizer apache1() {
            return (client, builder) -> calls.add("apache 1 " + client);
        }

        @Bean
        @Order(2)
        MonitorListener listener2() {
            return listener("listener 2");
        }

        @Bean
        @Order(1)
        MonitorListener listener1() {
            return listener("listener 1");
        }

        private MonitorListener listener(String name) {
            return new MonitorListener() {
                @Override
                public void sessionCreated(SessionCreated event) {
                    calls.add("created, " + name);
                }
            };
        }
    }
}

package io.monitorapi.spring.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.monitorapi.MonitorService;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.error.MonitorException;
import io.monitorapi.error.Reason;
import io.monitorapi.http.jdk.JdkHttpTransport;
import io.monitorapi.http.transport.HttpTransport;
import io.monitorapi.memory.InMemorySessionStore;
import io.monitorapi.session.Visitor;
import io.monitorapi.simulator.MonitorSimulator;
import io.monitorapi.simulator.ScriptedResponse;
import io.monitorapi.simulator.SimulatorSettings;
import io.monitorapi.spring.MonitorClients;
import io.monitorapi.spring.SessionStoreFactory;
import io.monitorapi.testkit.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;

/** Several accounts in one JVM: nothing crosses. */
class NamedClientsTest {

    private final MonitorSimulator nl = MonitorSimulator.start(
            SimulatorSettings.builder().accountId("11111111").build());
    private final MonitorSimulator be = MonitorSimulator.start(
            SimulatorSettings.builder().accountId("22222222").build());

    @AfterEach
    void stop() {
        nl.close();
        be.close();
    }

    private ApplicationContextRunner twoBrands() {
        ApplicationContextRunner one = Simulated.client(Simulated.empty(), "monitor-api.clients.nl", "nl", nl);
        return Simulated.client(one, "monitor-api.clients.be", "be", be)
                .withPropertyValues("monitor-api.retry.max-attempts=1");
    }

    @Test
    void eachNameIsABeanThatItsQualifierFinds() {
        twoBrands().withUserConfiguration(TwoShops.class).run(context -> {
            TwoShops shops = context.getBean(TwoShops.class);
            MonitorClients clients = context.getBean(MonitorClients.class);

            assertThat(clients.names()).containsExactly("be", "nl");
            assertThat(shops.nl).isSameAs(clients.get("nl")).isNotSameAs(shops.be);
            assertThat(shops.be).isSameAs(clients.get("be"));
        });
    }

    @Test
    void noNamedClientIsInjectedByItsTypeAlone() {
        twoBrands()
                .withUserConfiguration(AnyShop.class)
                .run(context -> assertThat(
                                context.getBean(AnyShop.class).service.getIfAvailable())
                        .isNull());
    }

    @Test
    void theClientOfTheTopLevelIsInjectedByItsTypeThough() {
        twoBrands()
                .withPropertyValues("monitor-api.account-id=33333333", "monitor-api.app-installation-id=7d0a")
                .withUserConfiguration(OneShop.class)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(OneShop.class).service)
                            .isSameAs(context.getBean("monitorApi-service"))
                            .isSameAs(context.getBean(MonitorService.class))
                            .isNotSameAs(context.getBean(MonitorClients.class).get("nl"));
                });
    }

    @Test
    void closingAChildContextLeavesTheClientsOfTheParentOpen() {
        twoBrands().run(parent -> {
            MonitorService client = parent.getBean(MonitorClients.class).get("nl");
            twoBrands().withParent(parent).run(child -> {
                assertThat(child.getBean("monitorApi-service-nl")).isSameAs(client);
                child.getSourceApplicationContext().close();
            });

            assertThat(client.getEngagement(Samples.visitor(), EngagementRequest.empty())
                            .sessionCreated())
                    .isTrue();
        });
    }

    @Test
    void namesTheClientsWhenOneIsUnknown() {
        twoBrands()
                .run(context -> assertThatIllegalArgumentException()
                        .isThrownBy(() -> context.getBean(MonitorClients.class).get("fr"))
                        .withMessageContaining("fr")
                        .withMessageContaining("[be, nl]"));
    }

    @Test
    void sessionsOfOneAccountAreNotThoseOfAnother() {
        twoBrands().run(context -> {
            MonitorClients clients = context.getBean(MonitorClients.class);
            clients.get("nl").getEngagement(Samples.visitor(), EngagementRequest.empty());

            assertThat(clients.get("nl").sessions().current(Samples.visitor())).isPresent();
            assertThat(clients.get("be").sessions().current(Samples.visitor())).isEmpty();
            assertThat(clients.get("be")
                            .getEngagement(Samples.visitor(), EngagementRequest.empty())
                            .sessionCreated())
                    .isTrue();
            assertThat(nl.recording().sessionsCreated()).isEqualTo(1);
            assertThat(be.recording().sessionsCreated()).isEqualTo(1);
        });
    }

    /** Ten calls hang at the one account, whose permits they use up, and its errors shut whatever shuts. */
    @Test
    void oneAccountInTroubleDoesNotAffectTheOther() {
        twoBrands()
                .withPropertyValues(
                        "monitor-api.max-in-flight=10",
                        "monitor-api.max-waiting=0",
                        "monitor-api.retry.schedule=100ms,300ms")
                .run(context -> {
                    MonitorClients clients = context.getBean(MonitorClients.class);
                    be.script().next(20, ScriptedResponse.error(503, 0));
                    for (int call = 0; call < 20; call++) {
                        assertThatExceptionOfType(MonitorException.class)
                                .isThrownBy(() ->
                                        clients.get("be").getEngagement(Samples.visitor(), EngagementRequest.empty()));
                    }
                    be.script().always(ScriptedResponse.silence());
                    List<CompletableFuture<?>> hanging = new ArrayList<>();
                    for (int call = 0; call < 10; call++) {
                        hanging.add(clients.get("be")
                                .getEngagementAsync(Visitor.of("device-" + call), EngagementRequest.empty()));
                    }

                    for (int call = 0; call < 10; call++) {
                        assertThat(clients.get("nl")
                                        .getEngagement(Samples.visitor(), EngagementRequest.empty())
                                        .isAvailable())
                                .isTrue();
                    }
                    hanging.forEach(call -> call.cancel(true));
                });
    }

    /** The control: with a gate, permits or policy in common, the healthy account would be refused as well. */
    @Test
    void everyClientHasAStoreAndATransportOfItsOwn() {
        List<String> asked = new ArrayList<>();
        SessionStoreFactory stores = (accountId, appInstallationId) -> {
            asked.add(accountId + "/" + appInstallationId);
            return new InMemorySessionStore();
        };
        twoBrands()
                .withBean(SessionStoreFactory.class, () -> stores)
                .run(context -> assertThat(asked)
                        .contains("11111111/" + nl.appInstallationId(), "22222222/" + be.appInstallationId()));
    }

    @Test
    void aTransportOfTheApplicationServesAllClients() {
        HttpTransport own =
                JdkHttpTransport.builder().sslContext(nl.sslContext()).build();
        twoBrands().withBean(HttpTransport.class, () -> own).run(context -> {
            MonitorClients clients = context.getBean(MonitorClients.class);
            clients.get("nl").getEngagement(Samples.visitor(), EngagementRequest.empty());

            assertThatExceptionOfType(MonitorException.class)
                    .isThrownBy(() -> clients.get("be").getEngagement(Samples.visitor(), EngagementRequest.empty()))
                    .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.TLS));
        });
    }

    @Test
    void areClosedWithTheApplication() {
        MonitorService[] service = new MonitorService[1];
        twoBrands()
                .run(context ->
                        service[0] = context.getBean(MonitorClients.class).get("nl"));

        assertThatExceptionOfType(MonitorException.class)
                .isThrownBy(() -> service[0].getEngagement(Samples.visitor(), EngagementRequest.empty()))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.CLOSED));
    }

    @Test
    void anInvalidValueOfAClientNamesItsProperty() {
        twoBrands()
                .withPropertyValues("monitor-api.clients.be.account-id=not an account")
                .run(context -> assertThat(context.getStartupFailure())
                        .hasStackTraceContaining("monitor-api.clients.be.account-id"));
    }

    @Configuration(proxyBeanMethods = false)
    static class AnyShop {

        @Autowired
        ObjectProvider<MonitorService> service;
    }

    @Configuration(proxyBeanMethods = false)
    static class OneShop {

        @Autowired
        MonitorService service;
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoShops {

        @Autowired
        @Qualifier("nl")
        MonitorService nl;

        @Autowired
        @Qualifier("be")
        MonitorService be;
    }
}

package io.monitorapi.spring.autoconfigure;

import io.monitorapi.MonitorService;
import io.monitorapi.availability.Availability;
import io.monitorapi.spring.MonitorClients;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.RuntimeBeanReference;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/**
 * Registers the service and the availability bean of each named client. They are injected by qualifier only, never by type.
 */
final class NamedClientRegistrar implements ImportBeanDefinitionRegistrar {

    private final Environment environment;

    NamedClientRegistrar(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        for (String client : NamedClientProperties.of(environment).keySet()) {
            registry.registerBeanDefinition(beanName(client), service(client));
            AbstractBeanDefinition watches = definition(client, "watches");
            watches.getConstructorArgumentValues()
                    .addIndexedArgumentValue(1, new RuntimeBeanReference(beanName(client)));
            registry.registerBeanDefinition("monitorApi-availability-" + client, watches);
        }
    }

    /** Prefixed, because the client's name may be the name of another bean. */
    static String beanName(String client) {
        return "monitorApi-service-" + client;
    }

    /** Closed by the {@link MonitorClients} that created it, which may belong to a parent context that outlives this one. */
    private static AbstractBeanDefinition service(String client) {
        AbstractBeanDefinition service = definition(client, "client");
        service.setDestroyMethodName("");
        return service;
    }

    private static AbstractBeanDefinition definition(String client, String method) {
        RootBeanDefinition definition = new RootBeanDefinition(NamedClientRegistrar.class);
        definition.setFactoryMethodName(method);
        definition.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
        definition.getConstructorArgumentValues().addIndexedArgumentValue(0, client);
        definition.setDefaultCandidate(false);
        definition.setFallback(true);
        definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, client));
        return definition;
    }

    /** Called by the container. */
    static MonitorService client(String name, MonitorClients clients) {
        return clients.get(name);
    }

    /** Called by the container, which closes the watches before their service. */
    static Availability watches(String name, MonitorService service, Environment environment) {
        return MonitorAvailabilityConfiguration.watching(name, service, environment);
    }
}

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
 * Makes bean definitions for each named client, the service and its watches: injected where its qualifier is, and never by
 * their types alone.
 */
final class NamedClientRegistrar implements ImportBeanDefinitionRegistrar {

    private final Environment environment;

    NamedClientRegistrar(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        for (String client : NamedClientProperties.of(environment).keySet()) {
            registry.registerBeanDefinition(beanName(client), definition(client, "client"));
            AbstractBeanDefinition watches = definition(client, "watches");
            watches.getConstructorArgumentValues()
                    .addIndexedArgumentValue(1, new RuntimeBeanReference(beanName(client)));
            registry.registerBeanDefinition("monitorAvailability-" + client, watches);
        }
    }

    /** A name of its own, as short names of brands may be those of the application's beans. */
    static String beanName(String client) {
        return "monitorService-" + client;
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

    /** Called by the container; the registry goes on owning the client. */
    static MonitorService client(String name, MonitorClients clients) {
        return clients.get(name);
    }

    /** Called by the container, which ends the watches before their service. */
    static Availability watches(String name, MonitorService service, Environment environment) {
        return MonitorAvailabilityConfiguration.watching(name, service, environment);
    }
}

package io.monitorapi.spring;

import io.monitorapi.MonitorService;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConstructorArgumentValues;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** Makes a bean definition for each named client: injected where its qualifier is, and never by its type alone. */
final class NamedClientRegistrar implements ImportBeanDefinitionRegistrar {

    private final Environment environment;

    NamedClientRegistrar(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        NamedProperties.of(environment)
                .keySet()
                .forEach(name -> registry.registerBeanDefinition(beanName(name), definition(name)));
    }

    /** A name of its own, as short names of brands may be those of the application's beans. */
    static String beanName(String client) {
        return "monitorService-" + client;
    }

    private static AbstractBeanDefinition definition(String client) {
        RootBeanDefinition definition = new RootBeanDefinition(NamedClientRegistrar.class);
        definition.setFactoryMethodName("client");
        definition.setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR);
        ConstructorArgumentValues arguments = definition.getConstructorArgumentValues();
        arguments.addIndexedArgumentValue(1, client);
        definition.setDefaultCandidate(false);
        definition.setFallback(true);
        definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, client));
        return definition;
    }

    /** Called by the container; the registry goes on owning the client. */
    static MonitorService client(MonitorClients clients, String name) {
        return clients.get(name);
    }
}

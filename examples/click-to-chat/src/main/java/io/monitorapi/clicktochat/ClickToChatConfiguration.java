package io.monitorapi.clicktochat;

import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets controller methods take a {@code Visitor} parameter. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ClickToChatSettings.class)
class ClickToChatConfiguration implements WebMvcConfigurer {

    private final VisitorCookie visitors;

    ClickToChatConfiguration(VisitorCookie visitors) {
        this.visitors = visitors;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(visitors);
    }
}

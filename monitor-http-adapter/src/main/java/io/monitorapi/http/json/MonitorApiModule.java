package io.monitorapi.http.json;

import io.monitorapi.attribute.Cart;
import io.monitorapi.attribute.CustomAttribute;
import io.monitorapi.attribute.CustomerInfo;
import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.attribute.Lead;
import io.monitorapi.attribute.MarketingInfo;
import io.monitorapi.attribute.PersonalInfo;
import io.monitorapi.attribute.ProductView;
import io.monitorapi.attribute.Purchase;
import io.monitorapi.attribute.SearchInfo;
import io.monitorapi.attribute.ServiceActivity;
import io.monitorapi.attribute.VisitorError;
import io.monitorapi.engagement.ButtonState;
import io.monitorapi.engagement.ConversationHandover;
import io.monitorapi.engagement.Engagement;
import io.monitorapi.engagement.EngagementResult;
import io.monitorapi.engagement.Report;
import io.monitorapi.engagement.ReportReceipt;
import io.monitorapi.session.EngagementContext;
import java.io.Serial;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.module.SimpleModule;

/**
 * A Jackson module that writes and reads the values of the SDK, whatever the other settings of the mapper are.
 *
 * <p>It writes and reads {@link EngagementResult}, {@link Engagement}, {@link EngagementContext}, {@link Report} and every
 * {@link EngagementAttribute}; it only writes {@link ButtonState}, {@link ReportReceipt} and {@link ConversationHandover}. Names
 * are those of the Monitor API, absent values are left out, and a context is the text of {@link EngagementContext#encode()}.
 *
 * <p>The ids of the session are never written, except in a {@link ConversationHandover}, whose form is that of
 * {@link ConversationHandover#toJson()}. The identities of a report are neither written nor read, so that a browser neither
 * receives nor chooses them, unless the module was created by {@link #withIdentities()}. Uses no reflection.
 */
public final class MonitorApiModule extends SimpleModule {

    @Serial
    private static final long serialVersionUID = 1;

    private static final List<Class<? extends EngagementAttribute>> ATTRIBUTES = List.of(
            EngagementAttribute.class,
            Cart.class,
            CustomAttribute.class,
            CustomerInfo.class,
            Lead.class,
            MarketingInfo.class,
            PersonalInfo.class,
            ProductView.class,
            Purchase.class,
            SearchInfo.class,
            ServiceActivity.class,
            VisitorError.class);

    /** Creates a module that neither writes nor reads identities. */
    public MonitorApiModule() {
        this(false);
    }

    private MonitorApiModule(boolean identities) {
        super("MonitorApiModule");
        both(EngagementContext.class, EngagementContext::encode, json -> EngagementContext.decode(Members.text(json)));
        both(Engagement.class, EngagementJson::write, json -> EngagementJson.read(Members.of(json)));
        both(EngagementResult.class, ResultJson::write, json -> ResultJson.read(Members.of(json)));
        ReportJson reports = new ReportJson(identities);
        both(Report.class, reports::write, json -> reports.read(Members.of(json)));
        ATTRIBUTES.forEach(this::attribute);
        addSerializer(ButtonState.class, new PlainSerializer<>(ButtonState.class, ResultJson::write));
        addSerializer(ReportReceipt.class, new PlainSerializer<>(ReportReceipt.class, ReportJson::write));
        addSerializer(
                ConversationHandover.class,
                new PlainSerializer<>(ConversationHandover.class, handover -> PlainJson.read(handover.toJson())));
    }

    /**
     * Creates a module for storage on a server: reports are written and read with identities, consumer id and LivePerson's
     * consumer id. What it writes is personal data; do not register it with the mapper of a web application.
     *
     * @return the module
     */
    public static MonitorApiModule withIdentities() {
        return new MonitorApiModule(true);
    }

    private <A extends EngagementAttribute> void attribute(Class<A> type) {
        both(type, AttributeJson::write, json -> {
            EngagementAttribute attribute = AttributeJson.read(Members.of(json));
            if (!type.isInstance(attribute)) {
                throw new IllegalArgumentException("type is another one than that of " + type.getSimpleName());
            }
            return type.cast(attribute);
        });
    }

    private <T> void both(Class<T> type, Function<? super T, Object> writer, Function<Object, T> reader) {
        addSerializer(type, new PlainSerializer<T>(type, writer));
        addDeserializer(type, new PlainDeserializer<>(type, reader));
    }
}

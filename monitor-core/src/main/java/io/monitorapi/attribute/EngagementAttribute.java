package io.monitorapi.attribute;

import java.util.Map;

/**
 * A fact about a consumer, or an action of the consumer, that a brand sends to the service; also called SDE.
 *
 * <p>Engagement attributes are not authenticated: do not base a business transaction on one. Source: Engagement Attributes,
 * "Types". Implementations are immutable.
 */
public sealed interface EngagementAttribute
        permits Cart,
                CustomAttribute,
                CustomerInfo,
                Lead,
                MarketingInfo,
                PersonalInfo,
                ProductView,
                Purchase,
                SearchInfo,
                ServiceActivity,
                VisitorError {

    /** {@return the type, as the service names it, such as {@code cart}} */
    String type();

    /**
     * {@return all members except the type, under the names that the service uses; values are text, numbers, booleans, and
     * lists and maps of these}
     */
    Map<String, Object> members();

    /** {@return whether it has an id (order, lead or service id) by which the service recognises a repetition} */
    default boolean hasIdempotencyKey() {
        return false;
    }

    /**
     * {@return whether this is something that happened, such as a purchase, rather than the state of the consumer, such as a
     * cart; the service may count an event twice if it is sent twice}
     */
    boolean isEvent();
}

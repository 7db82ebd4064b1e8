package io.monitorapi.attribute;

import java.util.Map;

/**
 * Something that a brand knows about a consumer or that the consumer did; the service calls it engagement attribute or
 * SDE.
 *
 * <p>Engagement attributes are not authenticated: never base a business transaction on one. Source: Engagement
 * Attributes, "Types". Implementations are immutable.
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

    /** {@return the service's name of the kind, such as {@code cart}} */
    String type();

    /**
     * {@return the members beside the type, under the service's names; values are text, numbers, booleans, lists and maps
     * of these}
     */
    Map<String, Object> members();

    /** {@return whether it carries an id (order, lead or service) by which the service recognises a repetition} */
    default boolean hasIdempotencyKey() {
        return false;
    }
}

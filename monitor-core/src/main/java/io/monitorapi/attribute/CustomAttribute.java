package io.monitorapi.attribute;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Carries an engagement attribute of a kind that has no type of its own here. Immutable.
 *
 * @param type the service's name of the kind, not blank, and none of the five impressions, which need the session they
 *     belong to
 * @param members the members beside the type: text, finite numbers, booleans, and lists and maps of these, at most 16
 *     levels deep
 */
public record CustomAttribute(String type, Map<String, Object> members) implements EngagementAttribute {

    private static final Set<String> IMPRESSIONS =
            Set.of("impDisplay", "impAccept", "impExpanded", "impTimeout", "impClose");

    /** Checks and copies everything; throws {@link IllegalArgumentException} naming what cannot be sent. */
    public CustomAttribute {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(members, "members");
        if (type.isBlank()) {
            throw new IllegalArgumentException("type of an engagement attribute must not be blank");
        }
        if (IMPRESSIONS.contains(type)) {
            throw new IllegalArgumentException("type is an impression: report it as an Impression");
        }
        if (members.containsKey("type")) {
            throw new IllegalArgumentException("members must not hold a second type");
        }
        members = JsonCopies.copyOf(members);
    }

    /** Leaves the members out, as they tell about a person. */
    @Override
    public String toString() {
        return "CustomAttribute[type=" + type + "]";
    }
}

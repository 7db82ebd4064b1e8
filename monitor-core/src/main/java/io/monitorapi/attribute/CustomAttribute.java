package io.monitorapi.attribute;

import io.monitorapi.internal.Arguments;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An engagement attribute of a type that this SDK has no class for. Immutable.
 *
 * @param type the name of the type, not blank; not one of the five impression types, which are sent as {@code Impression}
 * @param members all members except the type: text, finite numbers of at most 64 digits, booleans, and lists and maps of
 *     these, nested at most 16 levels deep; numbers other than {@code int}, {@code long}, {@code short} and {@code byte} are
 *     copied as {@link java.math.BigDecimal}
 */
public record CustomAttribute(String type, Map<String, Object> members) implements EngagementAttribute {

    private static final Set<String> IMPRESSIONS =
            Set.of("impDisplay", "impAccept", "impExpanded", "impTimeout", "impClose");

    /** Validates and copies the members; throws {@link IllegalArgumentException} that says what is invalid. */
    public CustomAttribute {
        Arguments.requireText("type", type);
        Objects.requireNonNull(members, "members");
        if (IMPRESSIONS.contains(type)) {
            throw new IllegalArgumentException("type must not be an impression type: report an Impression instead");
        }
        if (members.containsKey("type")) {
            throw new IllegalArgumentException("members must not contain a type");
        }
        members = ImmutableJson.copyOf(members);
    }

    /** Returns true, because repeating an unknown attribute may count it twice. */
    @Override
    public boolean isEvent() {
        return true;
    }

    /** Omits the members, because they may be personal data. */
    @Override
    public String toString() {
        return "CustomAttribute[type=" + type + "]";
    }
}

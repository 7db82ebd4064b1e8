package io.monitorapi.attribute;

import java.util.List;
import java.util.Map;

/**
 * Words that the consumer searched for.
 *
 * <p>Source: Engagement Attributes, "Types", "Searched content". Immutable.
 *
 * @param keywords the words, none blank
 */
public record SearchInfo(List<String> keywords) implements EngagementAttribute {

    /** Validates the words and copies the list; throws {@link IllegalArgumentException} if one is blank. */
    public SearchInfo {
        keywords = List.copyOf(keywords);
        keywords.forEach(keyword -> AttributeValidation.requireText("keywords", keyword));
    }

    /**
     * Creates the engagement attribute.
     *
     * @param keywords the words, none blank
     * @return the engagement attribute
     */
    public static SearchInfo of(String... keywords) {
        return new SearchInfo(List.of(keywords));
    }

    @Override
    public String type() {
        return "searchInfo";
    }

    @Override
    public boolean isEvent() {
        return true;
    }

    @Override
    public Map<String, Object> members() {
        return new JsonObjectBuilder().with("keywords", keywords).map();
    }

    /** Omits the words, because they may be personal data. */
    @Override
    public String toString() {
        return "SearchInfo";
    }
}

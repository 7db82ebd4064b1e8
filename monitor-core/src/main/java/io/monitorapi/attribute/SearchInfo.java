package io.monitorapi.attribute;

import java.util.List;
import java.util.Map;

/**
 * Tells what the consumer has searched for.
 *
 * <p>Source: Engagement Attributes, "Types", "Searched content". Immutable.
 *
 * @param keywords the words, none blank
 */
public record SearchInfo(List<String> keywords) implements EngagementAttribute {

    /** Checks the words and copies the list; throws {@link IllegalArgumentException} when one is blank. */
    public SearchInfo {
        keywords = List.copyOf(keywords);
        keywords.forEach(keyword -> AttributeValidation.requireText("keywords", keyword));
    }

    /**
     * Tells what the consumer has searched for.
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
    public Map<String, Object> members() {
        return new JsonMembers().with("keywords", keywords).map();
    }

    /** Leaves the words out, as they tell about a person. */
    @Override
    public String toString() {
        return "SearchInfo";
    }
}

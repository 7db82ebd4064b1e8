package io.monitorapi.engagement;

import io.monitorapi.attribute.CustomerInfo;
import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.internal.Arguments;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds the part that engagement requests and reports have in common; not thread-safe.
 *
 * @param <B> the type of the builder
 */
public abstract sealed class ConsumerRequestBuilder<B extends ConsumerRequestBuilder<B>>
        permits EngagementRequest.Builder, Report.Builder {

    final List<Identity> identities = new ArrayList<>();
    final List<String> entryPoints = new ArrayList<>();
    final List<EngagementAttribute> engagementAttributes = new ArrayList<>();

    @Nullable
    String consumerId;

    @Nullable
    String lpConsumerId;

    @Nullable
    ClientProperties clientProperties;

    ConsumerRequestBuilder() {}

    abstract B self();

    static void validate(
            @Nullable String consumerId,
            @Nullable String lpConsumerId,
            List<String> entryPoints,
            List<EngagementAttribute> engagementAttributes) {
        Arguments.requireTextIfPresent("consumerId", consumerId);
        Arguments.requireTextIfPresent("lpConsumerId", lpConsumerId);
        entryPoints.forEach(entryPoint -> Arguments.requireText("entryPoints", entryPoint));
        if (consumerId != null && lpConsumerId != null) {
            throw new IllegalArgumentException("consumerId and lpConsumerId must not both be set");
        }
        if (consumerId != null
                && engagementAttributes.stream().anyMatch(each -> hasOtherCustomerId(consumerId, each))) {
            throw new IllegalArgumentException("consumerId and the customerId of a CustomerInfo must be equal");
        }
    }

    private static boolean hasOtherCustomerId(String consumerId, EngagementAttribute attribute) {
        return attribute instanceof CustomerInfo info
                && info.customerId() != null
                && !info.customerId().equals(consumerId);
    }

    /**
     * Adds an identity of the consumer.
     *
     * @param identity the identity
     * @return this builder
     */
    public B identity(Identity identity) {
        identities.add(Objects.requireNonNull(identity, "identity"));
        return self();
    }

    /**
     * Sets the brand's id of the consumer; {@link Identity} is the newer form.
     *
     * @param id the id, not blank
     * @return this builder
     */
    public B consumerId(String id) {
        this.consumerId = Objects.requireNonNull(id, "consumerId");
        return self();
    }

    /**
     * Sets the id that the service assigned to an unauthenticated consumer.
     *
     * @param id the id, not blank
     * @return this builder
     */
    public B lpConsumerId(String id) {
        this.lpConsumerId = Objects.requireNonNull(id, "lpConsumerId");
        return self();
    }

    /**
     * Sets the consumer's app and device.
     *
     * @param properties the app and device
     * @return this builder
     */
    public B clientProperties(ClientProperties properties) {
        this.clientProperties = Objects.requireNonNull(properties, "clientProperties");
        return self();
    }

    /**
     * Adds entry points: where in the brand's app or site the consumer is.
     *
     * @param points the entry points that campaigns target: words, or URIs such as {@code sec://billing}; not blank
     * @return this builder
     */
    public B entryPoints(String... points) {
        entryPoints.addAll(List.of(points));
        return self();
    }

    /**
     * Adds an engagement attribute.
     *
     * @param attribute the engagement attribute
     * @return this builder
     */
    public B engagementAttribute(EngagementAttribute attribute) {
        engagementAttributes.add(Objects.requireNonNull(attribute, "engagementAttribute"));
        return self();
    }

    /**
     * Adds engagement attributes.
     *
     * @param attributes the engagement attributes
     * @return this builder
     */
    public B engagementAttributes(List<? extends EngagementAttribute> attributes) {
        attributes.forEach(this::engagementAttribute);
        return self();
    }
}

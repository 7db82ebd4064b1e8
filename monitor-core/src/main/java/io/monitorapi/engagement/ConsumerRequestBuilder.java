package io.monitorapi.engagement;

import io.monitorapi.attribute.CustomerInfo;
import io.monitorapi.attribute.EngagementAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what both requests say of the consumer; not safe for use by several threads at once.
 *
 * @param <B> the builder itself
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

    static void requireConsistent(
            @Nullable String consumerId,
            @Nullable String lpConsumerId,
            List<String> entryPoints,
            List<EngagementAttribute> engagementAttributes) {
        requireText("consumerId", consumerId);
        requireText("lpConsumerId", lpConsumerId);
        entryPoints.forEach(entryPoint -> requireText("entryPoints", entryPoint));
        if (consumerId != null && lpConsumerId != null) {
            throw new IllegalArgumentException("consumerId and lpConsumerId must not both be set");
        }
        if (consumerId != null && engagementAttributes.stream().anyMatch(known -> isOfAnother(consumerId, known))) {
            throw new IllegalArgumentException("consumerId and the customerId of a CustomerInfo must be equal");
        }
    }

    private static boolean isOfAnother(String consumerId, EngagementAttribute attribute) {
        return attribute instanceof CustomerInfo info
                && info.customerId() != null
                && !info.customerId().equals(consumerId);
    }

    private static void requireText(String field, @Nullable String text) {
        if (text != null && text.isBlank()) {
            throw new IllegalArgumentException(field + " must not be blank");
        }
    }

    /**
     * Adds an identity of the consumer.
     *
     * @param identity who the consumer is
     * @return this builder
     */
    public B identity(Identity identity) {
        identities.add(Objects.requireNonNull(identity, "identity"));
        return self();
    }

    /**
     * Sets the brand's id of the consumer; an {@link Identity} is the newer form.
     *
     * @param id the id, not blank
     * @return this builder
     */
    public B consumerId(String id) {
        this.consumerId = Objects.requireNonNull(id, "consumerId");
        return self();
    }

    /**
     * Sets the service's id of an unauthenticated consumer.
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
     * Adds where the consumer is.
     *
     * @param points entry points as campaigns target them: plain words or URIs such as {@code sec://billing}
     * @return this builder
     */
    public B entryPoints(String... points) {
        entryPoints.addAll(List.of(points));
        return self();
    }

    /**
     * Adds something that the brand knows.
     *
     * @param attribute an engagement attribute
     * @return this builder
     */
    public B engagementAttribute(EngagementAttribute attribute) {
        engagementAttributes.add(Objects.requireNonNull(attribute, "engagementAttribute"));
        return self();
    }

    /**
     * Adds several things that the brand knows.
     *
     * @param attributes engagement attributes
     * @return this builder
     */
    public B engagementAttributes(List<? extends EngagementAttribute> attributes) {
        attributes.forEach(this::engagementAttribute);
        return self();
    }
}

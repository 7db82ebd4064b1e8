package io.monitorapi.http;

import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.engagement.ClientProperties;
import io.monitorapi.engagement.EngagementRequest;
import io.monitorapi.engagement.Identity;
import io.monitorapi.engagement.Impression;
import io.monitorapi.engagement.Report;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.ByteArrayBuilder;
import tools.jackson.core.util.JsonRecyclerPools;
import tools.jackson.core.util.RecyclerPool;

/**
 * Writes the JSON of a request, under the service's member names.
 *
 * <p>Source: Monitoring API, Methods, Engagement and Report, "Request body".
 */
final class RequestWriter {

    static final int LARGEST = 256 * 1024;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private static final RecyclerPool<BufferRecycler> BUFFERS = JsonRecyclerPools.defaultPool();

    private final JsonGenerator out;

    private RequestWriter(JsonGenerator out) {
        this.out = out;
    }

    /** Throws {@link RequestEncodingException} when the request cannot be sent. */
    static byte[] write(EngagementRequest request) {
        return write(writer -> writer.engagement(request));
    }

    /** Throws {@link RequestEncodingException} when the report cannot be sent. */
    static byte[] write(Report report) {
        return write(writer -> writer.report(report));
    }

    private static byte[] write(Consumer<RequestWriter> content) {
        BufferRecycler buffers = BUFFERS.acquireAndLinkPooled();
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(buffers)) {
            generate(content, bytes);
            if (bytes.size() > LARGEST) {
                throw new RequestEncodingException("the request is larger than " + LARGEST + " bytes");
            }
            return bytes.getClearAndRelease();
        } finally {
            buffers.releaseToPool();
        }
    }

    private static void generate(Consumer<RequestWriter> content, OutputStream bytes) {
        try (JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            generator.writeStartObject();
            content.accept(new RequestWriter(generator));
            generator.writeEndObject();
        } catch (JacksonException | NumberFormatException broken) {
            // Their messages hold values of the request.
            throw new RequestEncodingException("the request holds a number that JSON cannot say");
        }
    }

    /** Jackson lets half a surrogate pair pass. */
    private static String valid(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    throw new RequestEncodingException("the request holds text that is not valid Unicode");
                }
                i++;
            }
        }
        return text;
    }

    private void engagement(EngagementRequest request) {
        list("identities", request.identities(), this::identity);
        text("consumerId", request.consumerId());
        text("lpConsumerId", request.lpConsumerId());
        clientProperties(request.clientProperties());
        list("entryPoints", request.entryPoints(), this::string);
        list("engagementAttributes", request.engagementAttributes(), this::attribute);
    }

    private void report(Report report) {
        list("identities", report.identities(), this::identity);
        text("consumerId", report.consumerId());
        text("lpConsumerId", report.lpConsumerId());
        clientProperties(report.clientProperties());
        list("entryPoints", report.entryPoints(), this::string);
        text("pageId", report.pageId());
        out.writeName("engagementAttributes");
        out.writeStartArray();
        report.engagementAttributes().forEach(this::attribute);
        report.impressions().forEach(this::impression);
        out.writeEndArray();
    }

    private void identity(Identity identity) {
        out.writeStartObject();
        text("iss", identity.issuer());
        text("acr", identity.level());
        text("sub", identity.subject());
        out.writeEndObject();
    }

    private void clientProperties(@Nullable ClientProperties properties) {
        if (properties == null) {
            return;
        }
        out.writeName("clientProperties");
        out.writeStartObject();
        text("appVersion", properties.appVersion());
        text("deviceFamily", nameOf(properties.deviceFamily()));
        text("ipAddress", properties.ipAddress());
        text("osName", nameOf(properties.osName()));
        text("osVersion", properties.osVersion());
        out.writeEndObject();
    }

    private void attribute(EngagementAttribute attribute) {
        typed(attribute.type(), attribute.members());
    }

    private void impression(Impression impression) {
        typed(impression.type(), impression.members());
    }

    private void typed(String type, Map<String, Object> members) {
        out.writeStartObject();
        text("type", type);
        members(members);
        out.writeEndObject();
    }

    private void members(Map<?, ?> members) {
        members.forEach((name, value) -> {
            out.writeName(valid((String) name));
            value(value);
        });
    }

    private void value(Object value) {
        if (value instanceof Map<?, ?> map) {
            out.writeStartObject();
            members(map);
            out.writeEndObject();
        } else if (value instanceof List<?> list) {
            out.writeStartArray();
            list.forEach(this::value);
            out.writeEndArray();
        } else if (value instanceof Boolean bool) {
            out.writeBoolean(bool);
        } else if (value instanceof Number number) {
            number(number);
        } else {
            string((String) value);
        }
    }

    private void number(Number number) {
        if (number instanceof Long || number instanceof Integer) {
            out.writeNumber(number.longValue());
        } else if (number instanceof BigDecimal decimal) {
            out.writeNumber(decimal);
        } else {
            out.writeNumber(new BigDecimal(number.toString()));
        }
    }

    private <T> void list(String name, List<T> elements, Consumer<T> element) {
        if (!elements.isEmpty()) {
            out.writeName(name);
            out.writeStartArray();
            elements.forEach(element);
            out.writeEndArray();
        }
    }

    private void text(String name, @Nullable String text) {
        if (text != null) {
            out.writeName(name);
            string(text);
        }
    }

    private void string(String text) {
        out.writeString(valid(text));
    }

    private static @Nullable String nameOf(@Nullable Enum<?> value) {
        return value == null ? null : value.name();
    }
}

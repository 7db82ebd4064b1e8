package io.monitorapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.monitorapi.http.transport.TransportRequest;
import io.monitorapi.http.transport.TransportResult;
import io.monitorapi.http.transport.TransportSettings;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No personal data appears in the text of a public type: the values of these types are filled with canaries. */
class HttpPrivacyTest {

    private static final String CANARY = "canary";
    private static final byte[] BODY = CANARY.getBytes(StandardCharsets.UTF_8);

    /** Types without personal data; the contract of transports checks what they write into a failure. */
    private static final Set<Class<?>> WITHOUT_PERSONAL_DATA =
            Set.of(TransportResult.Failure.class, TransportSettings.class);

    static Stream<Object> values() {
        return Stream.of(
                new TransportRequest(
                        "POST",
                        URI.create("https://localhost/api/account/1/app/" + CANARY + "/engagement?vid=" + CANARY),
                        Map.of("X-" + CANARY, CANARY),
                        BODY),
                new TransportResult.Response(200, Map.of("X-" + CANARY, List.of(CANARY)), BODY));
    }

    @ParameterizedTest
    @MethodSource("values")
    void noTextContainsPersonalData(Object value) {
        assertThat(value.toString()).doesNotContain(CANARY);
    }

    /** The control: these are records, whose generated texts contain every component. */
    @ParameterizedTest
    @MethodSource("values")
    void theGeneratedTextOfARecordWouldContainIt(Object value) {
        assertThat(value).isInstanceOf(Record.class);
        assertThat(Stream.of(value.getClass().getRecordComponents()).map(component -> {
                    try {
                        return String.valueOf(component.getAccessor().invoke(value));
                    } catch (ReflectiveOperationException impossible) {
                        throw new AssertionError(impossible);
                    }
                }))
                .anyMatch(text -> text.contains(CANARY));
    }

    /** Fails when a new public type is missing here. */
    @Test
    void everyPublicTypeWithItsOwnToStringIsChecked() {
        Stream<Class<?>> checked = Stream.concat(values().map(Object::getClass), WITHOUT_PERSONAL_DATA.stream());

        assertThat(new ClassFileImporter()
                                .withImportOption(new DoNotIncludeTests())
                                .importPackages("io.monitorapi.http", "io.monitorapi.retry")
                                .stream()
                                .filter(HttpPrivacyTest::isPublic)
                                .filter(type -> !type.isInterface() && !type.isEnum())
                                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                                .map(JavaClass::reflect)
                                .filter(HttpPrivacyTest::hasATextOfItsOwn))
                .containsExactlyInAnyOrderElementsOf(checked.toList());
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(HttpPrivacyTest::isPublic).orElse(true);
    }

    private static boolean hasATextOfItsOwn(Class<?> type) {
        try {
            return !type.getMethod("toString").getDeclaringClass().equals(Object.class);
        } catch (NoSuchMethodException impossible) {
            throw new AssertionError(impossible);
        }
    }
}

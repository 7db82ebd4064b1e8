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

/** What goes over the wire is filled with canaries; none may show in the text of a public type. */
class HttpPrivacyTest {

    private static final String CANARY = "canary";
    private static final byte[] BODY = CANARY.getBytes(StandardCharsets.UTF_8);

    /** What holds a reason and words of this house; what transports put there is looked at by their contract. */
    private static final Set<Class<?>> OF_NOBODY = Set.of(TransportResult.Failure.class, TransportSettings.class);

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

    /** The control: these are records, whose own texts show everything. */
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

    /** So that nobody forgets a new type here. */
    @Test
    void everyPublicTypeWithItsOwnToStringIsChecked() {
        Stream<Class<?>> looked = Stream.concat(values().map(Object::getClass), OF_NOBODY.stream());

        assertThat(new ClassFileImporter()
                                .withImportOption(new DoNotIncludeTests())
                                .importPackages("io.monitorapi.http", "io.monitorapi.retry")
                                .stream()
                                .filter(HttpPrivacyTest::isPublic)
                                .filter(type -> !type.isInterface() && !type.isEnum())
                                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                                .map(JavaClass::reflect)
                                .filter(HttpPrivacyTest::hasATextOfItsOwn))
                .containsExactlyInAnyOrderElementsOf(looked.toList());
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

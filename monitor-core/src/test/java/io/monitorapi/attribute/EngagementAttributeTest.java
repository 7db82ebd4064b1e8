package io.monitorapi.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.monitorapi.attribute.PersonalInfo.Address;
import io.monitorapi.attribute.PersonalInfo.Age;
import io.monitorapi.attribute.PersonalInfo.Contact;
import io.monitorapi.testkit.SampleAttributes;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What every kind promises; what each looks like on the wire is in the golden files of the HTTP adapter. */
class EngagementAttributeTest {

    static Stream<EngagementAttribute> all() {
        return Stream.concat(SampleAttributes.full().stream(), SampleAttributes.minimal().stream());
    }

    static Stream<Arguments> badValues() {
        Product product = new Product("phone", null, null, null);
        return Stream.of(
                bad(
                        "numItems",
                        () -> Cart.builder().total(BigDecimal.ONE).numItems(-1).build()),
                bad("total", () -> new Cart(new BigDecimal("1e999999999"), 1, null, List.of())),
                bad(
                        "total",
                        () -> Purchase.builder().total(new BigDecimal("1e-21")).build()),
                bad("currency", () -> Lead.builder().currency("ZZZ")),
                bad("currency", () -> ProductView.of("eur")),
                bad("orderId", () -> Purchase.builder().orderId(" ").build()),
                bad("topic", () -> Lead.builder().topic("x".repeat(50_001)).build()),
                bad("quantity", () -> new ProductItem(product, -1)),
                bad("sku", () -> new Product(null, null, "", null)),
                bad("companySize", () -> CustomerInfo.builder().companySize(-1).build()),
                bad("customerId", () -> CustomerInfo.builder().customerId("").build()),
                bad("age", () -> new Age(null, null)),
                bad("years", () -> new Age(151, null)),
                bad("country", () -> new Address("nl", null)),
                bad("country", () -> new Address("ZZ", null)),
                bad("language", () -> PersonalInfo.builder().language("english").build()),
                bad("email", () -> Contact.email(" ")),
                bad("gender", () -> new PersonalInfo.Gender("")),
                bad("phoneType", () -> new PersonalInfo.PhoneType(" ")),
                bad("keywords", () -> SearchInfo.of("a", " ")));
    }

    private static Arguments bad(String field, ThrowingCallable making) {
        return Arguments.of(field, making);
    }

    @ParameterizedTest(name = "{0} #{index}")
    @MethodSource("badValues")
    void refusesABadFieldByName(String field, ThrowingCallable making) {
        assertThatIllegalArgumentException().isThrownBy(making).withMessageContaining(field);
    }

    @Test
    void missesAMandatoryFieldByName() {
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> Cart.builder().numItems(1).build())
                .withMessage("total");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> Cart.builder().total(BigDecimal.ONE).build())
                .withMessage("numItems");
        assertThatExceptionOfType(NullPointerException.class)
                .isThrownBy(() -> new ProductItem(null, 1))
                .withMessage("product");
    }

    @ParameterizedTest
    @MethodSource("all")
    void doesNotChange(EngagementAttribute attribute) {
        assertThat(attribute.members()).isUnmodifiable();
        assertThat(attribute).isEqualTo(attribute).hasToString(attribute.toString());
    }

    @ParameterizedTest
    @MethodSource("all")
    void saysNothingPersonal(EngagementAttribute attribute) {
        assertThat(attribute.toString())
                .doesNotContain("canary")
                .doesNotContain("NL")
                .matches("\\w+(\\[type=custom])?");
    }

    @Test
    void listsAreCopied() {
        List<String> keywords = new ArrayList<>(List.of("phone"));
        SearchInfo search = new SearchInfo(keywords);

        keywords.clear();

        assertThat(search.keywords()).containsExactly("phone");
    }

    @Test
    void aBuilderAddsToItsLists() {
        ProductItem item = new ProductItem(new Product("phone", null, null, null), 1);

        Cart cart = Cart.builder()
                .total(BigDecimal.TEN)
                .numItems(2)
                .products(item)
                .products(item)
                .build();

        assertThat(cart.products()).hasSize(2);
    }

    @Test
    void absentFieldsAreLeftOut() {
        assertThat(SampleAttributes.minimal())
                .extracting(EngagementAttribute::members)
                .containsExactly(
                        Map.of("total", BigDecimal.ZERO, "numItems", 0),
                        Map.of(),
                        Map.of(),
                        Map.of("info", Map.of()),
                        Map.of("info", Map.of()),
                        Map.of("personal", Map.of()),
                        Map.of("lead", Map.of()),
                        Map.of("service", Map.of()),
                        Map.of("error", Map.of()),
                        Map.of("keywords", List.of()),
                        Map.of());
    }

    @Test
    void anAgeIsYearsOrADayOfBirth() {
        PersonalInfo.Builder info = PersonalInfo.builder();

        assertThat(info.age(new Age(30, null)).build().members())
                .isEqualTo(Map.of("personal", Map.of("age", Map.of("age", 30))));
        assertThat(info.age(new Age(null, LocalDate.of(1996, 2, 29))).build().members())
                .isEqualTo(Map.of("personal", Map.of("age", Map.of("year", 1996, "month", 2, "day", 29))));
    }

    @Test
    void onlyAnIdOfItsOwnMakesARepetitionRecognisable() {
        assertThat(SampleAttributes.minimal()).noneMatch(EngagementAttribute::hasIdempotencyKey);
        assertThat(SampleAttributes.full())
                .filteredOn(EngagementAttribute::hasIdempotencyKey)
                .extracting(EngagementAttribute::type)
                .containsExactly("purchase", "lead", "service");
    }
}

package io.monitorapi.attribute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.monitorapi.attribute.PersonalInfo.Address;
import io.monitorapi.attribute.PersonalInfo.Age;
import io.monitorapi.attribute.PersonalInfo.Contact;
import io.monitorapi.testkit.SampleAttributes;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The promises of every type; the golden files of the HTTP adapter show each one on the wire. */
class EngagementAttributeTest {

    /** The largest number of 64 digits. */
    private static final BigDecimal ALL_NINES = new BigDecimal("9".repeat(64));

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
                        () -> Purchase.builder().total(new BigDecimal("1e-64")).build()),
                bad(
                        "total",
                        () -> Purchase.builder()
                                .total(BigDecimal.ONE.scaleByPowerOfTen(64))
                                .build()),
                bad("price", () -> new Product(null, null, null, BigDecimal.ONE.movePointLeft(64))),
                bad(
                        "balance",
                        () -> CustomerInfo.builder()
                                .balance(ALL_NINES.add(BigDecimal.ONE))
                                .build()),
                bad(
                        "value",
                        () -> Lead.builder()
                                .value(new BigDecimal("-1e2147483647"))
                                .build()),
                bad("members", () -> custom(new BigDecimal("1e64"))),
                bad("members", () -> custom(BigInteger.ONE.shiftLeft(4_000_000))),
                bad("members", () -> custom(1e100)),
                bad("members", () -> custom(Double.NaN)),
                bad("members", () -> custom(Float.POSITIVE_INFINITY)),
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

    private static CustomAttribute custom(Number number) {
        return new CustomAttribute("custom", Map.of("nested", List.of(number)));
    }

    private static Arguments bad(String field, ThrowingCallable construction) {
        return Arguments.of(field, construction);
    }

    @ParameterizedTest(name = "{0} #{index}")
    @MethodSource("badValues")
    void rejectsAnInvalidFieldByName(String field, ThrowingCallable construction) {
        assertThatIllegalArgumentException().isThrownBy(construction).withMessageContaining(field);
    }

    @Test
    void rejectsAMissingMandatoryFieldByName() {
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

    static Stream<Arguments> plainNumbers() {
        return Stream.of(
                Arguments.of(new BigDecimal("1E+2"), "100"),
                Arguments.of(new BigDecimal("0E-8"), "0"),
                Arguments.of(new BigDecimal("0E+8"), "0"),
                Arguments.of(new BigDecimal("0.00"), "0"),
                Arguments.of(new BigDecimal("12.50"), "12.50"),
                Arguments.of(new BigDecimal("1E+63"), "1" + "0".repeat(63)),
                Arguments.of(new BigDecimal("1E-7"), "1E-7"),
                Arguments.of(ALL_NINES.negate(), "-" + "9".repeat(64)));
    }

    @ParameterizedTest
    @MethodSource("plainNumbers")
    void amountsAreMembersWithoutAPositiveExponent(BigDecimal amount, String member) {
        assertThat(Purchase.builder().total(amount).build().members().get("total"))
                .hasToString(member);
        assertThat(custom(amount).members()).isEqualTo(Map.of("nested", List.of(new BigDecimal(member))));
    }

    @Test
    void numbersOfACustomAttributeAreImmutable() {
        AtomicLong counter = new AtomicLong(5);
        CustomAttribute attribute = new CustomAttribute("custom", Map.of("counter", counter, "share", 0.25, "n", 7));

        counter.set(6);

        assertThat(attribute.members())
                .isEqualTo(Map.of("counter", new BigDecimal(5), "share", new BigDecimal("0.25"), "n", 7));
    }

    @Test
    void rejectsANumberWhoseTextIsNotANumber() {
        Number hostile = new Number() {
            private static final long serialVersionUID = 1L;

            @Override
            public int intValue() {
                return 0;
            }

            @Override
            public long longValue() {
                return 0;
            }

            @Override
            public float floatValue() {
                return 0;
            }

            @Override
            public double doubleValue() {
                return 0;
            }

            @Override
            public String toString() {
                return "1,\"type\":\"evil\"";
            }
        };

        assertThatIllegalArgumentException()
                .isThrownBy(() -> custom(hostile))
                .withMessageNotContaining("evil")
                .withNoCause();
    }

    @Test
    void eventsAreDistinguishedFromState() {
        assertThat(SampleAttributes.minimal())
                .filteredOn(EngagementAttribute::isEvent)
                .extracting(EngagementAttribute::type)
                .containsExactlyInAnyOrder("purchase", "prodView", "lead", "service", "error", "searchInfo", "custom");
        assertThat(SampleAttributes.minimal())
                .filteredOn(attribute -> !attribute.isEvent())
                .extracting(EngagementAttribute::type)
                .containsExactlyInAnyOrder("cart", "ctmrinfo", "mrktInfo", "personal");
    }

    @ParameterizedTest
    @MethodSource("all")
    void isImmutable(EngagementAttribute attribute) {
        assertThat(attribute.members()).isUnmodifiable();
        assertThat(attribute).isEqualTo(attribute).hasToString(attribute.toString());
    }

    @ParameterizedTest
    @MethodSource("all")
    void toStringContainsNoPersonalData(EngagementAttribute attribute) {
        assertThat(attribute.toString())
                .doesNotContain("canary")
                .doesNotContain("NL")
                .matches("\\w+(\\[type=custom])?");
    }

    @Test
    void copiesLists() {
        List<String> keywords = new ArrayList<>(List.of("phone"));
        SearchInfo search = new SearchInfo(keywords);

        keywords.clear();

        assertThat(search.keywords()).containsExactly("phone");
    }

    @Test
    void builderAddsToLists() {
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
    void omitsAbsentFields() {
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
    void ageHasYearsOrDateOfBirth() {
        PersonalInfo.Builder info = PersonalInfo.builder();

        assertThat(info.age(new Age(30, null)).build().members())
                .isEqualTo(Map.of("personal", Map.of("age", Map.of("age", 30))));
        assertThat(info.age(new Age(null, LocalDate.of(1996, 2, 29))).build().members())
                .isEqualTo(Map.of("personal", Map.of("age", Map.of("year", 1996, "month", 2, "day", 29))));
    }

    @Test
    void hasAnIdempotencyKeyOnlyWithAnIdOfItsOwn() {
        assertThat(SampleAttributes.minimal()).noneMatch(EngagementAttribute::hasIdempotencyKey);
        assertThat(SampleAttributes.full())
                .filteredOn(EngagementAttribute::hasIdempotencyKey)
                .extracting(EngagementAttribute::type)
                .containsExactly("purchase", "lead", "service");
    }
}

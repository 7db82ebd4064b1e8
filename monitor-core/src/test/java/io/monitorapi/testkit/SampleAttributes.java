package io.monitorapi.testkit;

import io.monitorapi.attribute.Cart;
import io.monitorapi.attribute.CustomAttribute;
import io.monitorapi.attribute.CustomerInfo;
import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.attribute.Lead;
import io.monitorapi.attribute.MarketingInfo;
import io.monitorapi.attribute.PersonalInfo;
import io.monitorapi.attribute.PersonalInfo.Address;
import io.monitorapi.attribute.PersonalInfo.Age;
import io.monitorapi.attribute.PersonalInfo.Contact;
import io.monitorapi.attribute.PersonalInfo.Gender;
import io.monitorapi.attribute.PersonalInfo.PhoneType;
import io.monitorapi.attribute.Product;
import io.monitorapi.attribute.ProductItem;
import io.monitorapi.attribute.ProductView;
import io.monitorapi.attribute.Purchase;
import io.monitorapi.attribute.SearchInfo;
import io.monitorapi.attribute.ServiceActivity;
import io.monitorapi.attribute.VisitorError;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Valid engagement attributes of every type: with all fields, with none, and with random ones. */
public final class SampleAttributes {

    private static final List<Function<SampleAttributes, EngagementAttribute>> KINDS = List.of(
            SampleAttributes::cart,
            SampleAttributes::purchase,
            SampleAttributes::productView,
            SampleAttributes::customerInfo,
            SampleAttributes::marketingInfo,
            SampleAttributes::personalInfo,
            SampleAttributes::lead,
            SampleAttributes::serviceActivity,
            SampleAttributes::visitorError,
            SampleAttributes::searchInfo,
            SampleAttributes::custom);

    private final Random random;
    private final boolean isFull;

    private SampleAttributes(Random random, boolean isFull) {
        this.random = random;
        this.isFull = isFull;
    }

    /** {@return one of each type with all fields set} */
    public static List<EngagementAttribute> full() {
        SampleAttributes all = new SampleAttributes(new Random(1), true);
        return KINDS.stream().map(kind -> kind.apply(all)).toList();
    }

    /** {@return one of each kind with the fewest fields} */
    public static List<EngagementAttribute> minimal() {
        return List.of(
                Cart.builder().total(BigDecimal.ZERO).numItems(0).build(),
                Purchase.builder().build(),
                new ProductView(null, List.of()),
                CustomerInfo.builder().build(),
                MarketingInfo.builder().build(),
                PersonalInfo.builder().build(),
                Lead.builder().build(),
                ServiceActivity.builder().build(),
                VisitorError.builder().build(),
                new SearchInfo(List.of()),
                new CustomAttribute("custom", Map.of()));
    }

    /** {@return a valid engagement attribute of a random type with random fields} */
    public static EngagementAttribute random(Random random) {
        return KINDS.get(random.nextInt(KINDS.size())).apply(new SampleAttributes(random, false));
    }

    private EngagementAttribute cart() {
        return new Cart(number(), random.nextInt(100), maybe(this::currency), products());
    }

    private EngagementAttribute purchase() {
        return new Purchase(
                maybe(this::number),
                maybe(this::currency),
                maybe(this::text),
                maybe(() -> new Purchase.Contents(products(), maybe(() -> random.nextInt(100)))));
    }

    private EngagementAttribute productView() {
        return new ProductView(maybe(this::currency), products());
    }

    private EngagementAttribute customerInfo() {
        return new CustomerInfo(
                maybe(this::text),
                maybe(this::text),
                maybe(() -> number().negate()),
                maybe(this::currency),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(() -> random.nextInt(100_000)),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::date),
                maybe(this::date),
                maybe(() -> random.nextInt(10)),
                maybe(this::text),
                maybe(this::text));
    }

    private EngagementAttribute marketingInfo() {
        return new MarketingInfo(
                maybe(() -> new MarketingInfo.Channel(random.nextInt(10))), maybe(this::text), maybe(this::text));
    }

    private EngagementAttribute personalInfo() {
        return new PersonalInfo(
                maybe(this::text),
                maybe(this::text),
                maybe(() -> new Age(random.nextInt(151), maybe(this::date))),
                list(this::contact),
                maybe(() -> Gender.OTHER),
                maybe(this::text),
                maybe(() -> "en-US"));
    }

    private Contact contact() {
        return new Contact(
                maybe(this::text),
                maybe(this::text),
                maybe(() -> PhoneType.MOBILE),
                maybe(() -> new Address(maybe(() -> "NL"), maybe(this::text))));
    }

    private EngagementAttribute lead() {
        return new Lead(maybe(this::text), maybe(this::number), maybe(this::currency), maybe(this::text));
    }

    private EngagementAttribute serviceActivity() {
        return new ServiceActivity(
                maybe(this::text),
                maybe(() -> new ServiceActivity.Status(random.nextInt(20))),
                maybe(this::text),
                maybe(this::text));
    }

    private EngagementAttribute visitorError() {
        return new VisitorError(
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(random::nextLong),
                maybe(random::nextBoolean));
    }

    private EngagementAttribute searchInfo() {
        return new SearchInfo(list(this::text));
    }

    private EngagementAttribute custom() {
        return new CustomAttribute(
                "custom", Map.of("nested", Map.of("list", List.of(text(), number(), random.nextLong(), true))));
    }

    private List<ProductItem> products() {
        return list(() -> new ProductItem(
                new Product(maybe(this::text), maybe(this::text), maybe(this::text), maybe(this::number)),
                maybe(() -> random.nextInt(100))));
    }

    private <T> @Nullable T maybe(Supplier<T> value) {
        return isFull || random.nextBoolean() ? value.get() : null;
    }

    private <T> List<T> list(Supplier<T> element) {
        int size = isFull ? 2 : random.nextInt(4);
        return IntStream.range(0, size).mapToObj(i -> element.get()).toList();
    }

    private BigDecimal number() {
        return BigDecimal.valueOf(random.nextLong(1_000_000_000L), random.nextInt(7));
    }

    private Currency currency() {
        return Currency.getInstance(random.nextBoolean() ? Locale.GERMANY : Locale.US);
    }

    private LocalDate date() {
        return LocalDate.ofEpochDay(random.nextInt(20_000));
    }

    /** Contains several scripts, quotes, control characters and surrogate pairs. */
    private String text() {
        String text = random.ints(1 + random.nextInt(20), 0, 0x1F700)
                .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        return "canary" + text;
    }
}

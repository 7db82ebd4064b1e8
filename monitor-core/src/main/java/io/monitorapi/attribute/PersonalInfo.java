package io.monitorapi.attribute;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells who the consumer is as a person.
 *
 * <p>Source: Engagement Attributes, "Types", "Personal info". Immutable; made by {@link #builder()}.
 *
 * @param firstname the first name, or null
 * @param lastname the last name, or null
 * @param age the age, or null
 * @param contacts ways to reach the consumer, empty when they are not told
 * @param gender the gender, or null
 * @param company the company, or null
 * @param language the language, such as en-US, or null
 */
public record PersonalInfo(
        @Nullable String firstname,
        @Nullable String lastname,
        @Nullable Age age,
        List<Contact> contacts,
        @Nullable Gender gender,
        @Nullable String company,
        @Nullable String language)
        implements EngagementAttribute {

    /** Checks the fields; throws {@link IllegalArgumentException} naming the one that cannot be sent. */
    public PersonalInfo {
        AttributeValidation.requireText("firstname", firstname);
        AttributeValidation.requireText("lastname", lastname);
        contacts = List.copyOf(contacts);
        AttributeValidation.requireText("company", company);
        AttributeValidation.requireText("language", language);
        AttributeValidation.requireLanguage(language);
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String type() {
        return "personal";
    }

    @Override
    public Map<String, Object> members() {
        return new JsonMembers()
                .with("firstname", firstname)
                .with("lastname", lastname)
                .with("age", age == null ? null : age.members())
                .with(
                        "contacts",
                        contacts.isEmpty()
                                ? null
                                : (Object)
                                        contacts.stream().map(Contact::members).toList())
                .with("gender", gender == null ? null : gender.text())
                .with("company", company)
                .with("language", language)
                .wrappedIn("personal");
    }

    /** Leaves the fields out, as they tell about a person. */
    @Override
    public String toString() {
        return "PersonalInfo";
    }

    /**
     * How old a person is: the years, the day of birth, or both; without the years the service counts them.
     *
     * @param years the age in years, 0 to 150, or null
     * @param birth the day of birth, or null
     */
    public record Age(@Nullable Integer years, @Nullable LocalDate birth) {

        private static final int OLDEST = 150;

        /** Checks the years; throws {@link IllegalArgumentException} when nothing is told or they cannot be. */
        public Age {
            if (years == null && birth == null) {
                throw new IllegalArgumentException("age needs years or birth");
            }
            if (years != null && (years < 0 || years > OLDEST)) {
                throw new IllegalArgumentException("years must be 0 to " + OLDEST);
            }
        }

        private Map<String, Object> members() {
            JsonMembers members = new JsonMembers().with("age", years);
            return birth == null
                    ? members.map()
                    : members.with("year", birth.getYear())
                            .with("month", birth.getMonthValue())
                            .with("day", birth.getDayOfMonth())
                            .map();
        }

        /** Leaves the age out. */
        @Override
        public String toString() {
            return "Age";
        }
    }

    /**
     * A way to reach a person.
     *
     * @param email the e-mail address, or null
     * @param phone the telephone number, or null
     * @param phoneType what kind of number that is, or null
     * @param address the place, or null
     */
    public record Contact(
            @Nullable String email,
            @Nullable String phone,
            @Nullable PhoneType phoneType,
            @Nullable Address address) {

        /** Checks the texts; throws {@link IllegalArgumentException} naming the one that is blank. */
        public Contact {
            AttributeValidation.requireText("email", email);
            AttributeValidation.requireText("phone", phone);
        }

        /**
         * Tells an e-mail address.
         *
         * @param address the address
         * @return the contact
         */
        public static Contact email(String address) {
            return new Contact(address, null, null, null);
        }

        /**
         * Tells a telephone number.
         *
         * @param number the number
         * @param type what kind of number that is
         * @return the contact
         */
        public static Contact phone(String number, PhoneType type) {
            return new Contact(null, number, type, null);
        }

        private Map<String, Object> members() {
            return new JsonMembers()
                    .with("email", email)
                    .with("phone", phone)
                    .with("phoneType", phoneType == null ? null : phoneType.text())
                    .with("address", address == null ? null : address.members())
                    .map();
        }

        /** Leaves the fields out. */
        @Override
        public String toString() {
            return "Contact";
        }
    }

    /**
     * A place.
     *
     * @param country the country, two upper-case letters of ISO 3166-1, or null
     * @param region the region, or null
     */
    public record Address(
            @Nullable String country, @Nullable String region) {

        /** Checks the texts; throws {@link IllegalArgumentException} naming the one that cannot be sent. */
        public Address {
            AttributeValidation.requireCountry(country);
            AttributeValidation.requireText("region", region);
        }

        private Map<String, Object> members() {
            return new JsonMembers()
                    .with("country", country)
                    .with("region", region)
                    .map();
        }

        /** Leaves the place out. */
        @Override
        public String toString() {
            return "Address";
        }
    }

    /**
     * A gender; an open set. The service's table has numbers, its examples and its answers have these words.
     *
     * @param text the service's word
     */
    public record Gender(String text) {

        /** A man. */
        public static final Gender MALE = new Gender("MALE");

        /** A woman. */
        public static final Gender FEMALE = new Gender("FEMALE");

        /** Neither. */
        public static final Gender OTHER = new Gender("OTHER");

        /** Checks that there is a word. */
        public Gender {
            AttributeValidation.requireText("gender", Objects.requireNonNull(text, "gender"));
        }

        /** Leaves the word out. */
        @Override
        public String toString() {
            return "Gender";
        }
    }

    /**
     * A kind of telephone number; an open set.
     *
     * @param text the service's word
     */
    public record PhoneType(String text) {

        /** At home. */
        public static final PhoneType HOME = new PhoneType("HOME");

        /** A mobile telephone. */
        public static final PhoneType MOBILE = new PhoneType("MOBILE");

        /** At work. */
        public static final PhoneType WORK = new PhoneType("WORK");

        /** A fax. */
        public static final PhoneType FAX = new PhoneType("FAX");

        /** The main number. */
        public static final PhoneType MAIN = new PhoneType("MAIN");

        /** A fax at home. */
        public static final PhoneType HOME_FAX = new PhoneType("HOME_FAX");

        /** A fax at work. */
        public static final PhoneType WORK_FAX = new PhoneType("WORK_FAX");

        /** A pager. */
        public static final PhoneType PAGER = new PhoneType("PAGER");

        /** Something else. */
        public static final PhoneType OTHER = new PhoneType("OTHER");

        /** Checks that there is a word. */
        public PhoneType {
            AttributeValidation.requireText("phoneType", Objects.requireNonNull(text, "phoneType"));
        }
    }

    /** Gathers the fields; not safe for use by several threads at once. */
    public static final class Builder {

        private @Nullable String firstname;
        private @Nullable String lastname;
        private @Nullable Age age;
        private List<Contact> contacts = List.of();
        private @Nullable Gender gender;
        private @Nullable String company;
        private @Nullable String language;

        private Builder() {}

        /**
         * Sets the first name.
         *
         * @param value the first name
         * @return this builder
         */
        public Builder firstname(String value) {
            this.firstname = Objects.requireNonNull(value, "firstname");
            return this;
        }

        /**
         * Sets the last name.
         *
         * @param value the last name
         * @return this builder
         */
        public Builder lastname(String value) {
            this.lastname = Objects.requireNonNull(value, "lastname");
            return this;
        }

        /**
         * Sets the age.
         *
         * @param value the age
         * @return this builder
         */
        public Builder age(Age value) {
            this.age = Objects.requireNonNull(value, "age");
            return this;
        }

        /**
         * Adds ways to reach the consumer.
         *
         * @param ways the ways
         * @return this builder
         */
        public Builder contacts(Contact... ways) {
            this.contacts = Stream.concat(contacts.stream(), Stream.of(ways)).toList();
            return this;
        }

        /**
         * Sets the gender.
         *
         * @param value the gender
         * @return this builder
         */
        public Builder gender(Gender value) {
            this.gender = Objects.requireNonNull(value, "gender");
            return this;
        }

        /**
         * Sets the company.
         *
         * @param value the company
         * @return this builder
         */
        public Builder company(String value) {
            this.company = Objects.requireNonNull(value, "company");
            return this;
        }

        /**
         * Sets the language, such as en-US.
         *
         * @param value the language, such as en-US
         * @return this builder
         */
        public Builder language(String value) {
            this.language = Objects.requireNonNull(value, "language");
            return this;
        }

        /**
         * {@return the engagement attribute}
         *
         * @throws IllegalArgumentException if a field cannot be sent; the message names it
         */
        public PersonalInfo build() {
            return new PersonalInfo(firstname, lastname, age, contacts, gender, company, language);
        }
    }
}

package io.monitorapi.attribute;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Personal data of the consumer.
 *
 * <p>Source: Engagement Attributes, "Types", "Personal info". Immutable; created by {@link #builder()}.
 *
 * @param firstname the first name, or null
 * @param lastname the last name, or null
 * @param age the age, or null
 * @param contacts contact details; may be empty
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

    /** Validates the fields; throws {@link IllegalArgumentException} that names the invalid one. */
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
    public boolean isEvent() {
        return false;
    }

    @Override
    public Map<String, Object> members() {
        return new JsonObjectBuilder()
                .with("firstname", firstname)
                .with("lastname", lastname)
                .with("age", age == null ? null : age.members())
                .withUnlessEmpty(
                        "contacts", contacts.stream().map(Contact::members).toList())
                .with("gender", gender == null ? null : gender.text())
                .with("company", company)
                .with("language", language)
                .wrappedIn("personal");
    }

    /** Omits the fields, because they may be personal data. */
    @Override
    public String toString() {
        return "PersonalInfo";
    }

    /**
     * The age in years, the date of birth, or both; without the years the service calculates them.
     *
     * @param years the age in years, 0 to 150, or null
     * @param birth the date of birth, or null
     */
    public record Age(@Nullable Integer years, @Nullable LocalDate birth) {

        private static final int OLDEST = 150;

        /** Validates the age; throws {@link IllegalArgumentException} if both are null or the years are out of range. */
        public Age {
            if (years == null && birth == null) {
                throw new IllegalArgumentException("age needs years or birth");
            }
            if (years != null && (years < 0 || years > OLDEST)) {
                throw new IllegalArgumentException("years must be 0 to " + OLDEST);
            }
        }

        private Map<String, Object> members() {
            JsonObjectBuilder members = new JsonObjectBuilder().with("age", years);
            return birth == null
                    ? members.map()
                    : members.with("year", birth.getYear())
                            .with("month", birth.getMonthValue())
                            .with("day", birth.getDayOfMonth())
                            .map();
        }

        /** Omits the age. */
        @Override
        public String toString() {
            return "Age";
        }
    }

    /**
     * A contact detail.
     *
     * @param email the e-mail address, or null
     * @param phone the telephone number, or null
     * @param phoneType the type of telephone number, or null
     * @param address the address, or null
     */
    public record Contact(
            @Nullable String email,
            @Nullable String phone,
            @Nullable PhoneType phoneType,
            @Nullable Address address) {

        /** Validates the texts; throws {@link IllegalArgumentException} that names the blank one. */
        public Contact {
            AttributeValidation.requireText("email", email);
            AttributeValidation.requireText("phone", phone);
        }

        /**
         * Creates a contact with an e-mail address.
         *
         * @param address the address
         * @return the contact
         */
        public static Contact email(String address) {
            return new Contact(address, null, null, null);
        }

        /**
         * Creates a contact with a telephone number.
         *
         * @param number the number
         * @param type the type of telephone number
         * @return the contact
         */
        public static Contact phone(String number, PhoneType type) {
            return new Contact(null, number, type, null);
        }

        private Map<String, Object> members() {
            return new JsonObjectBuilder()
                    .with("email", email)
                    .with("phone", phone)
                    .with("phoneType", phoneType == null ? null : phoneType.text())
                    .with("address", address == null ? null : address.members())
                    .map();
        }

        /** Omits the fields. */
        @Override
        public String toString() {
            return "Contact";
        }
    }

    /**
     * An address.
     *
     * @param country the country, two upper-case letters of ISO 3166-1, or null
     * @param region the region, or null
     */
    public record Address(
            @Nullable String country, @Nullable String region) {

        /** Validates the texts; throws {@link IllegalArgumentException} that names the invalid one. */
        public Address {
            AttributeValidation.requireCountry(country);
            AttributeValidation.requireText("region", region);
        }

        private Map<String, Object> members() {
            return new JsonObjectBuilder()
                    .with("country", country)
                    .with("region", region)
                    .map();
        }

        /** Omits the address. */
        @Override
        public String toString() {
            return "Address";
        }
    }

    /**
     * A gender; an open set. The documentation lists numbers, but its examples and the responses use these words.
     *
     * @param text the word that the service uses
     */
    public record Gender(String text) {

        /** Male. */
        public static final Gender MALE = new Gender("MALE");

        /** Female. */
        public static final Gender FEMALE = new Gender("FEMALE");

        /** Another gender. */
        public static final Gender OTHER = new Gender("OTHER");

        /** Validates that the text is not blank. */
        public Gender {
            AttributeValidation.requireText("gender", Objects.requireNonNull(text, "gender"));
        }

        /** Omits the text. */
        @Override
        public String toString() {
            return "Gender";
        }
    }

    /**
     * A type of telephone number; an open set.
     *
     * @param text the word that the service uses
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

        /** Another type. */
        public static final PhoneType OTHER = new PhoneType("OTHER");

        /** Validates that the text is not blank. */
        public PhoneType {
            AttributeValidation.requireText("phoneType", Objects.requireNonNull(text, "phoneType"));
        }
    }

    /** Builds the engagement attribute; not thread-safe. */
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
         * Adds contact details of the consumer.
         *
         * @param values the contact details
         * @return this builder
         */
        public Builder contacts(Contact... values) {
            this.contacts = Stream.concat(contacts.stream(), Stream.of(values)).toList();
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
         * @throws IllegalArgumentException if a field is invalid; the message names it
         */
        public PersonalInfo build() {
            return new PersonalInfo(firstname, lastname, age, contacts, gender, company, language);
        }
    }
}

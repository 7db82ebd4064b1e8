package io.monitorapi.attribute;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The consumer as a customer of the brand.
 *
 * <p>Source: Engagement Attributes, "Types", "Customer info". Immutable; created by {@link #builder()}.
 *
 * @param tier the customer's tier (ctype), or null; the service ignores its case
 * @param status the customer's status (cstatus), or null; the service ignores its case
 * @param balance the balance, which may be negative, or null
 * @param currency the currency of the amounts, or null
 * @param customerId the brand's id of the customer, or null; equal to the consumer id of the request if that is set
 * @param socialId the id in a social network, or null
 * @param imei the IMEI of the mobile device, or null
 * @param userName the user name, or null
 * @param companySize the number of employees of the customer's company, not negative, or null
 * @param companyBranch the branch of the customer's company, or null
 * @param accountName the name of the customer's account, or null
 * @param role the customer's role, or null
 * @param lastPaymentDate the date of the last payment, or null
 * @param registrationDate the date of the registration, or null
 * @param loginStatus the login status, as a number that the brand defines, or null
 * @param storeZipCode the postal code of the customer's store, or null
 * @param storeNumber the number of the customer's store, or null
 */
public record CustomerInfo(
        @Nullable String tier,
        @Nullable String status,
        @Nullable BigDecimal balance,
        @Nullable Currency currency,
        @Nullable String customerId,
        @Nullable String socialId,
        @Nullable String imei,
        @Nullable String userName,
        @Nullable Integer companySize,
        @Nullable String companyBranch,
        @Nullable String accountName,
        @Nullable String role,
        @Nullable LocalDate lastPaymentDate,
        @Nullable LocalDate registrationDate,
        @Nullable Integer loginStatus,
        @Nullable String storeZipCode,
        @Nullable String storeNumber)
        implements EngagementAttribute {

    /** Validates the fields; throws {@link IllegalArgumentException} that names the invalid one. */
    public CustomerInfo {
        AttributeValidation.requireText("tier", tier);
        AttributeValidation.requireText("status", status);
        AttributeValidation.requireNumber("balance", balance);
        AttributeValidation.requireText("customerId", customerId);
        AttributeValidation.requireText("socialId", socialId);
        AttributeValidation.requireText("imei", imei);
        AttributeValidation.requireText("userName", userName);
        AttributeValidation.requireCount("companySize", companySize);
        AttributeValidation.requireText("companyBranch", companyBranch);
        AttributeValidation.requireText("accountName", accountName);
        AttributeValidation.requireText("role", role);
        AttributeValidation.requireText("storeZipCode", storeZipCode);
        AttributeValidation.requireText("storeNumber", storeNumber);
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String type() {
        return "ctmrinfo";
    }

    @Override
    public boolean isEvent() {
        return false;
    }

    @Override
    public Map<String, Object> members() {
        return new JsonObjectBuilder()
                .with("ctype", tier)
                .with("cstatus", status)
                .with("balance", balance)
                .with("currency", currency)
                .with("customerId", customerId)
                .with("socialId", socialId)
                .with("imei", imei)
                .with("userName", userName)
                .with("companySize", companySize)
                .with("companyBranch", companyBranch)
                .with("accountName", accountName)
                .with("role", role)
                .with("lastPaymentDate", lastPaymentDate)
                .with("registrationDate", registrationDate)
                .with("loginStatus", loginStatus)
                .with("storeZipCode", storeZipCode)
                .with("storeNumber", storeNumber)
                .wrappedIn("info");
    }

    /** Omits the fields, because they may be personal data. */
    @Override
    public String toString() {
        return "CustomerInfo";
    }

    /** Builds the engagement attribute; not thread-safe. */
    public static final class Builder {

        private @Nullable String tier;
        private @Nullable String status;
        private @Nullable BigDecimal balance;
        private @Nullable Currency currency;
        private @Nullable String customerId;
        private @Nullable String socialId;
        private @Nullable String imei;
        private @Nullable String userName;
        private @Nullable Integer companySize;
        private @Nullable String companyBranch;
        private @Nullable String accountName;
        private @Nullable String role;
        private @Nullable LocalDate lastPaymentDate;
        private @Nullable LocalDate registrationDate;
        private @Nullable Integer loginStatus;
        private @Nullable String storeZipCode;
        private @Nullable String storeNumber;

        private Builder() {}

        /**
         * Sets the customer's tier (ctype).
         *
         * @param value the customer's tier (ctype)
         * @return this builder
         */
        public Builder tier(String value) {
            this.tier = Objects.requireNonNull(value, "tier");
            return this;
        }

        /**
         * Sets the customer's status (cstatus).
         *
         * @param value the customer's status (cstatus)
         * @return this builder
         */
        public Builder status(String value) {
            this.status = Objects.requireNonNull(value, "status");
            return this;
        }

        /**
         * Sets the balance, which may be negative.
         *
         * @param value the balance, which may be negative
         * @return this builder
         */
        public Builder balance(BigDecimal value) {
            this.balance = Objects.requireNonNull(value, "balance");
            return this;
        }

        /**
         * Sets the currency of the amounts.
         *
         * @param value the currency of the amounts
         * @return this builder
         */
        public Builder currency(Currency value) {
            this.currency = Objects.requireNonNull(value, "currency");
            return this;
        }

        /**
         * Sets the currency of the amounts.
         *
         * @param isoCode the ISO 4217 code, such as {@code EUR}
         * @return this builder
         * @throws IllegalArgumentException if the code is unknown
         */
        public Builder currency(String isoCode) {
            this.currency = AttributeValidation.currency(Objects.requireNonNull(isoCode, "currency"));
            return this;
        }

        /**
         * Sets the brand's id of the customer.
         *
         * @param value the brand's id of the customer
         * @return this builder
         */
        public Builder customerId(String value) {
            this.customerId = Objects.requireNonNull(value, "customerId");
            return this;
        }

        /**
         * Sets the id in a social network.
         *
         * @param value the id in a social network
         * @return this builder
         */
        public Builder socialId(String value) {
            this.socialId = Objects.requireNonNull(value, "socialId");
            return this;
        }

        /**
         * Sets the IMEI of the mobile device.
         *
         * @param value the IMEI of the mobile device
         * @return this builder
         */
        public Builder imei(String value) {
            this.imei = Objects.requireNonNull(value, "imei");
            return this;
        }

        /**
         * Sets the user name.
         *
         * @param value the user name
         * @return this builder
         */
        public Builder userName(String value) {
            this.userName = Objects.requireNonNull(value, "userName");
            return this;
        }

        /**
         * Sets the number of employees of the customer's company.
         *
         * @param value the number of employees, not negative
         * @return this builder
         */
        public Builder companySize(int value) {
            this.companySize = value;
            return this;
        }

        /**
         * Sets the branch of the customer's company.
         *
         * @param value the branch of the customer's company
         * @return this builder
         */
        public Builder companyBranch(String value) {
            this.companyBranch = Objects.requireNonNull(value, "companyBranch");
            return this;
        }

        /**
         * Sets the name of the customer's account.
         *
         * @param value the name of the customer's account
         * @return this builder
         */
        public Builder accountName(String value) {
            this.accountName = Objects.requireNonNull(value, "accountName");
            return this;
        }

        /**
         * Sets the customer's role.
         *
         * @param value the customer's role
         * @return this builder
         */
        public Builder role(String value) {
            this.role = Objects.requireNonNull(value, "role");
            return this;
        }

        /**
         * Sets the date of the last payment.
         *
         * @param value the date of the last payment
         * @return this builder
         */
        public Builder lastPaymentDate(LocalDate value) {
            this.lastPaymentDate = Objects.requireNonNull(value, "lastPaymentDate");
            return this;
        }

        /**
         * Sets the date of the registration.
         *
         * @param value the date of the registration
         * @return this builder
         */
        public Builder registrationDate(LocalDate value) {
            this.registrationDate = Objects.requireNonNull(value, "registrationDate");
            return this;
        }

        /**
         * Sets the login status.
         *
         * @param value the login status, as a number that the brand defines
         * @return this builder
         */
        public Builder loginStatus(int value) {
            this.loginStatus = value;
            return this;
        }

        /**
         * Sets the postal code of the customer's store.
         *
         * @param value the postal code of the customer's store
         * @return this builder
         */
        public Builder storeZipCode(String value) {
            this.storeZipCode = Objects.requireNonNull(value, "storeZipCode");
            return this;
        }

        /**
         * Sets the number of the customer's store.
         *
         * @param value the number of the customer's store
         * @return this builder
         */
        public Builder storeNumber(String value) {
            this.storeNumber = Objects.requireNonNull(value, "storeNumber");
            return this;
        }

        /**
         * {@return the engagement attribute}
         *
         * @throws IllegalArgumentException if a field is invalid; the message names it
         */
        public CustomerInfo build() {
            return new CustomerInfo(
                    tier,
                    status,
                    balance,
                    currency,
                    customerId,
                    socialId,
                    imei,
                    userName,
                    companySize,
                    companyBranch,
                    accountName,
                    role,
                    lastPaymentDate,
                    registrationDate,
                    loginStatus,
                    storeZipCode,
                    storeNumber);
        }
    }
}

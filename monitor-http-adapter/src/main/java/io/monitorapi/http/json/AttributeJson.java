package io.monitorapi.http.json;

import io.monitorapi.attribute.Cart;
import io.monitorapi.attribute.CustomAttribute;
import io.monitorapi.attribute.CustomerInfo;
import io.monitorapi.attribute.EngagementAttribute;
import io.monitorapi.attribute.Lead;
import io.monitorapi.attribute.MarketingInfo;
import io.monitorapi.attribute.MarketingInfo.Channel;
import io.monitorapi.attribute.Product;
import io.monitorapi.attribute.ProductItem;
import io.monitorapi.attribute.ProductView;
import io.monitorapi.attribute.Purchase;
import io.monitorapi.attribute.SearchInfo;
import io.monitorapi.attribute.ServiceActivity;
import io.monitorapi.attribute.VisitorError;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Converts engagement attributes to and from the JSON form that the service receives. */
final class AttributeJson {

    private static final String TYPE = "type";

    private AttributeJson() {}

    static Map<String, Object> write(EngagementAttribute attribute) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(TYPE, attribute.type());
        json.putAll(attribute.members());
        return json;
    }

    /** An attribute with members that its class does not have is custom, so that nothing is lost. */
    static EngagementAttribute read(Members json) {
        String type = json.requiredText(TYPE);
        Map<String, Object> members = new LinkedHashMap<>(json.values());
        members.remove(TYPE);
        EngagementAttribute attribute = switch (type) {
            case "cart" -> cart(json);
            case "purchase" -> purchase(json);
            case "prodView" -> new ProductView(json.currency("currency"), products(json));
            case "ctmrinfo" -> customerInfo(json.objectOrEmpty("info"));
            case "mrktInfo" -> marketingInfo(json.objectOrEmpty("info"));
            case "personal" -> PersonalInfoJson.read(json.objectOrEmpty("personal"));
            case "lead" -> lead(json.objectOrEmpty("lead"));
            case "service" -> serviceActivity(json.objectOrEmpty("service"));
            case "error" -> visitorError(json.objectOrEmpty("error"));
            case "searchInfo" -> new SearchInfo(json.texts("keywords"));
            default -> new CustomAttribute(type, members);
        };
        boolean complete = comparable(attribute.members()).equals(comparable(members));
        return complete ? attribute : new CustomAttribute(type, members);
    }

    private static Cart cart(Members json) {
        return new Cart(
                Objects.requireNonNull(json.number("total"), "total"),
                Objects.requireNonNull(json.integer("numItems"), "numItems"),
                json.currency("currency"),
                products(json));
    }

    private static Purchase purchase(Members json) {
        Members cart = json.object("cart");
        return new Purchase(
                json.number("total"),
                json.currency("currency"),
                json.text("orderId"),
                cart == null ? null : new Purchase.Contents(products(cart), cart.integer("numItems")));
    }

    private static List<ProductItem> products(Members json) {
        return json.objects("products", item -> {
            Members product = item.objectOrEmpty("product");
            return new ProductItem(
                    new Product(
                            product.text("name"),
                            product.text("category"),
                            product.text("sku"),
                            product.number("price")),
                    item.integer("quantity"));
        });
    }

    private static CustomerInfo customerInfo(Members info) {
        return new CustomerInfo(
                info.text("ctype"),
                info.text("cstatus"),
                info.number("balance"),
                info.currency("currency"),
                info.text("customerId"),
                info.text("socialId"),
                info.text("imei"),
                info.text("userName"),
                info.integer("companySize"),
                info.text("companyBranch"),
                info.text("accountName"),
                info.text("role"),
                info.date("lastPaymentDate"),
                info.date("registrationDate"),
                info.integer("loginStatus"),
                info.text("storeZipCode"),
                info.text("storeNumber"));
    }

    private static MarketingInfo marketingInfo(Members info) {
        Integer channel = info.integer("channel");
        return new MarketingInfo(
                channel == null ? null : new Channel(channel), info.text("affiliate"), info.text("campaignId"));
    }

    private static Lead lead(Members lead) {
        return new Lead(lead.text("topic"), lead.number("value"), lead.currency("currency"), lead.text("leadId"));
    }

    private static ServiceActivity serviceActivity(Members service) {
        Integer status = service.integer("status");
        return new ServiceActivity(
                service.text("topic"),
                status == null ? null : new ServiceActivity.Status(status),
                service.text("category"),
                service.text("serviceId"));
    }

    private static VisitorError visitorError(Members error) {
        return new VisitorError(
                error.text("contextId"),
                error.text("message"),
                error.text("code"),
                error.wholeNumber("level"),
                error.bool("resolved"));
    }

    /** Equal numbers are equal whatever their type and scale. */
    private static Object comparable(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> comparable(entry.getValue())));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(AttributeJson::comparable).toList();
        }
        return value instanceof Number number ? new BigDecimal(number.toString()).stripTrailingZeros() : value;
    }
}

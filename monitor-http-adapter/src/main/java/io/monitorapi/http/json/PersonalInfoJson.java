package io.monitorapi.http.json;

import io.monitorapi.attribute.PersonalInfo;
import io.monitorapi.attribute.PersonalInfo.Address;
import io.monitorapi.attribute.PersonalInfo.Age;
import io.monitorapi.attribute.PersonalInfo.Contact;
import io.monitorapi.attribute.PersonalInfo.Gender;
import io.monitorapi.attribute.PersonalInfo.PhoneType;

/** Reads personal data from its JSON form. */
final class PersonalInfoJson {

    private PersonalInfoJson() {}

    static PersonalInfo read(Members personal) {
        Members age = personal.object("age");
        String gender = personal.text("gender");
        return new PersonalInfo(
                personal.text("firstname"),
                personal.text("lastname"),
                age == null ? null : new Age(age.integer("age"), age.date()),
                personal.objects("contacts", PersonalInfoJson::contact),
                gender == null ? null : new Gender(gender),
                personal.text("company"),
                personal.text("language"));
    }

    private static Contact contact(Members contact) {
        String phoneType = contact.text("phoneType");
        Members address = contact.object("address");
        return new Contact(
                contact.text("email"),
                contact.text("phone"),
                phoneType == null ? null : new PhoneType(phoneType),
                address == null ? null : new Address(address.text("country"), address.text("region")));
    }
}

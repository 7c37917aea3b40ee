"""Words for what customers store, and for the names of their fields."""

from desk.foundation.translation import N_

GRADES = {
    "vip": N_("VIP"),
    "key": N_("Key account"),
    "standard": N_("Standard"),
    "unsigned": N_("No contract"),
    "prospect": N_("Not a buyer yet"),
}
STATUSES = {"prospect": N_("Prospect"), "customer": N_("Customer"), "lost": N_("Lost")}
CONTACT_STATUSES = {"active": N_("Works there"), "left": N_("Left the company")}
ROLES = {
    "main": N_("Main contact"),
    "finance": N_("Finance"),
    "it": N_("IT"),
    "boss": N_("Head"),
    "trainee": N_("Trainee"),
}
CUSTOMER_FIELDS = {
    "name": N_("Customer name"),
    "short_name": N_("Short name"),
    "status": N_("Status"),
    "grade": N_("Grade"),
    "industry": N_("Industry"),
    "phone": N_("Phone"),
    "fax": N_("Fax"),
    "address": N_("Address"),
    "website": N_("Website"),
    "tax_no": N_("Tax number"),
    "source": N_("Came from"),
    "external_key": N_("External number"),
    "note": N_("Note"),
}
CONTACT_FIELDS = {
    "name": N_("Name"),
    "title": N_("Position"),
    "roles": N_("Role"),
    "mobile": N_("Mobile"),
    "phone": N_("Phone"),
    "extension": N_("Extension"),
    "email": N_("E-mail"),
    "im": N_("QQ or WeChat"),
    "birthday": N_("Birthday"),
}
PRODUCT_FIELDS = {
    "name": N_("Product"),
    "version": N_("Version"),
    "modules": N_("Product modules"),
    "dongle_no": N_("Dongle number"),
    "service_code": N_("Service code"),
    "purchased_on": N_("Bought on"),
    "environment": N_("Environment"),
}
LABELS = {
    "customer_status": STATUSES,
    "grade": GRADES,
    "contact_role": ROLES,
    "contact_status": CONTACT_STATUSES,
    "customer_field": CUSTOMER_FIELDS,
    "contact_field": CONTACT_FIELDS,
    "product_field": PRODUCT_FIELDS,
}

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
CREDITS = {"": N_("Not rated"), "a": N_("Excellent"), "b": N_("Good"), "c": N_("Fair"), "d": N_("Poor")}
CARES = {
    "speed": N_("Speed"),
    "safety": N_("Safety of their files"),
    "skill": N_("Skill"),
    "manner": N_("Manner"),
    "price": N_("Price"),
    "place": N_("Coming to them"),
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
    "invoice_title": N_("Name on invoices"),
    "invoice_address": N_("Address and phone on invoices"),
    "bank": N_("Bank and account"),
    "source": N_("Came from"),
    "credit": N_("Credit rating"),
    "cares_for": N_("Cares most about"),
    "engineer": N_("Preferred engineer"),
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
    "birth_year": N_("Year of birth"),
    "call_window": N_("Best time to call"),
    "interests": N_("Interests"),
}
PRIVATE_FIELDS = {"private": N_("Private note")}
"""Kept in the history of a contact, never shown there."""
PRODUCT_FIELDS = {
    "name": N_("Product"),
    "version": N_("Version"),
    "modules": N_("Product modules"),
    "dongle_no": N_("Dongle number"),
    "service_code": N_("Service code"),
    "confirmation_code": N_("Confirmation code"),
    "purchased_on": N_("Bought on"),
    "environment": N_("Environment"),
    "antivirus": N_("Antivirus"),
}
WAYS = {
    "parent": N_("Parent company of"),
    "parent_of": N_("Branch of"),
    "refers": N_("Referred"),
    "refers_of": N_("Referred by"),
    "partner": N_("Partner of"),
    "partner_of": N_("Partner of"),
}
"""How two customers belong together, seen from the one that is looked at."""
SUSPICIONS = {
    "name": N_("the same name"),
    "alike": N_("a similar name"),
    "sound": N_("a name that sounds the same"),
    "phone": N_("the same phone number"),
    "dongle": N_("the same dongle"),
    "tax": N_("the same tax number"),
}
PROPOSALS = {
    "waiting": N_("Waits for an answer"),
    "answered": N_("Answer given"),
    "withdrawn": N_("Taken back by them"),
}
ANSWERS = {"waiting": N_("Not answered yet"), "accepted": N_("Accepted"), "refused": N_("Not taken over")}
LABELS = {
    "proposal": PROPOSALS,
    "proposal_about": {"contact": N_("About themselves"), "customer": N_("About the company")},
    "proposal_answer": ANSWERS,
    "figure.by": {"grade": N_("By grade")},
    "suspicion": SUSPICIONS,
    "customer_status": STATUSES,
    "grade": GRADES,
    "contact_role": ROLES,
    "contact_status": CONTACT_STATUSES,
    "customer_field": CUSTOMER_FIELDS,
    "customer_relation": WAYS,
    "credit": CREDITS,
    "cares_for": CARES,
    "contact_field": CONTACT_FIELDS | PRIVATE_FIELDS | {"successor": N_("Successor")},
    "product_field": PRODUCT_FIELDS,
}

KIT_SAYS = (
    N_("There is no number here."),
    N_("A phone number is written in digits; this has other words in it."),
    N_("There is more than one number here."),
    N_("The area code is missing, as in 0512-5550 0123."),
    N_("This number is too short."),
    N_("This number is too long."),
    N_("This is not a phone number that can be called."),
    N_("A mobile number has 11 digits; this has {count}."),
)
"""What the kit says of numbers: it knows no languages, so its sentences are marked here."""

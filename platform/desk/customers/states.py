"""The statuses and grades of customers and contacts."""

from enum import StrEnum


class CustomerStatus(StrEnum):
    PROSPECT = "prospect"
    CUSTOMER = "customer"
    LOST = "lost"


class Grade(StrEnum):
    VIP = "vip"
    KEY = "key"
    STANDARD = "standard"
    UNSIGNED = "unsigned"
    PROSPECT = "prospect"


class ContactStatus(StrEnum):
    ACTIVE = "active"
    LEFT = "left"


class ContactRole(StrEnum):
    MAIN = "main"
    FINANCE = "finance"
    IT = "it"
    BOSS = "boss"
    TRAINEE = "trainee"

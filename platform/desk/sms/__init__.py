"""
Short messages: a way to people by the gateway with which a tenant has an account.

A *gateway* is a vendor that takes short messages; slices and plugins declare it (``register_gateways``), a tenant
enters its *account* there. Vendors take no words but a *template* that they approved, by its code, with values for its
places: one for a notice in a language, or one with a single place for all. What became of a message, and what people
answer, the gateway tells at an address that is the tenant's secret.
"""

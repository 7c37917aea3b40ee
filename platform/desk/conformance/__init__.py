"""
Conformance: whether a plugin keeps the contract, tried out on servers and in two tenants of its own.

``desk plugins check NAME`` starts it as a program. To know: **check** one rule with what to do about a fault ·
**fault** where it is broken · **ground** the servers and the tenants on which it is tried. See docs/plugins.md.
"""

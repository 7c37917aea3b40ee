"""
The demo: real servers from wheels, the product under one supervisor, and sample tenants to sign in to.

A composition root beside the commands. The tests use its launcher (``embedded.Stack``) and nothing else.

Five words: a **stack** is one PostgreSQL and one Valkey on one **state** folder; an **identity** is whom the
servers run as; the **supervisor** keeps the **children** (web, worker, pacer) up. Whatever this starts dies
with the process that started it, however that one ends.
"""

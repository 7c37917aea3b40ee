"""
Plugins: what is installed, what of it is on in this tenant, and what is done with it.

    not loaded (a mistake, another version) · not migrated · off ⇄ on → left out (it keeps failing) → on

To know: **manifest** what a plugin says of itself · **switch** one for all that it does here · **left out** on, and not
asked because it kept failing · **removal** what there was as a file, then erased · **replay** its reactions run for
facts of the past.
"""

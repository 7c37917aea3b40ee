"""
Setting up: one place from which everything is found that a tenant may choose, with its history.

A *setting* is declared in the ``settings.py`` of whose it is; this slice knows none of them by name. It shows who has
some (*owner*), what is chosen, what is *usual*, and the pages on which more is chosen.
"""

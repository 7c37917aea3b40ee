"""
Privacy: what is kept of a person is taken out for them, and erased; and what is old is forgotten by itself.

    run: running → done

The words: a *person* is a contact or a member; a *run* takes out (*export*) or *erases*, step by step, as slices and
plugins say in their ``privacy.py``; *kept* is what stays, with the reason; *pending* is a matter that is still open.
"""

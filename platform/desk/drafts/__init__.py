"""
What people are at: words that they have not sent yet, and which page they have open.

A *draft* is what somebody typed into a form, kept for them alone until it is sent; a *place* is the form's own name,
such as ``ticket-1024-team``. A *watch* says that somebody has a page open; it ends by itself.
"""

"""
People: members, operators, and how anybody signs in.

A *credential* is a login with its password; a *member* (staff) or a contact (customers) refers to one.
A *sign-in* is one browser on one face; it is kept as a hash, rotated when it is made, listed and revocable.
Where a *second factor* is on, a password alone makes a *step*: half a sign-in, for minutes, bound to that browser.
An *access link* (invitation, reset) is random, kept as a hash, expires, is used once, and by a form alone.

    member:   active --leave--> left --return--> active
    sign-in:  password --> (step --code-->) sign-in --> ended
    link:     asked --sent--> good --form--> used;   a newer one, or a new password, ends it

Nobody ever acts as somebody else: a sign-in is begun by a password, and by nothing else.

The words: member, credential, sign-in, role, staff number, deputy.
"""

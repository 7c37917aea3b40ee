"""
Mail that customers write: fetched from mailboxes or handed in, kept before it is acknowledged, sorted once.

    arrived ──► entered      a new ticket, or an entry in the one that the mail answers
    arrived ──► held         who wrote isn't certain: a person looks ──► entered, refused
    arrived ──► automatic    an absence, a list, a loop: nobody asked anything ──► entered, by a person
    arrived ──► returned     a report of a mail of ours that came back

A *mailbox* is an address at which mail comes in. A *token* stands in what we send, signed for one ticket and one
contact: an answer that carries it, from that contact's own address, is theirs without a doubt.
"""

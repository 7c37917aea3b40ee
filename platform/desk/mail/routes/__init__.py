"""The pages of mail: what came in, one mail, the mailboxes; and the door at which programs hand mail in."""

from desk.mail.routes import boxes, incoming, mails

WORKSPACE = (*mails.HANDLERS, *boxes.HANDLERS, *incoming.HANDLERS)

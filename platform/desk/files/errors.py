"""What can be refused about files."""

from desk.foundation.errors import Away, Refusal
from desk.foundation.translation import N_


class StorageAway(Away):
    """The storage doesn't answer or has no room; whoever tries again loses nothing."""

    sentence = N_("The file storage doesn't answer, so nothing was saved.")
    way_out = N_("Your text is still here. Try again in a moment, or send it without the file.")


class BytesGone(Away):
    """The row is there and the bytes aren't: something for whoever runs the platform."""

    sentence = N_("This file can't be read from the storage at the moment.")


class EmptyFile(Refusal):
    """Nothing in it."""

    status = 422
    sentence = N_("The file {name} is empty.")


class StillChecked(Refusal):
    """Nobody fetches a file before it was looked into."""

    status = 409
    sentence = N_("This file is still being checked.")
    way_out = N_("Try again in a moment.")


class FileRefused(Refusal):
    """It was looked into, and its bytes are gone."""

    status = 410
    sentence = N_("This file was not accepted: {why}")


class LinkSpent(Refusal):
    """Too late, not ours, or for somebody else's eyes: one sentence for all."""

    status = 403
    sentence = N_("This link to a file has run out.")
    way_out = N_("Open the file again from where you found it.")

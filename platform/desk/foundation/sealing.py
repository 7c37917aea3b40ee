"""Sealing: secrets that we have to know again, kept unreadable for whoever has the database alone."""

from base64 import urlsafe_b64encode

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from desk.foundation.keys import keys_for


class Unsealable(RuntimeError):
    """Sealed with a secret of the installation that nobody gave us: DESK_SECRET was changed, and not kept."""


def seal(purpose: str, plain: bytes) -> str:
    """The bytes, sealed for one purpose. Raises ``MissingSecret``."""
    return _keys(purpose).encrypt(plain).decode()


def unseal(purpose: str, sealed: str) -> bytes:
    """What was sealed for this purpose, also with the secret of yesterday. Raises ``Unsealable``."""
    try:
        return _keys(purpose).decrypt(sealed.encode())
    except InvalidToken:
        raise Unsealable(f"something sealed for {purpose!r} can't be opened with DESK_SECRET") from None


def _keys(purpose: str) -> MultiFernet:
    return MultiFernet([Fernet(urlsafe_b64encode(one)) for one in keys_for(purpose)])

"""What is sealed can be read again with the installation's secret, and with nothing else."""

import pytest
from pydantic import SecretStr

from desk.foundation import keys
from desk.foundation.sealing import Unsealable, seal, unseal


@pytest.fixture
def secrets(monkeypatch):
    """``secrets(now, before="")``: the installation's secrets from here on."""

    def become(now: str, before: str = "") -> None:
        more = {"secret": SecretStr(now * 32), "secret_before": SecretStr(before * 32)}
        monkeypatch.setattr(keys, "settings", keys.settings.model_copy(update=more))

    become("a")
    return become


def test_it_comes_back_for_its_purpose_alone(secrets):
    sealed = seal("one", b"whsec")

    assert b"whsec" not in sealed.encode()
    assert unseal("one", sealed) == b"whsec"
    with pytest.raises(Unsealable):
        unseal("two", sealed)


def test_the_secret_of_yesterday_still_opens_it(secrets):
    sealed = seal("one", b"whsec")

    secrets("b", before="a")
    assert unseal("one", sealed) == b"whsec"
    secrets("c")
    with pytest.raises(Unsealable):
        unseal("one", sealed)

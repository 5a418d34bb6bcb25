"""`bield keys`, as an administrator types it."""

import json
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from pytest_django.fixtures import Settings

from bield.access import commands as access
from bield.access import seals, totp
from bield.access.cookies import VISIT
from bield.access.models import Authenticator
from bield.front.cli import main
from bield.kit import keyring
from bield.people.actors import house
from bield.vault import commands, queries
from bield.vault.models import DataKey
from tests.conftest import NOON, Cast, enter, look_into
from tests.faults.driving import Reporter
from tests.server import Server
from tests.vault.telling import keep
from tools.bench.client import Client

pytestmark = pytest.mark.usefixtures("live_db")  # which has a key file of its own


def test_a_server_follows_every_rotation(
    own_house: Server, cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    dev = Reporter(own_house, "dev", enter(cast.dev), str(cast.oak.pk))
    ama = Client(own_house.port)
    ama.cookies[VISIT] = enter(cast.ama)

    for words in ("before them", "between them", "after them"):
        assert dev.report(words), dev.refused
        said(capsys, "rotate", "master")
        said(capsys, "rotate", "organisation")
        for told, reference in dev.acknowledged.items():
            assert told in ama.get(f"/concern/{reference}/")[1]

    assert len(dev.acknowledged) == 3
    dev.browser.start_again()
    ama.start_again()


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(["keys", *words]) == code
    output = capsys.readouterr()
    return output.out + output.err


def test_status_names_every_organisation(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys)

    assert str(django_settings.KEY_FILE) in told
    assert f"Master key {keyring.read().current} wraps; the file holds 1 in all." in told
    assert "Alder Training: version 1 of its key." in told
    assert "Birch Nursery: version 1 of its key." in told


def test_the_organisations_keys_are_rotated(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    ama = cast.actor("ama")
    (key,) = keep(ama, "C-1")

    told = said(capsys, "rotate", "organisation")

    assert "Alder Training: a new key, and 2 keys wrapped with it." in told
    assert "Alder Training: version 2 of its key." in said(capsys, "status")
    look_into(cast.alder)
    assert queries.secret(cast.alder.pk, key.id) == key.secret


def test_a_rotation_that_stopped_goes_on(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    ama = cast.actor("ama")
    keep(ama, "C-1", "C-2")
    commands.rotate_organisation_key(ama, at=NOON)
    commands.rewrap(ama, limit=1)

    before = said(capsys)
    told = said(capsys, "rotate", "organisation")

    assert "Alder Training: version 2 of its key, 2 keys still to be wrapped with it." in before
    assert "Alder Training: a new key, and 2 keys wrapped with it." in told
    assert "Alder Training: version 2 of its key." in said(capsys)


def test_the_master_is_rotated(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    ama = cast.actor("ama")
    (key,) = keep(ama, "C-1")
    old = keyring.read()

    told = said(capsys, "rotate", "master")

    new = keyring.read()
    assert f"Master key {new.current} wraps from now on." in told
    assert set(new.masters) == {new.current} != {old.current}
    assert new.seed == old.seed
    look_into(cast.alder)
    assert queries.secret(cast.alder.pk, key.id) == key.secret
    assert said(capsys, "check") == "Every key opens.\n"


def test_a_rotation_of_the_master_that_stopped_goes_on(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    new = keyring.with_new_master(keyring.read())
    keyring.write(Path(django_settings.KEY_FILE), new)
    commands.follow_master(cast.actor("ama"), at=NOON)

    before = said(capsys)
    told = said(capsys, "rotate", "master")

    assert "Birch Nursery: version 1 of its key, wrapped with the older master key" in before
    assert "wraps from now on" not in told
    assert set(keyring.read().masters) == {new.current}


def test_authenticators_follow_before_the_old_master_goes(
    cast: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    account = access.open_account(
        house(cast.alder.pk, "tests"), cast.ama, email=cast.ama.email, at=NOON
    )
    context = totp.context(account.pk)
    master, sealed = seals.seal_secret("JBSWY3DPEHPK3PXP", context=context)
    app = Authenticator.objects.create(
        account=account, name="Phone", master=master, sealed=sealed, last_step=0, enrolled_at=NOON
    )

    said(capsys, "rotate", "master")

    app.refresh_from_db()
    assert app.master == keyring.read().current
    assert seals.open_secret(app.master, app.sealed, context=context) == "JBSWY3DPEHPK3PXP"


def test_the_environment_cannot_be_rotated(
    cast: Cast, capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    settings.MASTER_KEY = Path(settings.KEY_FILE).read_text()

    assert "unset MASTER_KEY" in said(capsys, "rotate", "master", code=1)


def test_a_key_that_does_not_open_is_named(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    ama = cast.actor("ama")
    one, two = keep(ama, "C-1", "C-2")
    look_into(cast.alder)
    DataKey.objects.filter(pk=one.id).update(wrapped=DataKey.objects.get(pk=two.id).wrapped)

    assert said(capsys, "check", code=1) == "Alder Training: the key of C-1 does not open.\n"


def test_keys_of_another_house_are_named(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    own = keyring.read()
    keyring.write(Path(django_settings.KEY_FILE), keyring.fresh())

    assert f"sealed with the master key {own.current}" in said(capsys, "check", code=1)
    assert f"sealed with the master key {own.current}" in said(capsys)


def test_fresh_keys_can_be_kept_in_the_environment(
    cast: Cast, capsys: pytest.CaptureFixture[str], settings: Settings
) -> None:
    printed = said(capsys, "new")

    settings.MASTER_KEY = printed

    assert list(keyring.keyring().masters) == [json.loads(printed)["current"]]

"""Every room is built from the same few files with the same names, and has its card."""

from pathlib import Path

import pytest
from django.apps import apps

SOURCE = Path(__file__).resolve().parents[2] / "src" / "bield"
ROOMS = sorted(
    config.name.removeprefix("bield.")
    for config in apps.get_app_configs()
    if config.name.startswith("bield.") and config.name not in {"bield.kit", "bield.front"}
)
PARTS = ["**Words.**", "**Invariants.**", "**Doors.**", "**Never.**"]
NO_PLACE_YET = {"utils", "helpers", "common", "managers", "mixins", "services", "signals", "misc"}


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_has_its_card(room: str) -> None:
    card = (SOURCE / room / "README.md").read_text()

    title, purpose = card.split("\n\n")[:2]
    assert title == f"# {room}"
    assert len(purpose.splitlines()) in {1, 2, 3, 4}, "the purpose in about three sentences"
    assert [part for part in PARTS if part not in card] == []


def test_a_thing_without_a_better_name_has_no_place_yet() -> None:
    found = [path.relative_to(SOURCE) for path in SOURCE.rglob("*.py") if path.stem in NO_PLACE_YET]

    assert found == []


def test_no_model_form_and_no_safe_filter() -> None:
    found = [
        path.relative_to(SOURCE)
        for path in SOURCE.rglob("*.py")
        if "ModelForm" in path.read_text() or "mark_safe" in path.read_text()
    ]

    assert found == []

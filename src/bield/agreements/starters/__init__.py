"""Forms that come with Bield, in plain words: read once from the data beside this."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from bield.agreements.rules.parts import Tell
from bield.agreements.rules.publishing import Check, Put
from bield.agreements.states import Audience

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Starter:
    code: str
    title: str
    put: tuple[Put, ...]
    parts: tuple[Tell, ...]


@cache
def starters() -> dict[str, Starter]:
    """In the order of their files, by code."""
    read = [_starter(path) for path in sorted((HERE / "forms").glob("*.yaml"))]
    return {one.code: one for one in read}


def starter_for(purpose: str) -> str:
    """The code of the form that asks for it."""
    return next(code for code, one in starters().items() if purpose in {q.purpose for q in one.put})


def right_to_say_no(audience: str) -> str:
    """What every form prints that asks for leave."""
    return _right()[Audience(audience)]


@cache
def _right() -> dict[Audience, str]:
    said = yaml.safe_load((HERE / "right.yaml").read_text())
    return {one: said.get(one.value, said["everybody"]).strip() for one in Audience}


def _starter(path: Path) -> Starter:
    said = yaml.safe_load(path.read_text())
    return Starter(
        code=path.stem,
        title=said["title"],
        put=tuple(
            _put(asked, audience, words)
            for asked in said["asks"]
            for audience, words in asked["of"].items()
        ),
        parts=tuple(
            Tell(kind, audience, words.strip())
            for kind, told in said.get("tells", {}).items()
            for audience, words in told.items()
        ),
    )


def _put(asked: dict[str, Any], audience: str, words: str | dict[str, Any]) -> Put:
    own: dict[str, Any] = words if isinstance(words, dict) else {"words": words}
    check = own.get("check")
    return Put(
        asked["purpose"],
        audience,
        own["words"].strip(),
        asked.get("lasts_months"),
        asked.get("from_years", 0) if audience == Audience.CHILD else 0,
        own.get("reason", "").strip(),
        Check(check["asks"], check["right"], tuple(check["wrong"])) if check else None,
    )

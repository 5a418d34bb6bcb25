"""What waits on home for whoever has to act, and for nobody else."""

import re
from datetime import timedelta

from django.utils import timezone

from bield.agreements import commands as agreements
from bield.agreements.states import Use
from bield.people import commands as people
from bield.people.actors import Strength, actor_of
from bield.people.ages import day_of
from bield.retention import commands as retention
from bield.retention.states import Asking, Step, Way
from tests.access import things_of_keeping
from tests.agreements.asking import cares
from tests.conftest import NOON, Cast, SignIn
from tests.pages import LookingClient

LINES = re.compile(r'<li class="bield-waiting__item[^>]*>\s*<a href="([^"]+)">([^<]+)</a>')


def waits(
    cast: Cast, sign_in: SignIn, who: str, strength: Strength = Strength.STEPPED_UP
) -> dict[str, str]:
    client = LookingClient()
    sign_in(client, cast.people[who], strength)
    page = client.get("/").text
    return dict(LINES.findall(page.partition("Also waiting</h2>")[2].partition("</section>")[0]))


def happen(cast: Cast) -> None:
    """A breach, a question that waits, a family that has signed, a list."""
    lou, nan, eve = (actor_of(cast.people[one], on=NOON.date()) for one in ("lou", "nan", "eve"))
    retention.write_breach(lou, discovered_at=NOON, words="A list was sent astray.", at=NOON)
    asked = retention.write_request(
        lou, Asking.ERASURE, way=Way.LETTER, received_on=day_of(NOON), words="All.", at=NOON
    )
    retention.take_step(
        lou, asked.reference, what=Step.WHAT_ASKED, on=day_of(NOON), words="Which?", at=NOON
    )
    cares(cast, "nan")
    row = agreements.will_record(nan, cast.joe.reference, at=NOON)
    ends_on = day_of(NOON) + timedelta(days=30)
    agreements.sign_recording(nan, row.reference, uses=[Use.AGAIN], ends_on=ends_on, at=NOON)
    found = people.receive_list(eve, [b"ID,Name\n1,Tam Sorley\n"], source="Rolls", at=NOON)
    columns = {"key": "ID", "name": "Name"}
    people.choose_columns(
        eve, found.reference, columns=columns, order="day", role="learner", at=NOON
    )
    people.read_list(eve, found.pk, at=NOON)


BREACH, QUESTION = "/breaches/", "/requests/"
RECORDING, LIST = "/family-recordings/all/", "/people/lists/"


def test_each_finds_what_is_theirs_to_act_on(cast: Cast, sign_in: SignIn) -> None:
    before = waits(cast, sign_in, "eve")

    happen(cast)

    assert before == {}
    assert waits(cast, sign_in, "eve") == {
        BREACH: "One breach of data is open",
        QUESTION: "One question about data is open",
        RECORDING: "One recording of a family waits for our signature",
        LIST: "One list of people waits for a yes",
    }
    assert [*waits(cast, sign_in, "lou")] == [BREACH, QUESTION, RECORDING]
    assert [*waits(cast, sign_in, "cat")] == []
    assert [*waits(cast, sign_in, "ivy")] == []


def test_whoever_was_named_for_data_finds_it_there(cast: Cast, sign_in: SignIn) -> None:
    happen(cast)
    lou = actor_of(cast.lou, on=NOON.date())
    retention.name_contact(lou, cast.ivy.reference, at=NOON)

    assert [*waits(cast, sign_in, "ivy")] == [BREACH, QUESTION]
    assert waits(cast, sign_in, "ivy", Strength.ONE_FACTOR) == {}


def test_the_second_of_two_finds_the_record_that_waits_for_them(
    cast: Cast, sign_in: SignIn
) -> None:
    at = timezone.now()
    record = things_of_keeping.things(actor_of(cast.ama, on=at.date()), at)["record"]
    line = {f"/keeping/review/{record}/": "One record waits for your yes before it is disposed of"}

    assert line.items() <= waits(cast, sign_in, "ben").items()
    for who in ("ama", "cat", "eve"):  # who asked, and who does not read it
        assert not line.items() & waits(cast, sign_in, who).items()

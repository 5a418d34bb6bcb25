"""Words are taken out of a text: every occurrence, and nothing tells how long they were."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jellyfish import metaphone

from bield.concerns import redacting, veil
from bield.concerns.redacting import Kind, Mark, Reason, Veil
from bield.concerns.veil import Name
from bield.kit.paper import BAR, Paper, Part, bar

ONE = bar(1)
NAMES = (Name("Anne-Marie O’Neill", "Annie"), Name("Łukasz Żółć"), Name("Joe Tanner"))


def without(text: str, who: Name) -> str:
    return veil.taken_out(text, veil.named(text, who, ONE))


@pytest.mark.parametrize(
    "said",
    [
        "Anne-Marie O’Neill",
        "ANNE-MARIE O'NEILL",
        "anne marie oneill",
        "Anne\u2011Marie",
        "AnneMarie",
        "Ánne",
        "O’Neill’s",
        "O'Neills'",
        "Annie",
        "annie",
        "Annies",
        "An\u200bnie",
        "Ann\u00adie",
        "anne-marie.o'neill",
    ],
)
def test_a_name_goes_however_it_is_written(said: str) -> None:
    assert without(f"Then {said}, and home.", NAMES[0]) == f"Then {ONE}, and home."


def test_letters_of_other_alphabets_are_the_same_name() -> None:
    text = "Lukasz rang. ŁUKASZ ŻÓŁĆ rang; Zolc did not."

    assert without(text, NAMES[1]) == f"{ONE} rang. {ONE} rang; {ONE} did not."


def test_what_only_holds_the_letters_is_another_word() -> None:
    text = "Joel saw the tannery, and banjoes."

    assert without(text, NAMES[2]) == text


def test_a_name_within_another_thing_goes_as_well() -> None:
    assert without("joe2012@chat, joe_tanner", NAMES[2]) == f"{ONE}2012@chat, {ONE}"


def test_bars_side_by_side_are_one_so_that_nobody_counts_words() -> None:
    short, long = without("Joe came.", NAMES[2]), without("Joe  Tanner,Joe came.", NAMES[2])

    assert short == f"{ONE} came."
    assert long == f"{ONE},{ONE} came."


def test_what_may_be_no_name_goes_too_and_is_told() -> None:
    who = Name("Will Rose")
    text = "Will said he will. Rose saw a rose. Nan Rose came."

    found = veil.merged(text, veil.named(text, who, ONE, shared={"rose"}))

    assert [(text[one.start : one.end], one.surely) for one in found] == [
        ("Will", True),
        ("will. Rose", False),
        ("rose", False),
        ("Rose", False),
    ]


def test_exact_words_go_each_time_and_never_within_a_word() -> None:
    text = "He is ill. Then HE\nIs  Ill, they said. She is illuminated."

    found = veil.taken_out(text, veil.exact(text, "he is ill", ONE))

    assert found == f"{ONE}. Then {ONE}, they said. She is illuminated."


@pytest.mark.parametrize(
    "said",
    [
        "jtanner@alder.example",
        "joe.tanner2012@chat.example",
        "office@tanner.example",
        "tannerj12",
        "J o e",
        "T-a-n-n-e-r",
        "J\u043ee",  # the o is Cyrillic
        "\u0422\u0430nn\u0435r",
        "\u03a4anner",  # a Greek capital
        "Tan-\nner",
        "Jo-\n  e Tanner",
    ],
)
def test_a_name_that_hides_goes_as_well(said: str) -> None:
    assert without(f"Then {said}, and home.", NAMES[2]) == f"Then {ONE}, and home."


def test_an_address_is_told_as_doubtful() -> None:
    text = "Ask jtanner@alder.example or J o e, at room12@alder.example."

    found = veil.merged(text, veil.named(text, NAMES[2], ONE))

    assert [(text[one.start : one.end], one.surely) for one in found] == [
        ("jtanner@alder.example", False),
        ("J o e", False),
    ]


def test_a_word_that_holds_a_part_of_a_name_is_told() -> None:
    text = "The tannery was shut. Ask jtanner or Tannersons, willing and joking; tanner_alex."

    assert veil.perhaps(text, Name("Joe Tanner", "Joe"), sounds=metaphone) == (
        "Tannersons",
        "jtanner",
        "tanner_alex",
    )


def test_what_may_still_be_them_is_told() -> None:
    text = f"{ONE} came with Joey and Jo. Tannar saw J.T. and JT; Jonas did not. Josephine."

    assert veil.perhaps(text, Name("Joe Tanner", "Joe"), sounds=metaphone) == (
        "Joey",
        "Tannar",
        "J.T.",
        "JT",
    )


@pytest.mark.parametrize(
    ("text", "still"),
    [
        ("Joe Tanner came", True),
        ("Mr Tanner came", True),
        ("joe tanner came", True),
        ("a tanner came", False),
        ("Joe came", False),  # half of the school is called so
        (f"{ONE} came", False),
    ],
)
def test_a_name_that_remains_is_seen(text: str, still: bool) -> None:
    assert veil.still_named(text, NAMES[2]) == still


def test_a_bar_that_somebody_typed_is_no_bar() -> None:
    over = Veil([Mark(1, Kind.WORDS, Reason.HARM, words="secret")])

    assert over.words("[taken out: 1] secret") == f"(taken out: 1) {ONE}"


def test_each_reason_has_its_number_and_a_table_names_them() -> None:
    marks = [
        Mark(1, Kind.WORDS, Reason.HARM, words="one"),
        Mark(2, Kind.WORDS, Reason.OTHER, "A court said so.", words="two"),
        Mark(3, Kind.WORDS, Reason.HARM, words="three"),
        Mark(4, Kind.NAME, Reason.STAFF, name=NAMES[2], says="lead A"),
    ]
    over = Veil(marks)

    assert over.words("one, two, three, Joe") == f"{bar(1)}, {bar(2)}, {bar(1)}, lead A"
    assert redacting.reasons_part(over).facts == (
        ("1", "It could harm somebody"),
        ("2", "A court said so."),
    )


def test_a_reason_cannot_tell_what_it_hides() -> None:
    over = Veil([Mark(1, Kind.NAME, Reason.OTHER, "Joe asked for it.", name=NAMES[2])])

    assert redacting.reasons_part(over).facts == (("1", f"{ONE} asked for it."),)


# ------ whatever is written and whatever is taken out

WORD = st.text("abcdeéxyzABC'-", min_size=2, max_size=9).filter(
    lambda word: len(re.sub(r"[^a-zé]", "", word.casefold())) > 1 and word[0].isalpha()
)
WORDS = st.lists(WORD, min_size=1, max_size=4).map(" ".join)
TEXTS = st.lists(st.one_of(WORDS, st.sampled_from([". ", "\n", "; ", "’s ", "["])), max_size=12)
AT = datetime(2026, 3, 3, 12, tzinfo=UTC)


@given(TEXTS, st.lists(WORDS, min_size=1, max_size=3), st.integers(0, 12))
def test_no_word_that_was_taken_out_is_left(texts: list[str], out: list[str], place: int) -> None:
    text = " ".join([*texts[:place], *out, *texts[place:]])
    marks = [Mark(n, Kind.WORDS, Reason.HARM, words=words) for n, words in enumerate(out, 1)]
    paper = Paper(text, text, AT, ((text, text),), (Part(text, ((text, text),), (text,)),))

    made = Veil(marks).paper(paper)

    for said in redacting.texts(made).values():
        rest = BAR.sub("\x00", said)
        assert [words for words in out if [*veil.exact(rest, words, "")]] == []


@given(TEXTS, WORD, WORD)
def test_no_name_that_was_taken_out_is_left(texts: list[str], given_name: str, family: str) -> None:
    who = Name(f"{given_name} {family}")
    text = " ".join([family.upper(), *texts, f"{given_name}’s", *texts, who.name])

    rest = BAR.sub("\x00", without(text, who))

    assert [*veil.named(rest, who, "")] == []


@given(TEXTS)
def test_every_bar_is_as_long_as_every_other(texts: list[str]) -> None:
    text = " ".join(texts)
    every = [f"place.{number}" for number, _ in enumerate(veil.sentences(veil.without_bars(text)))]
    over = Veil([Mark(1, Kind.LINES, Reason.HARM, places=tuple(every))])

    assert {found.group() for found in BAR.finditer(over.text("place", text))} <= {ONE}

"""A file is what its content says it is, all of it."""

import pytest

from bield.kit.judging import judge, no_file_in
from bield.kit.refusals import Refused
from tests import files
from tests.kit.smuggled import FIT, FIT_WITH_PICTURES, NEVER, SMUGGLED


@pytest.mark.parametrize("way", SMUGGLED)
def test_no_picture_comes_in_where_none_may(way: str) -> None:
    with pytest.raises(Refused, match=r"^file-"):
        judge(SMUGGLED[way], pictures=False)


@pytest.mark.parametrize("way", NEVER)
def test_some_come_in_nowhere(way: str) -> None:
    with pytest.raises(Refused, match=r"^file-"):
        judge(NEVER[way], pictures=True)


@pytest.mark.parametrize("pictures", [True, False])
@pytest.mark.parametrize("name", FIT)
def test_everyday_files_are_fit(name: str, pictures: bool) -> None:
    kind, data = FIT[name]

    judged = judge(data, pictures=pictures)

    assert (judged.kind, judged.holds_picture, judged.data) == (kind, False, data)


@pytest.mark.parametrize("name", FIT_WITH_PICTURES)
def test_everyday_pictures_are_fit_where_they_may_come_in(name: str) -> None:
    kind, data = FIT_WITH_PICTURES[name]

    judged = judge(data, pictures=True)

    assert (judged.kind, judged.holds_picture) == (kind, True)


@pytest.mark.parametrize("way", files.as_text(files.png()))
def test_a_field_of_words_takes_no_picture_written_out(way: str) -> None:
    written = f"She showed me this. {files.as_text(files.png())[way]}"
    if way == "uuencode":
        written = f"She showed me this.\n{files.as_text(files.png())[way]}"

    refusal = no_file_in(written, field="account")

    assert refusal is not None
    assert refusal.field == "account"


@pytest.mark.parametrize("way", files.drawn())
def test_a_field_of_words_takes_no_picture_drawn_in_it(way: str) -> None:
    assert no_file_in(f"She showed me this.\n{files.drawn()[way].decode()}") is not None


@pytest.mark.parametrize(
    "words",
    [
        "",
        "P2 said that P1 had come at 16 20 255 times.\nP5\n# 3\nP4 12 30 was the bus home.",
        "P1 10 20 30\nP2 16 16 255 1 2 3\nP5 10 20 30 40\n" + "and P6 77 10 12. " * 40,
        "P3\n07700 900123\n07700 900456\n" + "He rang from all of these. " * 90,
        "/* XP */ is what he types. He wants 16 bits [16], and “#define me”.",
        "begin 100 times my work\nMany of us do.\nHer number: 0377 330, and 211 120.",
        "She said “please help”, twice. It was at https://chat.example/r/9f8e7d6c5b4a3210?x=1%20y.",
        "He wrote: data: none, begin 10 times; his key is 137 80.",
        "https://files.example/share?token=" + "aZ09" * 200,
        "彼女は火曜日が怖いと言った。" * 400,
        "He typed <script> into the chat, and “x < y > z”.",
        "DSL told NSPCC/Police/CEOP re: IWF ref 4F7-9HK2. " * 400,
    ],
)
def test_words_are_words(words: str) -> None:
    assert no_file_in(words) is None

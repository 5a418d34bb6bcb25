"""Pass phrases that can be said on the telephone."""

from itertools import combinations

from bield.kit import phrases


def test_each_word_is_one_of_256_so_that_eight_are_64_bits() -> None:
    assert len(set(phrases.WORDS)) == len(phrases.WORDS) == 256
    assert all(set(phrases.make().split("-")) <= set(phrases.WORDS) for _ in range(100))
    assert len(phrases.make().split("-")) == 8


def test_no_two_words_differ_by_one_letter() -> None:
    assert [pair for pair in combinations(phrases.WORDS, 2) if near(*pair)] == []


def near(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(short) == len(long):
        return sum(a != b for a, b in zip(short, long, strict=True)) == 1
    return any(long[:place] + long[place + 1 :] == short for place in range(len(long)))


def test_no_phrase_comes_twice() -> None:
    assert len({phrases.make() for _ in range(1000)}) == 1000

"""The figure of a body map: its outline, its parts, and where each of them lies. Pure.

One figure for everybody, child or adult, seen from the front and from behind. It is drawn here, of
points and no picture; left and right are those of the person, as people say them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import TextChoices

Box = tuple[int, int, int, int]  # left, top, right, bottom
Point = tuple[float, float]

WIDTH, HEIGHT = 200, 440
MIDDLE = WIDTH // 2


class View(TextChoices):
    FRONT = "front", "From the front"
    BACK = "back", "From behind"


class MarkKind(TextChoices):
    BRUISE = "bruise", "Bruise"
    BURN = "burn", "Burn or scald"
    CUT = "cut", "Cut"
    BITE = "bite", "Bite"
    SCRATCH = "scratch", "Scratch or graze"
    SWELLING = "swelling", "Swelling"
    OTHER = "other", "Something else"


class Size(TextChoices):
    DOT = "dot", "Smaller than a fingertip"
    FINGERTIP = "fingertip", "Like a fingertip"
    COIN = "coin", "Like a large coin"
    PALM = "palm", "Like the palm of their hand"
    LARGER = "larger", "Larger than their palm"


class Colour(TextChoices):
    SKIN = "skin", "As the skin around it"
    RED = "red", "Red or pink"
    DARK = "dark", "Blue, purple or black"
    YELLOW = "yellow", "Yellow or green"
    BROWN = "brown", "Brown"
    MIXED = "mixed", "Several colours"


RADIUS = {Size.DOT: 4, Size.FINGERTIP: 6, Size.COIN: 9, Size.PALM: 14, Size.LARGER: 20}


@dataclass(frozen=True)
class Part:
    """A part of the body, and where it lies in each view that shows it."""

    code: str
    label: str
    boxes: dict[View, Box]

    def middle(self, view: View) -> tuple[int, int]:
        left, top, right, bottom = self.boxes[view]
        return (left + right) // 2, (top + bottom) // 2

    def holds(self, view: View, x: int, y: int) -> bool:
        left, top, right, bottom = self.boxes.get(view, NOWHERE)
        return left <= x <= right and top <= y <= bottom


NOWHERE = (0, 0, -1, -1)
FRONT, BACK = (View.FRONT,), (View.BACK,)
BOTH = (View.FRONT, View.BACK)
IN_THE_MIDDLE: tuple[tuple[str, str, tuple[View, ...], Box], ...] = (
    ("top-of-head", "Top of the head", BOTH, (78, 6, 122, 24)),
    ("face", "Face", FRONT, (80, 25, 119, 66)),
    ("back-of-head", "Back of the head", BACK, (80, 25, 119, 66)),
    ("neck", "Neck", BOTH, (84, 67, 116, 84)),
    ("chest", "Chest", FRONT, (72, 86, 128, 136)),
    ("upper-back", "Upper back", BACK, (72, 86, 128, 136)),
    ("belly", "Belly", FRONT, (66, 137, 134, 203)),
    ("lower-back", "Lower back", BACK, (66, 137, 134, 203)),
    ("private-parts", "Private parts", FRONT, (88, 204, 112, 238)),
    ("bottom", "Bottom", BACK, (74, 204, 124, 238)),
)
OF_TWO: tuple[tuple[str, str, tuple[View, ...], Box], ...] = (
    ("ear", "ear", BOTH, (120, 28, 132, 52)),
    ("shoulder", "shoulder", BOTH, (129, 84, 154, 112)),
    ("upper-arm", "upper arm", BOTH, (136, 113, 164, 166)),
    ("elbow", "elbow", BOTH, (142, 167, 168, 194)),
    ("forearm", "forearm", BOTH, (148, 195, 174, 236)),
    ("hand", "hand", BOTH, (154, 237, 182, 278)),
    ("hip", "hip", BOTH, (125, 195, 142, 224)),
    ("thigh", "thigh", BOTH, (101, 225, 141, 294)),
    ("knee", "knee", BOTH, (102, 295, 138, 326)),
    ("lower-leg", "lower leg", BOTH, (103, 327, 136, 394)),
    ("foot", "foot", BOTH, (103, 395, 136, 428)),
)


def _mirrored(box: Box) -> Box:
    left, top, right, bottom = box
    return WIDTH - right, top, WIDTH - left, bottom


def _parts() -> Iterator[Part]:
    for code, label, views, box in IN_THE_MIDDLE:
        yield Part(code, label, dict.fromkeys(views, box))
    for code, label, _, box in OF_TWO:
        own_left = {View.FRONT: box, View.BACK: _mirrored(box)}
        own_right = {View.FRONT: _mirrored(box), View.BACK: box}
        yield Part(f"left-{code}", f"Left {label}", own_left)
        yield Part(f"right-{code}", f"Right {label}", own_right)


PARTS = {part.code: part for part in _parts()}


def placed(code: str, view: View, at: tuple[int, int] | None) -> tuple[int, int]:
    """Where a mark is drawn: where somebody put it, or in the middle of its part."""
    part = PARTS[code]
    return at if at is not None and part.holds(view, *at) else part.middle(view)


# ------ the drawing: half of it, from the neck round to the middle below; the other half mirrors it

HALF: tuple[Point, ...] = (
    (108, 62), (109, 76), (122, 84), (142, 90), (153, 106), (158, 140), (162, 176), (170, 222),
    (178, 250), (178, 272), (166, 276), (158, 250), (152, 214), (145, 178), (138, 126), (134, 160),
    (140, 206), (140, 262), (134, 312), (134, 350), (124, 396), (134, 418), (126, 428), (106, 424),
    (107, 396), (105, 350), (106, 312), (102, 240),
)  # fmt: skip


def outline() -> str:
    """The body below the head, as the `d` of a path: smooth, through the middle of each stretch."""
    points = [*HALF, *((WIDTH - x, y) for x, y in reversed(HALF))]
    curves = [
        f"Q{_said(here)} {_said(_between(here, then))}"
        for here, then in zip(points, [*points[1:], points[0]], strict=True)
    ]
    return f"M{_said(_between(points[-1], points[0]))} {' '.join(curves)}Z"


def _between(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _said(point: Point) -> str:
    return f"{point[0]:g} {point[1]:g}"


OUTLINE = outline()


def choices(parts: Sequence[Part] = tuple(PARTS.values())) -> list[tuple[str, str]]:
    return [(part.code, part.label) for part in parts]

"""Four invented organisations and everybody in them. No real person, place or number."""

from dataclasses import dataclass, field
from datetime import date

from bield.people.states import Role, SettingType


@dataclass(frozen=True)
class Member:
    name: str
    posts: tuple[tuple[str, str | None], ...]  # role, and the site's name or the whole organisation
    signs_in: bool = False
    born_on: date | None = None
    left_on: date | None = None
    at_risk: bool = False


@dataclass(frozen=True)
class Cast:
    name: str
    domain: str
    setting_type: str
    sites: tuple[str, ...]
    members: tuple[Member, ...]
    one_person: bool = False
    adopted: tuple[str, ...] = ()
    labels: dict[str, str] = field(default_factory=dict)
    concerns: int = 40  # how many the story tells

    @property
    def door(self) -> str:
        """The address of its public door."""
        return self.domain.split(".")[0]


def grown(name: str, *posts: str | tuple[str, str], left_on: date | None = None) -> Member:
    held = tuple((post, None) if isinstance(post, str) else post for post in posts)
    return Member(name, held, signs_in=True, left_on=left_on)


def child(name: str, site: str, born_on: date) -> Member:
    return Member(name, ((Role.LEARNER, site),), born_on=born_on)


def parent(name: str) -> Member:
    return Member(name, ((Role.PARENT, None),))


HARBOUR = Cast(
    name="Harbour Skills Training",
    domain="harbour.example",
    setting_type=SettingType.TRAINING_PROVIDER,
    sites=(
        "Tidewater Centre",
        "Millfield Centre",
        "Kestrel Point",
        "Longmoor Workshop",
        "Ashby Gate",
        "Rowan Court",
    ),
    concerns=110,
    members=(
        grown("Marian Oakeshott", Role.LEAD),
        grown("Devinder Gillow", Role.DEPUTY),
        grown("Philippa Strand", Role.DEPUTY),
        grown("Augusta Fenwright", Role.BOARD, Role.BOARD_CHAMPION),
        grown("Humphrey Dell", Role.BOARD),
        grown("Rowena Castellane", Role.HEAD),
        grown("Tobias Merriwell", Role.STAFF_OFFICER),
        grown("Harriet Quillfeather", Role.POLICY_OFFICER),
        grown("Ines Barrowclough", Role.ONLINE_PRESENCE),
        grown("Kofi Larkspur", Role.IT_SUPPORT),
        grown("Leander Stockbridge", Role.INFORMATION_HEAD),
        grown("Perpetua Wainfleet", Role.OPERATIONS),
        grown("Ottilie Greystock", Role.COMMUNICATIONS),
        grown("Gwen Thistlewood", Role.ADMINISTRATOR),
        grown(
            "Samir Hollowell", (Role.OFFICER, "Tidewater Centre"), (Role.STAFF, "Tidewater Centre")
        ),
        grown(
            "Bronwen Ashlock", (Role.OFFICER, "Millfield Centre"), (Role.STAFF, "Millfield Centre")
        ),
        grown(
            "Callum Drysdale-Wren", (Role.OFFICER, "Kestrel Point"), (Role.STAFF, "Kestrel Point")
        ),
        grown(
            "Odette Marchbank",
            (Role.OFFICER, "Longmoor Workshop"),
            (Role.STAFF, "Longmoor Workshop"),
        ),
        grown("Yusuf Penhallow", (Role.OFFICER, "Ashby Gate"), (Role.STAFF, "Ashby Gate")),
        grown("Nerys Copperfield-Lane", (Role.OFFICER, "Rowan Court"), (Role.STAFF, "Rowan Court")),
        grown("Ellery Vane", (Role.STAFF, "Tidewater Centre")),
        grown("Priya Stonebridge", (Role.STAFF, "Tidewater Centre")),
        grown("Jonty Applegarth", (Role.STAFF, "Millfield Centre")),
        grown("Leonie Farthing", (Role.STAFF, "Kestrel Point")),
        grown("Matteo Ridgeway", (Role.STAFF, "Longmoor Workshop")),
        grown("Saskia Wintergreen", (Role.STAFF, "Ashby Gate")),
        grown("Oluwaseun Brightmoor", (Role.STAFF, "Rowan Court")),
        grown("Fergus Tallow", (Role.VOLUNTEER, "Tidewater Centre")),
        grown("Clementine Sparrow", (Role.VOLUNTEER, "Rowan Court")),
        grown("Ivo Greatorex", (Role.STAFF, "Millfield Centre"), left_on=date(2026, 7, 31)),
        child("Aaliyah Fernsby", "Tidewater Centre", date(2009, 12, 3)),
        child("Rhys Coldharbour", "Tidewater Centre", date(2009, 5, 21)),
        child("Katherine Moorcroft", "Tidewater Centre", date(2010, 2, 14)),
        child("Jayden Wetherby-Cole", "Millfield Centre", date(2009, 9, 30)),
        child("Sorcha Dunnett", "Millfield Centre", date(2010, 6, 8)),
        child("Mohammed Larchfield", "Kestrel Point", date(2009, 3, 17)),
        child("Elin Garside-Pugh", "Kestrel Point", date(2010, 8, 25)),
        child("Tyrell Bexwood", "Longmoor Workshop", date(2009, 11, 11)),
        child("Zofia Kestleman", "Longmoor Workshop", date(2010, 1, 29)),
        child("Amelie Tarrant-Rose", "Ashby Gate", date(2009, 7, 4)),
        child("Noah Silverthorn", "Ashby Gate", date(2010, 4, 19)),
        child("Imogen Hartnoll", "Rowan Court", date(2009, 10, 6)),
        child("Dawud Elmsworth", "Rowan Court", date(2010, 3, 2)),
        Member(
            "Winifred Tolland",
            ((Role.LEARNER, "Rowan Court"),),
            born_on=date(1998, 5, 5),
            at_risk=True,
        ),
        parent("Joanna Fernsby"),
        parent("Gethin Coldharbour"),
        parent("Rosalind Moorcroft"),
    ),
)
BRAMBLE = Cast(
    name="Bramble Lane Pre-school",
    domain="bramble.example",
    setting_type=SettingType.EARLY_YEARS,
    sites=("Bramble Lane",),
    adopted=("EY-17b",),
    concerns=28,
    members=(
        grown("Dorothea Pym", Role.LEAD, Role.HEAD),
        grown("Xanthe Loveridge", Role.DEPUTY, (Role.STAFF, "Bramble Lane")),
        grown("Barnaby Underhill", Role.BOARD, Role.BOARD_CHAMPION),
        grown("Maud Ferrars-Holt", Role.STAFF_OFFICER),
        grown("Cecily Tanglewood", Role.ADMINISTRATOR, Role.POLICY_OFFICER),
        grown("Robyn Etherege", (Role.STAFF, "Bramble Lane")),
        grown("Aoife Plumtree", (Role.STAFF, "Bramble Lane")),
        grown("Martha Gosling", (Role.VOLUNTEER, "Bramble Lane")),
        child("Pip Summerhayes", "Bramble Lane", date(2022, 10, 9)),
        child("Otis Fairbrother", "Bramble Lane", date(2023, 1, 15)),
        child("Luna Ackerley", "Bramble Lane", date(2022, 12, 1)),
        child("Theo Brackenbury", "Bramble Lane", date(2023, 4, 22)),
        parent("Heather Summerhayes"),
        parent("Marcus Ackerley"),
    ),
)
JUNIPER = Cast(
    name="Juniper Dance",
    domain="juniper.example",
    setting_type=SettingType.OUT_OF_SCHOOL,
    sites=("Juniper Studio",),
    one_person=True,
    concerns=14,
    members=(
        grown("Tamsin Arkwright-Bell", Role.LEAD, Role.HEAD, (Role.STAFF, "Juniper Studio")),
        grown("Constance Merrow", Role.OUTSIDE_CONTACT),
        child("Scarlett Oldacre", "Juniper Studio", date(2012, 11, 30)),
        child("Freya Nightingale-Shaw", "Juniper Studio", date(2014, 2, 28)),
        child("Callie Wainstead", "Juniper Studio", date(2011, 8, 12)),
        parent("Beatrice Oldacre"),
    ),
)
LANTERN = Cast(
    name="Lantern Tutors",
    domain="lantern.example",
    setting_type=SettingType.OUT_OF_SCHOOL,
    sites=("Canal Street", "Online tuition"),
    labels={Role.LEAD: "Designated safeguarding officer"},
    concerns=32,
    members=(
        grown("Leopold Marchetti-Gray", Role.LEAD),
        grown("Sunniva Beaumaris", Role.DEPUTY),
        grown("Ottoline Grange", Role.BOARD, Role.BOARD_CHAMPION),
        grown("Desmond Fairweather-Ames", Role.HEAD),
        grown("Juno Threlkeld", Role.STAFF_OFFICER, Role.POLICY_OFFICER),
        grown("Bertram Islip", Role.ADMINISTRATOR, Role.IT_SUPPORT),
        grown("Farah Whinfell", (Role.STAFF, "Canal Street")),
        grown("Magnus Thorneycroft", (Role.STAFF, "Online tuition")),
        grown("Sidony Parkhouse", (Role.VOLUNTEER, "Online tuition")),
        child("Hana Whitlock", "Canal Street", date(2011, 6, 16)),
        child("Jude Pemberley-Ogden", "Online tuition", date(2013, 9, 3)),
        child("Mira Castlegate", "Online tuition", date(2010, 10, 10)),
        parent("Alasdair Whitlock"),
    ),
)
CASTS = (HARBOUR, BRAMBLE, JUNIPER, LANTERN)

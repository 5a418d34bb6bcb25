"""Four invented organisations and everybody in them. No real person, place or number."""

from dataclasses import dataclass, field
from datetime import date

from bield.people.states import Relation, Role, SettingType


@dataclass(frozen=True)
class Member:
    name: str
    posts: tuple[tuple[str, str | None], ...]  # role, and the site's name or the whole organisation
    signs_in: bool = False
    born_on: date | None = None
    left_on: date | None = None
    at_risk: bool = False
    relation: str | None = None  # to the children of the same name
    apart: bool = False  # lives elsewhere, and is not told where these children are
    for_data: bool = False  # answers what people ask about their own data
    sees: str = ""  # what there is to look at for whoever comes in by this door


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


def grown(
    name: str,
    *posts: str | tuple[str, str],
    left_on: date | None = None,
    for_data: bool = False,
    sees: str = "",
) -> Member:
    held = tuple((post, None) if isinstance(post, str) else post for post in posts)
    return Member(name, held, True, _born(name), left_on=left_on, for_data=for_data, sees=sees)


def child(name: str, site: str, born_on: date, *, sees: str = "") -> Member:
    return Member(name, ((Role.LEARNER, site),), signs_in=bool(sees), born_on=born_on, sees=sees)


def parent(
    name: str, relation: str | None = None, *, apart: bool = False, sees: str = ""
) -> Member:
    return Member(
        name,
        ((Role.PARENT, None),),
        signs_in=bool(sees),
        born_on=_born(name),
        relation=relation,
        apart=apart,
        sees=sees,
    )


def _born(name: str) -> date:
    """The same at every run, and of age."""
    letters = sum(map(ord, name))
    return date(1962 + letters % 36, letters % 12 + 1, letters % 28 + 1)


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
        grown(
            "Leander Stockbridge",
            Role.INFORMATION_HEAD,
            for_data=True,
            sees="questions about data with their clocks, a breach within its 72 hours",
        ),
        grown("Perpetua Wainfleet", Role.OPERATIONS),
        grown("Ottilie Greystock", Role.COMMUNICATIONS),
        grown("Gwen Thistlewood", Role.ADMINISTRATOR, sees="a list of people that waits for a yes"),
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
        grown(
            "Fergus Tallow",
            (Role.VOLUNTEER, "Tidewater Centre"),
            sees="rules of use and conduct, still to be signed",
        ),
        grown("Clementine Sparrow", (Role.VOLUNTEER, "Rowan Court")),
        grown(
            "Rufus Elmhirst",
            (Role.CONTRACTOR, "Longmoor Workshop"),
            sees="what somebody from a subcontractor signs",
        ),
        grown("Ivo Greatorex", (Role.STAFF, "Millfield Centre"), left_on=date(2026, 7, 31)),
        child("Aaliyah Fernsby", "Tidewater Centre", date(2009, 12, 3)),
        child(
            "Rhys Coldharbour",
            "Tidewater Centre",
            date(2009, 5, 21),
            sees="at 17: answers of his own, and what was written down of him",
        ),
        child("Katherine Moorcroft", "Tidewater Centre", date(2010, 2, 14)),
        child("Jayden Wetherby-Cole", "Millfield Centre", date(2009, 9, 30)),
        child("Idris Fernsby", "Millfield Centre", date(2010, 11, 2)),
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
        parent(
            "Joanna Fernsby",
            Relation.MOTHER,
            sees="mother of Aaliyah and Idris, at two centres: answers, events, recordings, data",
        ),
        parent(
            "Conrad Fernsby",
            Relation.FATHER,
            apart=True,
            sees="their father, who lives elsewhere: asked too, not told where they are",
        ),
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
        grown(
            "Robyn Etherege",
            (Role.STAFF, "Bramble Lane"),
            for_data=True,
            sees="named for questions about data",
        ),
        grown("Aoife Plumtree", (Role.STAFF, "Bramble Lane")),
        grown(
            "Martha Gosling",
            (Role.VOLUNTEER, "Bramble Lane"),
            sees="rules of use and conduct, still to be signed",
        ),
        grown(
            "Delphine Ottaway",
            (Role.CONTRACTOR, "Bramble Lane"),
            sees="what a contractor signs, who sings with the children",
        ),
        child("Pip Summerhayes", "Bramble Lane", date(2022, 10, 9)),
        child("Wren Summerhayes", "Bramble Lane", date(2023, 12, 20)),
        child("Otis Fairbrother", "Bramble Lane", date(2023, 1, 15)),
        child("Luna Ackerley", "Bramble Lane", date(2022, 12, 1)),
        child("Theo Brackenbury", "Bramble Lane", date(2023, 4, 22)),
        parent(
            "Heather Summerhayes",
            Relation.MOTHER,
            sees="mother of Pip and Wren: answers, events, a recording, her data",
        ),
        parent(
            "Jasper Summerhayes",
            Relation.FATHER,
            apart=True,
            sees="their father, who lives elsewhere: asked too, not told where they are",
        ),
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

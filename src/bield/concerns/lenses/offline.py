"""Kinds of concern that need no technology: the record is one, wherever somebody is hurt. Data.

Harm to children as in Working Together to Safeguard Children (2023), to adults as in chapter 14 of
the Care Act statutory guidance; in plainer words.
"""

from bield.concerns.lenses import bodies
from bield.concerns.lenses.shapes import Kind
from bield.concerns.states import Area

_NOT_ONLINE = Area.OFFLINE
HARMS_SELF = "harms_self"
FGM = "fgm"

KINDS = (
    Kind(
        "physical",
        "Hurt by somebody: hitting, shaking, burning, a mark nobody can explain",
        _NOT_ONLINE,
        harm=True,
    ),
    Kind(
        "emotional",
        "Frightened, shamed, rejected or controlled again and again",
        _NOT_ONLINE,
        harm=True,
    ),
    Kind(
        "sexual",
        "Touched or used sexually, or made to watch or do it",
        _NOT_ONLINE,
        (),
        (bodies.POLICE,),
        harm=True,
    ),
    Kind(
        "neglect",
        "Neglect: food, clothes, health, warmth, or nobody who looks after them",
        _NOT_ONLINE,
        harm=True,
    ),
    Kind("at_home", "Violence or control at home, seen or suffered", _NOT_ONLINE, harm=True),
    Kind(
        HARMS_SELF,
        "Hurts themself, does not eat, or thinks of suicide",
        _NOT_ONLINE,
        harm=True,
    ),
    Kind(
        FGM,
        "Genital cutting of a girl (FGM), done or feared",
        _NOT_ONLINE,
        (),
        (bodies.POLICE,),
        harm=True,
    ),
    Kind(
        "honour",
        "Forced marriage, or violence in the name of honour",
        _NOT_ONLINE,
        (),
        (bodies.POLICE,),
        harm=True,
    ),
    Kind(
        "gangs",
        "Gangs, carrying drugs or money, knives",
        _NOT_ONLINE,
        (),
        (bodies.POLICE,),
        harm=True,
    ),
    Kind("missing", "Missing, or away again and again without a reason", _NOT_ONLINE, harm=True),
    Kind(
        "slavery",
        "Made to work, or held, by somebody: modern slavery",
        _NOT_ONLINE,
        (),
        (bodies.POLICE,),
        harm=True,
    ),
    Kind(
        "possessions",
        "Money or things taken from somebody who depends on others",
        _NOT_ONLINE,
        harm=True,
    ),
    Kind("self_neglect", "An adult who no longer looks after themself", _NOT_ONLINE, harm=True),
    Kind("poor_care", "Poor or harsh care in a home, a ward or a service", _NOT_ONLINE, harm=True),
    Kind("wellbeing", "Sadness, worry, a loss, trouble at home or with others", _NOT_ONLINE),
)

"""Answers whose time is over: of a child, all at once, for two who look at them; of an adult, one
by one, as the day of each comes. What is in force is never among them."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from bield.agreements.models import Answer, Certificate, Following, Misuse
from bield.agreements.registry import FOLLOWERS, Ended
from bield.agreements.rules.answering import may_take
from bield.agreements.states import Audience, Followed, How, Purpose, Said, Stands
from bield.duties.queries import end_of
from bield.kit import times
from bield.people import queries as people
from bield.people.actors import Actor
from bield.people.ages import day_of, latest
from bield.retention import queries as retention
from bield.retention.queries import EventFacts, Rule, began_before, until
from bield.retention.registry import Due, ToReview

OF_CHILD, OF_ADULT = "agreements.child", "agreements.answer"  # for retention
CHILD_RULE, ADULT_RULE = "agreement.child", "agreement.replaced"
CHILD, ADULT = "answers:", "answer:"  # how retention calls them: a person, a certificate
FOR_CHILDREN = (Audience.GUARDIAN, Audience.CHILD)
TAKEN_BACK = (Said.WITHDRAWN, Said.LIFTED)
STRETCH = 500  # looked at in one go, the oldest first


@dataclass(frozen=True)
class _Chain:
    """All that one signer said for one person about one purpose."""

    person: int
    purpose: str
    signer: int


def answers_over(organisation_id: int, day: date) -> QuerySet[Answer]:
    """Those that had ended before the day: a later one took their place, their last day had come,
    they took something back, or the person had left. All that came before them has ended too, so
    that none that goes lets an older one stand again."""
    end = end_of(day - times.DAY)
    chain = _chain(Answer.objects.all())
    later = chain.filter(pk__gt=OuterRef("pk"), at__lte=end)
    ended = Q(last_day__lt=day) | Q(person__left_on__lt=day) | Q(said__in=TAKEN_BACK)
    follows = Following.objects.filter(person=OuterRef("person"), purpose=OuterRef("purpose"))
    broken = Misuse.objects.filter(
        answer__person=OuterRef("person"),
        answer__purpose=OuterRef("purpose"),
        answer__signer=OuterRef("signer"),
    )
    return (
        Answer.objects.filter(organisation=organisation_id, at__lte=end)
        .filter(Exists(later) | ended)
        .exclude(Exists(follows.exclude(state=Followed.DONE)))
        .exclude(Exists(broken))
    )


def of_children(found: QuerySet[Answer]) -> QuerySet[Answer]:
    """About a child: in words for a child or its parents, or what came after such an answer."""
    return found.filter(_child())


def _child() -> Exists:
    before = _chain(Answer.objects.filter(question__audience__in=FOR_CHILDREN))
    return Exists(before.filter(pk__lte=OuterRef("pk")))


def _chain(found: QuerySet[Answer]) -> QuerySet[Answer]:
    return found.filter(
        person=OuterRef("person"), purpose=OuterRef("purpose"), signer=OuterRef("signer")
    )


# ------ of children: two look at them


def children_over(organisation_id: int, at: datetime) -> Iterator[ToReview]:
    """One record for each child, however many answers: those that are past the day of the rule."""
    rule = retention.rule(organisation_id, CHILD_RULE)
    rows = _past(_may_be_past(organisation_id, rule, day_of(at)), rule, at)
    for _, some in groupby(rows, key=lambda pair: pair[0].person_id):
        yield _to_review(rule, list(some))


def child_record(organisation_id: int, subject: str, at: datetime) -> ToReview | None:
    """The same of one child."""
    rule = retention.rule(organisation_id, CHILD_RULE)
    found = _may_be_past(organisation_id, rule, day_of(at))
    mine = found.filter(person__reference=subject.removeprefix(CHILD))
    some = list(_past(mine, rule, at)) if subject.startswith(CHILD) else []
    return _to_review(rule, some) if some else None


def child_over(organisation_id: int, person: str, at: datetime) -> list[Answer]:
    """Of one child, by reference: what goes."""
    rule = retention.rule(organisation_id, CHILD_RULE)
    found = _may_be_past(organisation_id, rule, day_of(at)).filter(person__reference=person)
    return [one for one, _ in _past(found, rule, at)]


def _may_be_past(organisation_id: int, rule: Rule, today: date) -> QuerySet[Answer]:
    since = began_before(rule, today)
    old = Q(person__born_on__lte=since) | Q(person__born_on__isnull=True, at__lte=end_of(since))
    found = of_children(answers_over(organisation_id, today).filter(old))
    return found.select_related("person", "signer", "certificate").order_by("person", "pk")


def _past(found: QuerySet[Answer], rule: Rule, at: datetime) -> Iterator[tuple[Answer, date]]:
    for person, some in groupby(found.iterator(STRETCH), key=lambda one: one.person_id):
        answers = list(some)
        rests = _rests(answers, at)
        for one in answers:
            born = one.person.born_on and latest(one.person.born_on, one.person.born_precision)
            last = until(rule, EventFacts(made_on=day_of(one.at), born=[born]))
            if last is not None and last < day_of(at) and (person, one.purpose) not in rests:
                yield one, last


def _to_review(rule: Rule, some: list[tuple[Answer, date]]) -> ToReview:
    first = some[0][0].person
    about = [first.reference]
    for one, _ in some:
        about += [one.signer.reference, one.certificate.reference]
    return ToReview(
        subject=f"{CHILD}{first.reference}",
        due_on=max(last for _, last in some),
        title=rule.title,
        pieces=len(some),
        also=tuple(dict.fromkeys(about)),
    )


def answers_seen(actor: Actor, subjects: frozenset[str]) -> frozenset[str]:
    """Of these records of children: for the office, of whom it knows, and never of its own family.
    The same of those that are gone: the child stays in the register."""
    if not may_take(actor):
        return frozenset()
    known = people.known_by_reference(actor, [one.removeprefix(CHILD) for one in subjects])
    own = people.own_family(actor.organisation_id, actor.person_id or 0) | {actor.person_id}
    return frozenset(f"{CHILD}{one}" for one, pk in known.items() if pk not in own) & subjects


def child_preview(actor: Actor, subject: str, at: datetime) -> list[str]:
    found = child_over(actor.organisation_id, subject.removeprefix(CHILD), at)
    return [
        f"{one.person.name}. {Purpose(one.purpose).label}: {Said(one.said).label}, said by"
        f" {one.signer.name} on {times.exact_day(day_of(one.at))}. {How(one.how).label}."
        for one in found
    ]


def papers_seen(actor: Actor, references: frozenset[str]) -> frozenset[str]:
    """Of these certificates, those of which the office may know."""
    if not may_take(actor):
        return frozenset()
    rows = Certificate.objects.filter(
        organisation_id=actor.organisation_id, reference__in=references
    )
    found = dict(rows.values_list("reference", "answer__person"))
    known = people.known_among(actor, found.values())
    return frozenset(one for one, person in found.items() if person in known)


# ------ of adults: each goes when its day comes


def adults_over(organisation_id: int, at: datetime) -> Iterator[Due]:
    """By the day of the rule, a stretch at a time. What it replaced is named beside it: a hold on
    that holds this one too."""
    rule = retention.rule(organisation_id, ADULT_RULE)
    found = answers_over(organisation_id, began_before(rule, day_of(at))).exclude(_child())
    found = found.select_related("person", "signer").annotate(paper=F("certificate__reference"))
    after = 0
    while stretch := list(found.filter(pk__gt=after).order_by("pk")[:STRETCH]):
        before = _before(stretch)
        rests = _rests(stretch, at)
        for one in stretch:
            if (one.person_id, one.purpose) not in rests:
                older = before[_Chain(one.person_id, one.purpose, one.signer_id)]
                also = [mark for pk, mark in older if pk < one.pk]
                about = (one.person.reference, one.signer.reference, one.paper, *also)
                yield Due(f"{ADULT}{one.paper}", at, tuple(dict.fromkeys(about)))
        after = stretch[-1].pk


def _before(some: Collection[Answer]) -> dict[_Chain, list[tuple[int, str]]]:
    """Of each chain: the certificates of all that was said. One statement."""
    rows = Certificate.objects.filter(answer__person__in={one.person_id for one in some})
    found: dict[_Chain, list[tuple[int, str]]] = {}
    columns = ("answer__person", "answer__purpose", "answer__signer", "answer", "reference")
    for person, purpose, signer, answer, reference in rows.order_by("answer").values_list(*columns):
        found.setdefault(_Chain(person, purpose, signer), []).append((answer, reference))
    return found


def adult_over(organisation_id: int, certificate: str) -> list[Answer]:
    """The answer, and what it took the place of and still stands behind it."""
    one = Answer.objects.get(organisation=organisation_id, certificate__reference=certificate)
    chain = Answer.objects.filter(person=one.person_id, purpose=one.purpose, signer=one.signer_id)
    return list(chain.filter(pk__lte=one.pk).order_by("pk"))


# ------ what rests on them in other rooms


def _rests(some: Iterable[Answer], at: datetime) -> frozenset[tuple[int, str]]:
    """Persons and purposes of which another room still keeps something: its proof outlives it."""
    pairs = {(one.person_id, one.purpose): one for one in some}
    return frozenset(
        pair
        for pair, one in pairs.items()
        for follower in FOLLOWERS.values()
        if one.purpose in follower.purposes and follower.touches(_ended(one, at))
    )


def _ended(one: Answer, at: datetime) -> Ended:
    return Ended(
        organisation_id=one.organisation_id,
        person_id=one.person_id,
        purpose=Purpose(one.purpose),
        why=Stands.WITHDRAWN,
        at=at,
        asked_by=one.signer_id,
    )

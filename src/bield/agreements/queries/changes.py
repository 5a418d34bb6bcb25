"""Who would be asked again if a draft were published: told before it is."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef

from bield.agreements.models import Answer, Form, FormVersion, Question
from bield.agreements.queries.asking import standing_version
from bield.agreements.queries.terms import figures_in_force
from bield.agreements.rules.parts import TO_WHOM
from bield.agreements.rules.standing import Asked, Heard, answers
from bield.agreements.states import Audience, Said

Pair = tuple[str, str]  # purpose and audience


@dataclass(frozen=True)
class AskedAgain:
    whom: str  # "parents and carers"
    people: int


def asked_again(form: Form, draft: FormVersion, at: datetime) -> tuple[AskedAgain, ...]:
    """By audience: those who agreed to what stands, and whose yes would not do for the draft, or
    does not do any more since what is in force goes further."""
    figures = {one: said.text() for one, said in figures_in_force(form.organisation_id).items()}
    now = _by_pair(standing_version(form, at))
    then = _by_pair(draft)
    every = Question.objects.filter(version__form=form, version__published_at__lte=at)
    fall = [one.pk for one in every if _stands(one, now, {}) and not _stands(one, then, figures)]
    later = Answer.objects.filter(
        person=OuterRef("person"),
        signer=OuterRef("signer"),
        purpose=OuterRef("purpose"),
        pk__gt=OuterRef("pk"),
    )
    yes = Answer.objects.filter(~Exists(later), question__in=fall, said=Said.YES)
    counts = yes.values_list("question__audience").annotate(Count("signer", distinct=True))
    found = dict(counts)
    return tuple(AskedAgain(TO_WHOM[one], found[one]) for one in Audience if one in found)


def _by_pair(edition: FormVersion | None) -> dict[Pair, Question]:
    rows = edition.questions.all() if edition else ()
    return {(one.purpose, one.audience): one for one in rows}


def _stands(one: Question, among: dict[Pair, Question], figures: dict[str, str]) -> bool:
    """Whether a yes to this question answers the one in its place."""
    to = among.get((one.purpose, one.audience))
    if to is None:
        return False
    asked = Asked(
        to.digest,
        months=to.lasts_months,
        checked=bool(to.check_right),
        figures=figures.get(one.purpose, ""),
    )
    heard = Heard(
        Said.YES,
        one.digest,
        "",
        audience=one.audience,
        months=one.lasts_months,
        understood=bool(one.check_right),
        figures=one.figures,
    )
    return answers(asked, Audience(one.audience), heard)

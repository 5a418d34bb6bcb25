"""May we? Asked for a class of thirty and ten purposes at once, as every gate asks it."""

import json
import os
import statistics
import subprocess
import sys
import time

from bield.kit import times
from tools.bench.houses import ROOT, House
from tools.bench.scenarios import Row, ms

CHILDREN, PURPOSES, TIMES, GOAL = 30, 10, 100, 0.005


def standing_rows(house: House, engine: str) -> list[Row]:
    """In a process of its own, which finds the house by its environment and changes nothing."""
    command = [sys.executable, "-m", "tools.bench.standing"]
    environment = {**house.environment, "DJANGO_SETTINGS_MODULE": "bield.front.settings"}
    done = subprocess.run(command, env=environment, check=True, capture_output=True, cwd=ROOT)
    found = json.loads(done.stdout)
    work = f"may we: {CHILDREN} children, {PURPOSES} purposes, {found['answers']} answers, {engine}"
    statements = times.count(found["statements"], "statement", "statements")
    figure = f"{ms(found['each'])}, {ms(found['cpu'])} CPU, {statements}"
    reached = found["each"] <= GOAL and found["statements"] == 1
    return [Row(work, figure, "5 ms, 1 statement", reached)]


def main() -> None:
    import django  # noqa: PLC0415  # only in the process of its own

    django.setup()
    from django.db import connection, transaction  # noqa: PLC0415, TID251  # undone at once
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from bield.agreements import queries  # noqa: PLC0415
    from bield.agreements.models import Answer  # noqa: PLC0415
    from bield.kit.reading import wall  # noqa: PLC0415
    from bield.people.actors import house  # noqa: PLC0415
    from bield.people.queries import organisation_ids  # noqa: PLC0415

    organisation, at = next(iter(organisation_ids())), timezone.now()
    with transaction.atomic():
        wall(organisation)
        children, purposes = _class(organisation, at)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # a minute later PostgreSQL has done so by itself
        answers = Answer.objects.filter(person__in=children).count()
        actor, asked = house(organisation, "bench"), (children, purposes)
        with CaptureQueriesContext(connection) as statements:
            standings = queries.standings(actor, *asked, at=at)
        if not all(one.granted for one in standings.values()):
            raise SystemExit("not everybody has agreed")
        spent, took = time.process_time(), []
        for _ in range(TIMES):
            began = time.perf_counter()
            queries.standings(actor, *asked, at=at)
            took.append(time.perf_counter() - began)
        cpu = (time.process_time() - spent) / TIMES
        transaction.set_rollback(True)
    told = {"answers": answers, "each": statistics.median(took), "cpu": cpu}
    told["statements"] = len(statements)
    sys.stdout.write(json.dumps(told) + os.linesep)


def _class(organisation, at):  # type: ignore[no-untyped-def]  # its types are read with Django
    """Thirty children with two guardians each, and everybody's yes to everything."""
    from datetime import date  # noqa: PLC0415

    from bield.agreements.models import (  # noqa: PLC0415
        Answer,
        Form,
        FormVersion,
        Question,
        Terms,
        Understood,
    )  # fmt: skip
    from bield.agreements.states import GOVERNED, RETAINED, Audience, Purpose  # noqa: PLC0415
    from bield.people.models import Guardianship, Person  # noqa: PLC0415
    from bield.retention.models import RetentionRule  # noqa: PLC0415

    ours, purposes = {"organisation_id": organisation}, list(Purpose.values)[:PURPOSES]
    for purpose in GOVERNED:
        by = {"set_by": "bench", "set_at": at}
        Terms.objects.create(**ours, **by, purpose=purpose, uses="again", viewers="lead")
        code = f"{RETAINED}{purpose}"
        RetentionRule.objects.create(**ours, **by, purpose=code, amount=1, unit="months")
    form = Form.objects.create(**ours, title="Measured")
    edition = FormVersion.objects.create(**ours, form=form, number=1, published_at=at)
    words = {
        (purpose, audience): Question.objects.create(
            **ours, version=edition, purpose=purpose, audience=audience, words="May we?",
            digest="d", figures="again|lead|1 months" if purpose in GOVERNED else "",
            check_right="yes", check_asks="?",
        )
        for purpose in purposes
        for audience in (Audience.GUARDIAN, Audience.CHILD)
    }  # fmt: skip
    born = {"born_on": date(at.year - 10, 1, 1)}
    children = [Person.objects.create(**ours, **born, name=f"Child {n}") for n in range(CHILDREN)]
    said = []
    for child in children:
        signers = [(child, Audience.CHILD)]
        for _ in range(2):
            guardian = Person.objects.create(**ours, name="Guardian")
            Guardianship.objects.create(
                **ours, guardian=guardian, child=child, parental_responsibility=True,
                begins_on=date(2020, 1, 1),
            )  # fmt: skip
            signers.append((guardian, Audience.GUARDIAN))
        said += [
            Answer(
                **ours, person=child, signer=signer, purpose=purpose, digest="d", said="yes",
                question=words[purpose, audience], how="paper", at=at,
            )
            for purpose in purposes
            for signer, audience in signers
        ]  # fmt: skip
    kept = Answer.objects.bulk_create(said)
    Understood.objects.bulk_create(
        Understood(**ours, answer=one, asks="?", chosen="yes") for one in kept
    )
    return [child.pk for child in children], purposes


if __name__ == "__main__":
    main()

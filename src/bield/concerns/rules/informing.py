"""What a post inside is told of an incident, and what whoever holds the post does with it. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

from bield.concerns.lenses.recipients import OF_POST
from bield.kit.keeps import keeps
from bield.kit.refusals import Refusal
from bield.kit.written import written
from bield.people.states import Role


@dataclass(frozen=True, slots=True)
class Technical:
    """The technical or public side of an incident: nothing of who is affected."""

    account: str = ""
    device: str = ""
    since: str = ""  # when it was, as well as it is known
    words: str = ""

    @property
    def text(self) -> str:
        named = (("Account", self.account), ("Device", self.device), ("When", self.since))
        lines = [f"{name}: {value.strip()}" for name, value in named if value.strip()]
        return "\n".join((*([self.words.strip()] if self.words.strip() else []), *lines))


@keeps("TP-A1-4a", "TP-A1-4b")
def inform(
    told: Technical, *, posts: Collection[str], fitting: Collection[str], why: str
) -> list[Refusal]:
    """Facts in words, to at least one post; whoever it fits is told, or it is said why not."""
    clauses = ("TP-A1-4a", "TP-A1-4b")
    refusals = []
    if not written(told.words):
        refusals.append(Refusal("no-facts", "Write the technical facts.", clauses, field="words"))
    if not posts or not set(posts) <= OF_POST.keys():
        refusals.append(Refusal("no-post", "Choose at least one post.", clauses, field="posts"))
    left = [post for post in fitting if post not in posts]
    if left and not written(why):
        names = ", ".join(str(Role(post).label) for post in left)
        refusals.append(
            Refusal(
                "fits-too", f"What was answered concerns these too: {names}. Tick them, or write"
                " why they are not told.", clauses, field="why",
            )
        )  # fmt: skip
    return refusals


@keeps("TP-A1-4b")
def take(*, by_post: bool, taken: bool) -> list[Refusal]:
    if not by_post:
        return [Refusal("asked-by-name", "You were asked by name: it is yours already.")]
    return [Refusal("taken-already", "You have taken it already.")] if taken else []


@keeps("TP-A1-4b")
def pass_task_on(*, by_post: bool, answered: bool, works_here: bool, reason: str) -> list[Refusal]:
    """To an adult who works here. Whether the concern names that one is not said: whoever passes it
    on must not learn whom it names."""
    if not by_post:
        return [Refusal("asked-by-name", "You were asked by name. Tell whoever asked you.")]
    if answered:
        return [Refusal("answered-already", "You have answered this already.")]
    refusals = []
    if not works_here:
        refusals.append(
            Refusal("not-to-be-asked", "Name another adult who works here.", field="person")
        )
    if not written(reason):
        refusals.append(Refusal("no-reason", "Write why you pass it on.", field="reason"))
    return refusals

from django.db import models
from django.db.models import Q

from bield.concerns.states import StayState, Voice

LONGEST_ADDRESS = 40


class Door(models.Model):
    """An address at which anybody may tell without a name: of the organisation, or of one site."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="doors")
    address = models.CharField(max_length=LONGEST_ADDRESS, unique=True)  # printed on posters
    site = models.ForeignKey("people.Site", models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    shut_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.address


class WayBack(models.Model):
    """How a concern came through a public door, and the way back for whoever told: a code, of
    which nothing is kept but a keyed hash."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    concern = models.OneToOneField("concerns.Concern", models.PROTECT, related_name="way_back")
    door = models.ForeignKey(Door, models.PROTECT, related_name="+")
    voice = models.CharField(max_length=6, choices=Voice.choices)
    code_hash = models.CharField(max_length=64)
    place_said = models.BooleanField()  # else the concern stands at a place that we chose
    crowd = models.PositiveIntegerField(default=0)  # how many came from one place at once
    unheard_since = models.DateTimeField(null=True)  # the reporter wrote, nobody has read it
    seen_to = models.PositiveIntegerField(default=0)  # the last line that the reporter has read

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="way_back_has_its_own_code", fields=["organisation", "code_hash"]
            ),
            models.CheckConstraint(
                name="way_back_voice_is_known", condition=Q(voice__in=Voice.values)
            ),
        ]

    def __str__(self) -> str:
        return f"way back to {self.concern_id}"


class Stay(models.Model):
    """Somebody at a public door, in one browser, for a short time: what they have typed, or what
    they came back to. Sealed with a secret that only that browser holds."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    door = models.ForeignKey(Door, models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    state = models.CharField(max_length=8, choices=StayState.choices)
    held = models.BinaryField()
    turn_at = models.DateTimeField(null=True)  # when what waits has its turn
    used_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="stay_state_is_known", condition=Q(state__in=StayState.values)
            ),
            models.CheckConstraint(
                name="stay_that_waits_has_its_turn",
                condition=Q(state__in=[StayState.WAITING, StayState.ASKING], turn_at__isnull=False)
                | (~Q(state__in=[StayState.WAITING, StayState.ASKING]) & Q(turn_at__isnull=True)),
            ),
        ]
        indexes = [models.Index(name="stay_by_age", fields=["organisation", "used_at"])]

    def __str__(self) -> str:
        return f"{self.state} at {self.door_id}"


class Salt(models.Model):
    """Of one day. It is thrown away with the day, and with it whatever the marks mean."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    day = models.DateField()
    salt = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="day_has_one_salt", fields=["organisation", "day"])
        ]

    def __str__(self) -> str:
        return self.day.isoformat()


class Mark(models.Model):
    """How hard one place on the network presses at a public door. No address: a keyed hash of it
    with the salt of the day."""

    organisation = models.ForeignKey("people.Organisation", models.PROTECT, related_name="+")
    salt = models.ForeignKey(Salt, models.CASCADE, related_name="marks")
    origin_hash = models.CharField(max_length=64)
    pressure = models.FloatField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="place_has_one_mark", fields=["salt", "origin_hash"])
        ]

    def __str__(self) -> str:
        return f"{self.pressure:.0f}"

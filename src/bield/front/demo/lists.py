"""A list from another system that waits for somebody's yes."""

from datetime import datetime, timedelta

from bield.front.demo.build import World
from bield.people import commands
from bield.people.states import Role

SOURCE = "Office spreadsheet"
ROWS = """Number,Name,Born,Site
{code}-201,Tobin Ashgrove,2010-03-14,{place}
{code}-202,Merle Hathersage,2009-11-02,{place}
{code}-203,Sunita Oakhanger,2010-07-30,{place}
"""
COLUMNS = {"key": "Number", "name": "Name", "born": "Born", "place": "Site"}


def receive(world: World, now: datetime) -> None:
    """Three who begin soon: laid beside who is known here, and taken in by nobody yet."""
    at = now - timedelta(hours=3)
    keeps = world.actor(world.holding(Role.ADMINISTRATOR)[0], at)
    rows = ROWS.format(code=world.cast.door[:2].upper(), place=world.cast.sites[0])
    found = commands.receive_list(keeps, [rows.encode()], source=SOURCE, whole=False, at=at)
    commands.choose_columns(
        keeps, found.reference, columns=COLUMNS, order="year", role=Role.LEARNER, at=at
    )
    commands.read_list(world.house, found.pk, at=at)

"""What other systems may ask of this room."""

from bield.concerns.api import exports, files, people, referrals, reports, staff, triage

# The export stands first: its address is no reference of a concern.
ROUTES = (
    *exports.ROUTES,
    *reports.ROUTES,
    *triage.ROUTES,
    *people.ROUTES,
    *referrals.ROUTES,
    *files.ROUTES,
    *staff.ROUTES,
)

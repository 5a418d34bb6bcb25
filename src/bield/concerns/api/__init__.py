"""What other systems may ask of this room."""

from bield.concerns.api import referrals, reports, triage

ROUTES = (*reports.ROUTES, *triage.ROUTES, *referrals.ROUTES)

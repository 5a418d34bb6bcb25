"""Who gets what answer, for every address and method: the table a reviewer reads first.

A row is missing, and the tests fail. The last column is a visitor who is not signed in. Mia leads
another organisation; what she gets here is what any stranger gets. A form sent empty answers 200
with its errors when it may be used at all. To a browser the door for other systems is shut,
whoever is signed in; what tokens get there stands in `test_matrix_of_tokens`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection, transaction  # noqa: TID251  # every answer is undone again
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from bield.access.cookies import VISIT as COOKIE
from bield.access.models import Visit
from bield.kit.refusals import Refused
from bield.people.actors import Strength
from bield.people.models import Person
from tests.access.things import ABOUT, ABSENT, things
from tests.access.things_of_doors import OPEN_TO_ALL
from tests.conftest import enter, found_cast, look_into
from tests.databases import Databases
from tests.pages import LookingClient

TABLE = """
route                         method ama ben cat dev eve fay gus hal ivy joe kim lou nan mia out
front:about                   GET    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
front:privacy                 GET    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
front:accessibility           GET    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
front:language                GET    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
front:language                POST   200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
front:gallery                 GET    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
front:home                    GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
front:my-children             GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
front:mine                    GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
front:today                   GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
concerns:without-network      GET    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
concerns:without-network-worker GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
concerns:without-network-manifest GET 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
concerns:without-network-card GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
concerns:without-network-send POST   422 422 422 422 422 422 422 422 422 422 302 422 422 422 302
front:healthz                 GET    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
ledger:record                 GET    200 200 404 404 404 200 404 404 404 404 302 404 404 200 302
ledger:record                 POST   200 200 404 404 404 200 404 404 404 404 302 404 404 200 302
access:sign-in                GET    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
access:sign-in                POST   200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
access:sign-in-with-passkey   POST   200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
access:second-step            GET    302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
access:second-step            POST   302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
access:second-step-with-passkey POST   200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
access:recovery               GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
access:recovery               POST   200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
access:forgotten              GET    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
access:forgotten              POST   200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
access:new-password           GET    410 410 410 410 410 410 410 410 410 410 410 410 410 410 410
access:new-password           POST   410 410 410 410 410 410 410 410 410 410 410 410 410 410 410
access:invitation             GET    410 410 410 410 410 410 410 410 410 410 410 410 410 410 410
access:invitation             POST   410 410 410 410 410 410 410 410 410 410 410 410 410 410 410
access:address                GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
access:address                POST   200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
access:new-address            GET    410 410 410 410 410 410 410 410 410 410 410 410 410 410 410
access:new-address            POST   410 410 410 410 410 410 410 410 410 410 410 410 410 410 410
access:new-device-here        GET    410 410 410 410 410 410 410 410 410 410 410 410 410 410 410
access:new-device-here        POST   410 410 410 410 410 410 410 410 410 410 410 410 410 410 410
access:sign-out               POST   302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
access:hide                   POST   302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
access:account                GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
access:welcome                GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
access:password               GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
access:password               POST   200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
access:end-visit              POST   404 404 404 404 404 404 404 404 404 404 302 404 404 404 302
access:sign-out-everywhere    POST   302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
access:switch                 POST   404 404 404 404 404 404 404 404 404 404 302 404 404 404 302
access:second-factor          GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
access:add-authenticator      GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
access:add-authenticator      POST   200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
access:add-passkey            GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
access:add-passkey            POST   200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
access:remove-factor          POST   404 404 404 404 404 404 404 404 404 404 302 404 404 404 302
access:recovery-codes         GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
access:recovery-codes         POST   200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
access:new-device             GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
access:new-device             POST   200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
access:ask-own-reset          POST   302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
access:house                  GET    200 200 404 404 200 200 404 200 404 404 302 200 404 200 302
access:house                  POST   200 200 404 404 200 200 404 200 404 404 302 200 404 200 302
access:resets                 GET    200 200 404 404 200 200 404 200 404 404 302 200 404 200 302
access:confirm-reset          POST   404 404 404 404 404 404 404 404 404 404 302 404 404 404 302
access:stop-reset             POST   404 404 404 404 404 404 404 404 404 404 302 404 404 404 302
access:person                 GET    200 200 404 404 200 200 404 404 404 404 302 200 404 404 302
access:invite                 POST   403 403 403 404 403 403 403 404 403 404 302 403 404 404 302
access:start-reset            POST   302 302 403 404 302 403 403 404 403 404 302 403 404 404 302
access:ask-reset              POST   403 403 403 404 403 403 403 404 302 404 302 403 404 404 302
access:tokens                 GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
access:new-token              GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
access:new-token              POST   200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
access:end-token              POST   302 302 404 404 302 404 404 404 404 404 302 404 404 404 302
access:hooks                  GET    200 200 404 404 200 404 404 404 404 404 302 404 404 200 302
access:new-hook               GET    200 200 404 404 200 404 404 404 404 404 302 404 404 200 302
access:new-hook               POST   200 200 404 404 200 404 404 404 404 404 302 404 404 200 302
access:end-hook               POST   302 302 404 404 302 404 404 404 404 404 302 404 404 404 302
access:shared                 GET    200 200 404 404 200 404 404 200 404 404 302 404 404 200 302
access:shared                 POST   200 200 404 404 200 404 404 200 404 404 302 404 404 200 302
access:holders                GET    200 200 404 404 200 404 404 200 404 404 302 404 404 404 302
access:holders                POST   200 200 404 404 200 404 404 200 404 404 302 404 404 404 302
access:end-shared             POST   302 302 403 403 302 403 403 302 403 403 302 403 403 404 302
advice:help                   GET    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
advice:if-a-child-tells-you   GET    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
advice:you-did-right          GET    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
advice:where-to-report        GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
advice:if-nobody-answers      GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
advice:add-number             GET    200 200 404 404 200 404 404 404 404 404 302 200 404 200 302
advice:add-number             POST   200 200 404 404 200 404 404 404 404 404 302 200 404 200 302
advice:change-number          GET    200 200 404 404 200 404 404 404 404 404 302 200 404 404 302
advice:change-number          POST   200 200 404 404 200 404 404 404 404 404 302 200 404 404 302
advice:check-number           POST   302 302 404 404 302 404 404 404 404 404 302 302 404 404 302
advice:end-number             POST   302 302 404 404 302 404 404 404 404 404 302 302 404 404 302
concerns:report               GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
concerns:what-happened        GET    302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:what-happened        POST   200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
concerns:keep-draft           POST   204 204 204 204 204 204 204 204 204 204 302 204 204 204 302
concerns:discard-draft        POST   302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:known-people         GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
concerns:receipt              GET    200 404 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:my-reports           GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
concerns:link                 GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:link                 POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:times                GET    200 200 200 404 404 200 404 404 404 404 302 200 404 200 302
concerns:own-time             GET    200 200 404 404 404 404 404 404 404 404 302 404 404 200 302
concerns:own-time             POST   200 200 404 404 404 404 404 404 404 404 302 404 404 200 302
concerns:desk                 GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
concerns:search               GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
concerns:patterns             GET    200 200 200 404 404 200 200 404 404 404 302 404 404 200 302
concerns:pattern              GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:concern              GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:acknowledge          POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:triage               GET    302 302 302 404 404 404 404 404 404 404 302 404 404 404 302
concerns:answers              GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:answers              POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:question             GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:question             POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:attach               GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:attach               POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:capture              GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:capture              POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:file                 GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:add-entry            GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:add-entry            POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:assign               GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:assign               POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:pass-on              GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:pass-on              POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:watch                GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:watch                POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:refer-now            GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:refer-now            POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:refer-alone          GET    200 200 200 200 200 200 200 200 200 404 302 200 404 200 302
concerns:refer-alone          POST   200 200 200 200 200 200 200 200 200 404 302 200 404 200 302
concerns:refer                GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:refer-to             GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:refer-to             POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:take-advice          GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:take-advice          POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:hear                 GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:hear                 POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:disclosure           GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:preview              GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:sent                 GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:sent                 POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:redact               GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:redact               POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:put-back             POST   302 302 302 404 404 404 404 404 404 404 302 404 404 404 302
concerns:make-redacted        POST   302 302 302 404 404 404 404 404 404 404 302 404 404 404 302
concerns:release              GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:release              POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:make-copy            POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:save-copy            POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:make-address         POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:end-addresses        POST   302 302 302 404 404 404 404 404 404 404 302 404 404 404 302
concerns:opened               GET    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
concerns:opened               POST   200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
concerns:exclude              GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:exclude              POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:grant                GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:grant                POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:end-grant            GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:end-grant            POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:close                GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:close                POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:reopen               GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:reopen               POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:print                GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:print                POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:history              GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:history-print        GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:history-print        POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:write-to-reporter    GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:write-to-reporter    POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:heard                POST   403 403 403 404 404 404 404 404 404 404 302 404 404 404 302
concerns:doors                GET    200 200 404 404 200 404 404 404 404 404 302 200 404 200 302
concerns:doors                POST   200 200 404 404 200 404 404 404 404 404 302 200 404 200 302
concerns:shut-door            POST   302 302 404 404 302 404 404 404 404 404 302 302 404 404 302
concerns:poster               GET    200 200 404 404 200 404 404 404 404 404 302 200 404 404 302
concerns:start                GET    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
concerns:start                POST   200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
concerns:door                 GET    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
concerns:door-begin           GET    302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:door-begin           POST   302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:door-danger          GET    302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:door-danger          POST   200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
concerns:door-words           GET    302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:door-words           POST   200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
concerns:door-who             GET    302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:door-who             POST   302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:door-place           GET    302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:door-place           POST   302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:door-harm            GET    302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:door-harm            POST   302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:door-help            GET    302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:door-help            POST   302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:door-name            GET    302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:door-name            POST   302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:door-sent            GET    302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:door-sent            POST   302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:door-waiting         GET    302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:door-waiting         POST   302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:door-numbers         GET    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
concerns:door-safety          GET    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
concerns:door-code            GET    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
concerns:door-code            POST   200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
concerns:door-thread          GET    302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:door-thread          POST   302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:door-leave           GET    302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:door-forget          POST   302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
concerns:parents              GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:parents              POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:tell-parents         GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:tell-parents         POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:custody              GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:custody              POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:meeting              GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:meeting              POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:spoke                GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:spoke                POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:support              GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:support              POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:read-twice           GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:read-twice           POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:responses            GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:responses            POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:respond              GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:respond              POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:leave-out            GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:leave-out            POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:consult              GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:consult              POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:end-consultation     GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:end-consultation     POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:task                 GET    404 404 404 404 404 404 404 404 200 404 302 404 404 404 302
concerns:task                 POST   404 404 404 404 404 404 404 404 200 404 302 404 404 404 302
concerns:inform               GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:inform               POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:take-notice          POST   404 404 404 404 404 404 404 404 403 404 302 404 404 404 302
concerns:pass-notice-on       GET    404 404 404 404 404 404 404 404 200 404 302 404 404 404 302
concerns:pass-notice-on       POST   404 404 404 404 404 404 404 404 200 404 302 404 404 404 302
concerns:practise             GET    200 200 200 200 200 200 200 200 200 404 302 200 404 200 302
concerns:practise             POST   200 200 200 200 200 200 200 200 200 404 302 200 404 200 302
concerns:numbered         GET    200 200 200 404 404 200 200 404 404 404 302 404 404 200 302
concerns:take-in-table    GET    200 200 404 404 404 404 404 404 404 404 302 404 404 200 302
concerns:take-in-table    POST   200 200 404 404 404 404 404 404 404 404 302 404 404 200 302
concerns:table-report     POST   200 200 404 404 404 404 404 404 404 404 302 404 404 200 302
concerns:export           GET    200 200 404 404 404 404 404 404 404 404 302 404 404 200 302
concerns:export           POST   200 200 404 404 404 404 404 404 404 404 302 404 404 200 302
concerns:save-export      POST   403 403 404 404 404 404 404 404 404 404 302 404 404 403 302
concerns:numbered-csv     POST   200 200 200 404 404 200 200 404 404 404 302 404 404 200 302
concerns:saved-views      GET   200 200 200 404 404 200 200 404 404 404 302 404 404 200 302
concerns:keep-view        GET   200 200 200 404 404 200 200 404 404 404 302 404 404 200 302
concerns:keep-view        POST  200 200 200 404 404 200 200 404 404 404 302 404 404 200 302
concerns:saved-view       GET   200 404 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:change-view      GET   200 404 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:change-view      POST  200 404 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:drop-view        POST  302 404 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:slips            GET    200 200 200 404 404 200 200 404 404 404 302 404 404 200 302
concerns:slips            POST   200 200 200 404 404 200 200 404 404 404 302 404 404 200 302
concerns:slip-batch       GET    200 200 200 404 404 200 200 404 404 404 302 404 404 404 302
concerns:slips-printed    GET    200 200 200 404 404 200 200 404 404 404 302 404 404 404 302
concerns:slip-out-of-use  GET    200 200 200 404 404 200 200 404 404 404 302 404 404 404 302
concerns:slip-out-of-use  POST   200 200 200 404 404 200 200 404 404 404 302 404 404 404 302
concerns:plan-change          GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:plan-change          POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:tell-reporter        GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:tell-reporter        POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:keep-in-touch        GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:keep-in-touch        POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:body-map             GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:body-map             POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:people-in-it         GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:name-also            GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:name-also            POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:put-right            GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:put-right            POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:name-no-more         GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:name-no-more         POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:about-an-adult       GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
concerns:staff-files          GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
concerns:staff-file           GET    200 404 404 404 404 404 200 404 404 404 302 404 404 404 302
concerns:staff-outcome        GET    200 404 404 404 404 404 200 404 404 404 302 404 404 404 302
concerns:staff-outcome        POST   200 404 404 404 404 404 200 404 404 404 302 404 404 404 302
concerns:staff-together       GET    200 404 404 404 404 404 200 404 404 404 302 404 404 404 302
concerns:staff-together       POST   200 404 404 404 404 404 200 404 404 404 302 404 404 404 302
concerns:ask-reference        GET    200 404 404 404 404 404 200 404 404 404 302 404 404 404 302
concerns:ask-reference        POST   200 404 404 404 404 404 200 404 404 404 302 404 404 404 302
concerns:staff-reference      GET    200 404 404 404 404 404 200 404 404 404 302 404 404 404 302
concerns:flags                GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:set-flag             GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:set-flag             POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:keep-flag            GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:keep-flag            POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:end-flag             GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:end-flag             POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:mark-mistake         GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:mark-mistake         POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:in-keeping           GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:hand-over            GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:hand-over            POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:confirm-hand-over    GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:confirm-hand-over    POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:take-back            GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:take-back            POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:keep-no-more         GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:keep-no-more         POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
concerns:change               GET    200 200 200 404 404 404 404 404 200 404 302 404 404 404 302
concerns:change               POST   200 200 200 404 404 404 404 404 200 404 302 404 404 404 302
concerns:changes              GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
concerns:send-file            GET    200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:send-file            POST   200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:transfer-lock        GET    200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:transfer-lock        POST   200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:transfer-sent        GET    200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:transfer-sent        POST   200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:transfer-answer      GET    200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:transfer-answer      POST   200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:transfer             GET    200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:transfer-look        GET    200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:transfer-take        POST   200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:transfers            GET    200 200 404 404 404 404 404 404 404 404 302 404 404 200 302
concerns:checker              GET    200 200 404 404 404 404 404 404 404 404 302 404 404 200 302
concerns:accept-file          GET    200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:accept-file          POST   200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:refuse-file          GET    200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:refuse-file          POST   200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:received             GET    200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:received-look        GET    200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:receipt-for          GET    200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
concerns:received-files       GET    200 200 404 404 404 404 404 404 404 404 302 404 404 200 302
concerns:receiving-card       GET    200 200 404 404 404 404 404 404 404 404 302 404 404 200 302
concerns:take-in              GET    200 200 404 404 404 404 404 404 404 404 302 404 404 200 302
concerns:take-in              POST   200 200 404 404 404 404 404 404 404 404 302 404 404 200 302
duties:duties                 GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
duties:calendar               GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
duties:calendar               POST   200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
duties:take-out-term          POST   302 302 403 403 302 403 403 403 403 403 302 302 403 404 302
duties:done                   GET    200 404 404 404 404 404 404 404 404 404 302 404 404 404 302
duties:done                   POST   200 404 404 404 404 404 404 404 404 404 302 404 404 404 302
retention:holds               GET    200 200 404 404 404 404 404 404 404 404 302 404 404 200 302
retention:place               GET    200 200 404 404 404 404 404 404 404 404 302 404 404 200 302
retention:place               POST   200 200 404 404 404 404 404 404 404 404 302 404 404 200 302
retention:certificates        GET    200 200 404 404 404 404 404 404 404 404 302 200 404 200 302
retention:hold                GET    200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
retention:review              GET    200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
retention:review              POST   200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
retention:release             GET    200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
retention:release             POST   200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
retention:rules               GET   200 200 404 404 200 200 200 404 404 404 302 200 404 200 302
retention:rule                GET   200 200 404 404 404 404 404 404 404 404 302 200 404 200 302
retention:rule                POST  200 200 404 404 404 404 404 404 404 404 302 200 404 200 302
retention:follow-pack         GET   200 200 404 404 404 404 404 404 404 404 302 200 404 200 302
retention:follow-pack         POST  200 200 404 404 404 404 404 404 404 404 302 200 404 200 302
retention:due                 GET   200 200 404 404 404 200 200 404 404 404 302 200 404 200 302
retention:record              GET   200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
retention:keep                GET   200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
retention:keep                POST  200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
retention:propose             GET   200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
retention:propose             POST  200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
retention:agree               GET   404 200 404 404 404 404 404 404 404 404 302 404 404 404 302
retention:agree               POST  404 302 404 404 404 404 404 404 404 404 302 404 404 404 302
retention:send-back           GET   404 200 404 404 404 404 404 404 404 404 302 404 404 404 302
retention:send-back           POST  404 200 404 404 404 404 404 404 404 404 302 404 404 404 302
retention:requests            GET   200 404 404 404 200 404 404 404 404 404 302 200 404 200 302
retention:my-requests         GET   200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
retention:ask                 GET   200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
retention:ask                 POST  200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
retention:write-request       GET   200 404 404 404 200 404 404 404 404 404 302 200 404 200 302
retention:write-request       POST  200 404 404 404 200 404 404 404 404 404 302 200 404 200 302
retention:contact             GET   404 404 404 404 200 404 404 404 404 404 302 200 404 404 302
retention:contact             POST  404 404 404 404 200 404 404 404 404 404 302 200 404 404 302
retention:request             GET   200 404 404 404 200 404 404 404 404 404 302 200 404 404 302
retention:request             POST  200 404 404 404 200 404 404 404 404 404 302 200 404 404 302
retention:package             GET   200 404 404 404 200 404 404 404 404 404 302 200 404 404 302
retention:package             POST  200 404 404 404 200 404 404 404 404 404 302 200 404 404 302
retention:open-package        POST  200 404 404 404 404 404 404 404 404 404 302 404 404 404 302
retention:breaches            GET   200 404 404 404 200 404 404 404 404 404 302 200 404 200 302
retention:write-breach        GET   200 404 404 404 200 404 404 404 404 404 302 200 404 200 302
retention:write-breach        POST  200 404 404 404 200 404 404 404 404 404 302 200 404 200 302
retention:save-breaches       POST  200 404 404 404 200 404 404 404 404 404 302 200 404 200 302
retention:breach              GET   200 404 404 404 200 404 404 404 404 404 302 200 404 404 302
retention:breach              POST  200 404 404 404 200 404 404 404 404 404 302 200 404 404 302
set-up:set-up                 GET    404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
set-up:set-up                 POST   404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
set-up:organisation           GET    404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
set-up:organisation           POST   404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
set-up:places                 GET    404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
set-up:places                 POST   404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
set-up:you                    GET    404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
set-up:you                    POST   404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
set-up:lead                   GET    404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
set-up:lead                   POST   404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
set-up:deputy                 GET    404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
set-up:deputy                 POST   404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
set-up:outside-contact        GET    404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
set-up:outside-contact        POST   404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
set-up:clock                  GET    404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
set-up:clock                  POST   404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
set-up:finish                 GET    404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
set-up:finish                 POST   404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
people:team                   GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
people:card                   GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
people:contact                GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
people:contact                POST   302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
people:send-code              POST   302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
people:confirm-contact        GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
people:confirm-contact        POST   200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
people:people                 GET    200 200 404 404 200 404 404 404 404 404 302 200 404 200 302
people:add                    GET    200 200 404 404 200 404 404 404 404 404 302 404 404 200 302
people:add                    POST   200 200 404 404 200 404 404 404 404 404 302 404 404 200 302
people:lists                  GET    200 200 404 404 200 404 404 404 404 404 302 404 404 200 302
people:add-list               GET    200 200 404 404 200 404 404 404 404 404 302 404 404 200 302
people:add-list               POST   200 200 404 404 200 404 404 404 404 404 302 404 404 200 302
people:missing                GET    200 200 404 404 200 404 404 404 404 404 302 404 404 200 302
people:missing                POST   200 200 404 404 200 404 404 404 404 404 302 404 404 200 302
people:list                   GET    200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:list-columns           GET    200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:list-columns           POST   200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:list-known             GET    200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:list-known             POST   302 302 404 404 302 404 404 404 404 404 302 404 404 404 302
people:list-again             POST   302 302 404 404 302 404 404 404 404 404 302 404 404 404 302
people:list-accept            POST   302 302 404 404 302 404 404 404 404 404 302 404 404 404 302
people:list-drop              POST   302 302 404 404 302 404 404 404 404 404 302 404 404 404 302
people:list-part              GET    200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:places                 GET    200 200 404 404 200 404 404 404 404 404 302 200 404 200 302
people:add-place              GET    200 200 404 404 200 404 404 404 404 404 302 404 404 200 302
people:add-place              POST   200 200 404 404 200 404 404 404 404 404 302 404 404 200 302
people:close-place            GET    200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:close-place            POST   200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:organisation           GET    200 200 404 404 200 404 404 404 404 404 302 404 404 200 302
people:organisation           POST   200 200 404 404 200 404 404 404 404 404 302 404 404 200 302
people:words                  GET    200 200 404 404 200 404 404 404 404 404 302 404 404 200 302
people:words                  POST   302 302 404 404 302 404 404 404 404 404 302 404 404 302 302
people:posts                  GET    200 200 404 404 200 200 404 404 404 404 302 200 404 200 302
people:put-forward            GET    200 200 404 404 404 200 404 404 404 404 302 200 404 200 302
people:put-forward            POST   200 200 404 404 404 200 404 404 404 404 302 200 404 200 302
people:end-post               GET    200 200 404 404 200 200 404 404 404 404 302 200 404 404 302
people:end-post               POST   200 200 404 404 200 200 404 404 404 404 302 200 404 404 302
people:appointment            GET    200 200 404 404 200 200 404 404 404 404 302 200 404 404 302
people:confirm                POST   403 302 404 404 403 302 404 404 404 404 302 302 404 404 302
people:cancel                 POST   302 302 404 404 403 302 404 404 404 404 302 302 404 404 302
people:cover                  GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
people:end-cover              POST   302 302 404 404 302 403 404 404 404 404 302 403 404 404 302
people:person                 GET    200 200 404 404 200 404 404 404 404 404 302 200 404 404 302
people:change                 GET    200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:change                 POST   200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:leave                  GET    200 200 404 404 200 404 404 404 404 404 302 200 404 404 302
people:leave                  POST   200 200 404 404 200 404 404 404 404 404 302 200 404 404 302
people:family                 GET    200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:family                 POST   200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:withhold               GET    200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
people:withhold               POST   200 200 404 404 404 404 404 404 404 404 302 404 404 404 302
people:end-withholding        POST   302 302 404 404 404 404 404 404 404 404 302 404 404 404 302
people:give                   GET    200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:give                   POST   200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:away                   GET    200 200 404 404 200 200 404 404 404 404 302 200 404 404 302
people:away                   POST   200 200 404 404 200 200 404 404 404 404 302 200 404 404 302
people:ring                   GET    200 200 404 404 200 200 404 404 404 404 302 200 404 404 302
people:ring                   POST   200 200 404 404 200 200 404 404 404 404 302 200 404 404 302
agreements:mine               GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
agreements:procedure          GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
agreements:answer             GET    200 404 404 404 404 404 404 404 404 404 302 404 404 404 302
agreements:answer             POST   200 404 404 404 404 404 404 404 404 404 302 404 404 404 302
agreements:take-back          GET    200 404 404 404 404 404 404 404 404 404 302 404 404 404 302
agreements:take-back          POST   302 404 404 404 404 404 404 404 404 404 302 404 404 404 302
agreements:choose-copies      POST   404 404 404 404 404 404 404 404 404 404 302 404 404 404 302
agreements:asking             GET    200 200 200 404 200 404 404 404 404 404 302 200 404 200 302
agreements:put-to             GET    200 200 200 404 200 404 404 404 404 404 302 200 404 404 302
agreements:put-to             POST   200 200 200 404 200 404 404 404 404 404 302 200 404 404 302
agreements:request            GET    200 200 404 404 200 404 404 404 404 404 302 200 404 404 302
agreements:remind-now         POST   302 302 404 404 302 404 404 404 404 404 302 302 404 404 302
agreements:end-request        POST   302 302 404 404 302 404 404 404 404 404 302 302 404 404 302
agreements:save-list          POST   200 200 404 404 200 404 404 404 404 404 302 200 404 404 302
agreements:kept               GET    200 404 404 404 404 404 404 404 404 404 302 404 404 404 302
agreements:code               GET    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
agreements:code               POST   200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
agreements:link               GET    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
agreements:link               POST   200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
agreements:by-link            GET    410 410 410 410 410 410 410 410 410 410 410 410 410 410 410
agreements:answer-by-link     GET    410 410 410 410 410 410 410 410 410 410 410 410 410 410 410
agreements:answer-by-link     POST   410 410 410 410 410 410 410 410 410 410 410 410 410 410 410
agreements:done               POST   200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
agreements:certificate        GET    200 200 200 404 200 404 404 404 404 404 302 200 404 404 302
agreements:certificate-to-keep GET    200 200 200 404 200 404 404 404 404 404 302 200 404 404 302
agreements:scan               GET    200 200 200 404 200 404 404 404 404 404 302 200 404 404 302
agreements:statement          GET    200 200 200 404 200 404 404 404 404 404 302 200 404 404 302
agreements:statement          POST   200 200 200 404 200 404 404 404 404 404 302 200 404 404 302
agreements:guest              GET    200 200 200 404 200 404 404 404 404 404 302 200 404 200 302
agreements:guest              POST   200 200 200 404 200 404 404 404 404 404 302 200 404 200 302
agreements:send-links         GET    200 200 200 404 200 404 404 404 404 404 302 200 404 404 302
agreements:send-links         POST   200 200 200 404 200 404 404 404 404 404 302 200 404 404 302
agreements:send-link          POST   200 200 200 404 200 404 404 404 404 404 302 200 404 404 302
agreements:show-link          POST   200 200 200 404 200 404 404 404 404 404 302 200 404 404 302
agreements:show-code          POST   200 200 200 404 200 404 404 404 404 404 302 200 404 404 302
agreements:ask-by-message     GET    200 200 200 404 200 404 404 404 404 404 302 200 404 404 302
agreements:ask-by-message     POST   200 200 200 404 200 404 404 404 404 404 302 200 404 404 302
agreements:forms              GET    200 200 404 404 404 404 404 404 404 404 302 200 404 200 302
agreements:new-form           GET    200 200 404 404 404 404 404 404 404 404 302 200 404 200 302
agreements:new-form           POST   200 200 404 404 404 404 404 404 404 404 302 200 404 200 302
agreements:form               GET    200 200 404 404 404 404 404 404 404 404 302 200 404 404 302
agreements:ask                GET    200 200 404 404 404 404 404 404 404 404 302 200 404 404 302
agreements:ask                POST   200 200 404 404 404 404 404 404 404 404 302 200 404 404 302
agreements:ask-anew           GET    200 200 404 404 404 404 404 404 404 404 302 200 404 404 302
agreements:ask-anew           POST   200 200 404 404 404 404 404 404 404 404 302 200 404 404 302
agreements:take-out           POST   200 200 404 404 404 404 404 404 404 404 302 200 404 404 302
agreements:publish            POST   200 200 404 404 404 404 404 404 404 404 302 200 404 404 302
agreements:renew              POST   200 200 404 404 404 404 404 404 404 404 302 200 404 404 302
agreements:why                GET    200 200 404 404 404 404 404 404 404 404 302 200 404 404 302
agreements:why                POST   200 200 404 404 404 404 404 404 404 404 302 200 404 404 302
agreements:part               GET    200 200 404 404 404 404 404 404 404 404 302 200 404 404 302
agreements:part               POST   200 200 404 404 404 404 404 404 404 404 302 200 404 404 302
agreements:terms              GET    200 200 404 404 404 404 404 404 404 404 302 200 404 200 302
agreements:terms              POST   200 200 404 404 404 404 404 404 404 404 302 200 404 200 302
agreements:start              POST   200 200 404 404 404 404 404 404 404 404 302 200 404 200 302
agreements:wanted             GET    200 200 200 404 200 404 404 404 404 404 302 200 404 404 302
agreements:take-answer        GET    200 200 200 404 200 404 404 404 404 404 302 200 404 404 302
agreements:take-answer        POST   200 200 200 404 200 404 404 404 404 404 302 200 404 404 302
agreements:signed             GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
agreements:all-misuse         GET    200 200 404 404 404 404 404 200 404 404 302 200 404 200 302
agreements:misuse-of          GET    200 200 404 404 404 404 404 200 404 404 302 200 404 404 302
agreements:misuse-day         GET    200 200 404 404 404 404 404 200 404 404 302 200 404 404 302
agreements:misuse-day         POST   200 200 404 404 404 404 404 200 404 404 302 200 404 404 302
agreements:record-misuse      GET    200 200 404 404 404 404 404 200 404 404 302 200 404 404 302
agreements:record-misuse      POST   200 200 404 404 404 404 404 200 404 404 302 200 404 404 302
agreements:misuse             GET    200 200 404 404 404 404 404 404 200 404 302 200 404 404 302
agreements:misuse             POST   200 200 404 404 404 404 404 404 404 404 302 200 404 404 302
agreements:ties               GET    200 200 200 200 200 200 200 200 200 404 302 200 404 200 302
agreements:ties               POST   200 200 200 200 200 200 200 200 200 404 302 200 404 200 302
agreements:add-tie            GET    200 200 200 200 200 200 200 200 200 404 302 200 404 200 302
agreements:add-tie            POST   200 200 200 200 200 200 200 200 200 404 302 200 404 200 302
agreements:end-tie            GET    200 404 404 404 404 404 404 404 404 404 302 404 404 404 302
agreements:end-tie            POST   302 404 404 404 404 404 404 404 404 404 302 404 404 404 302
agreements:conduct            GET    200 404 404 404 404 404 404 404 404 404 302 200 404 200 302
agreements:conduct-table      GET    200 404 404 404 404 404 404 404 404 404 302 200 404 200 302
agreements:ties-of            GET    200 404 404 404 404 404 404 404 404 404 302 200 404 404 302
agreements:decide-tie         GET    200 404 404 404 404 404 404 404 404 404 302 200 404 404 302
agreements:decide-tie         POST   200 404 404 404 404 404 404 404 404 404 302 200 404 404 302
agreements:taken-back         GET    200 404 404 404 404 404 404 404 404 404 302 404 404 404 302
agreements:follows            GET    200 200 200 404 200 404 404 404 404 404 302 200 404 200 302
agreements:events             GET    200 200 200 404 200 404 404 404 404 404 302 200 404 200 302
agreements:new-event          GET    200 200 200 404 200 404 404 404 404 404 302 200 404 200 302
agreements:new-event          POST   200 200 200 404 200 404 404 404 404 404 302 200 404 200 302
agreements:event              GET    200 200 200 404 200 404 404 404 404 404 302 200 404 404 302
agreements:change-event       GET    200 200 200 404 200 404 404 404 404 404 302 200 404 404 302
agreements:change-event       POST   200 200 200 404 200 404 404 404 404 404 302 200 404 404 302
agreements:my-events          GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
agreements:event-notice       GET    200 200 200 200 200 200 200 200 200 200 302 200 404 404 302
agreements:report-online      GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
agreements:report-online      POST   200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
agreements:seen-online        GET    200 404 404 404 404 404 404 404 404 404 302 404 404 404 302
agreements:take-downs         GET    200 200 200 404 404 404 404 404 404 404 302 404 404 200 302
agreements:take-down          GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
agreements:ask-down           GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
agreements:ask-down           POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
agreements:hear-down          GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
agreements:hear-down          POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
agreements:tell-parents       GET    200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
agreements:tell-parents       POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
agreements:close-take-down    POST   200 200 200 404 404 404 404 404 404 404 302 404 404 404 302
agreements:my-recordings      GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
agreements:my-recordings      POST   200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
agreements:recordings         GET    200 200 200 404 200 404 404 404 404 404 302 200 404 200 302
agreements:recording          GET    200 200 404 404 200 404 404 404 404 404 302 200 404 404 302
agreements:sign-recording     GET    200 404 404 404 404 404 404 404 404 404 302 404 404 404 302
agreements:sign-recording     POST   200 404 404 404 404 404 404 404 404 404 302 404 404 404 302
agreements:drop-recording     POST   302 404 404 404 404 404 404 404 404 404 302 404 404 404 302
agreements:recording-deleted  GET    200 404 404 404 404 404 404 404 404 404 302 404 404 404 302
agreements:recording-deleted  POST   200 404 404 404 404 404 404 404 404 404 302 404 404 404 302
agreements:countersign        POST   404 302 404 404 302 404 404 404 404 404 302 302 404 404 302
api:openapi                   GET    200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
api:reports                   POST   401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:report                    GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:export                    GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:concerns                  GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:concern                   GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:narrative                 GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:triage                    GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:triage                    POST   401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:answer                    POST   401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:people                    GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:people                    POST   401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:put-right                 POST   401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:name-no-more              POST   401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:referrals                 GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:shareable                 GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:disclosures               POST   401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:sent                      POST   401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:heard                     POST   401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:files                     GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:file                      GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:take-file                 POST   401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:file-sent                 POST   401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:file-receipt              POST   401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:staff-files               GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:staff-file                GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:staff-threshold           POST   401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:staff-outcome             POST   401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:staff-together            POST   401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:ask-reference             POST   401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:staff-reference           GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:arrivals                  GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:arrival                   GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:prepare-file              POST   401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:duties                    GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:duty-done                 POST   401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:people-lists              POST   401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:people-list               GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:sites                     GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:figures                   GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
duties:overview               GET    200 200 404 404 404 200 404 404 404 404 302 200 404 200 302
duties:hand-on                GET    200 404 404 404 404 404 404 404 404 404 302 404 404 200 302
duties:hand-on                POST   200 404 404 404 404 404 404 404 404 404 302 404 404 200 302
duties:take-back              POST   302 404 404 404 404 404 404 404 404 404 302 404 404 404 302
duties:branch                 GET    200 200 404 404 200 200 404 404 404 404 302 200 404 404 302
duties:more-often             GET    200 200 404 404 200 404 404 404 404 404 302 200 404 404 302
duties:more-often             POST   200 200 404 404 200 404 404 404 404 404 302 200 404 404 302
duties:by-the-group           POST   404 404 404 404 404 404 404 404 404 404 302 404 404 404 302
people:own-family             GET    200 200 200 200 200 200 200 200 200 200 302 200 200 200 302
people:number                 GET    200 200 200 200 200 200 200 200 200 404 302 200 404 200 302
people:change-number          GET    200 200 404 404 200 404 404 404 404 404 302 404 404 200 302
people:change-number          POST   200 200 404 404 200 404 404 404 404 404 302 404 404 200 302
people:groups                 GET    200 200 404 404 200 404 404 404 404 404 302 200 404 200 302
people:add-group              GET    200 200 404 404 200 404 404 404 404 404 302 404 404 200 302
people:add-group              POST   200 200 404 404 200 404 404 404 404 404 302 404 404 200 302
people:group                  GET    200 200 404 404 200 404 404 404 404 404 302 200 404 404 302
people:rename-group           GET    200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:rename-group           POST   200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:close-group            GET    200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:close-group            POST   200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:join-group             GET    200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:join-group             POST   200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:leave-group            POST   302 302 404 404 302 404 404 404 404 404 302 403 404 404 302
people:bodies                 GET    200 200 404 404 200 404 404 404 404 404 302 200 404 200 302
people:add-body               GET    200 200 404 404 200 404 404 404 404 404 302 404 404 200 302
people:add-body               POST   200 200 404 404 200 404 404 404 404 404 302 404 404 200 302
people:body                   GET    200 200 404 404 200 404 404 404 404 404 302 200 404 404 302
people:contact-of             GET    200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:contact-of             POST   200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:close-body             GET    200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:close-body             POST   200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:engage                 GET    200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:engage                 POST   200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:end-engagement         GET    200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:end-engagement         POST   200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:family-of              GET    200 200 404 404 200 404 404 404 404 404 302 200 404 404 302
people:home                   GET    200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:home                   POST   200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:move-in                GET    200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:move-in                POST   200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:move-out               POST   404 404 404 404 404 404 404 404 404 404 302 404 404 404 302
people:change-link            GET    200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:change-link            POST   200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:end-link               GET    200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:end-link               POST   200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:notes                  GET    200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:notes                  POST   200 200 404 404 200 404 404 404 404 404 302 404 404 404 302
people:call                   GET    200 200 404 404 200 404 404 404 404 404 302 200 404 404 302
api:permissions               GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:group-permissions         GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
api:groups                    GET    401 401 401 401 401 401 401 401 401 401 401 401 401 401 401
policies:board                GET    200 200 404 404 404 200 404 404 404 404 302 200 404 200 302
reports:board                 GET    200 200 404 404 404 200 404 404 404 404 302 200 404 200 302
reports:save-board            POST   200 200 404 404 404 200 404 404 404 404 302 200 404 200 302
"""
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
HEAD, *ROWS = [line.split() for line in TABLE.strip().splitlines()]
WHO = HEAD[2:]
ANYBODY = ("ama", "dev", "mia", "out")  # methods are refused before anybody's posts are looked at
MATRIX = {(route, method): answers for route, method, *answers in ROWS}
WEAKLY = ("dev", "ivy", "joe", "nan")  # a volunteer, staff, a child and a parent
LET_IN_BY_NAME = "concerns"  # anybody may be, one day: they are asked first who they are
OF_ONES_OWN = ("access:remove-factor", "POST")


WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)')
KEPT_OF_EVERY_LOOK = {
    "ledger_entry",
    "ledger_head",
    "ledger_detail",
    "access_visit",
}  # that it was looked at, and by which visit


@dataclass(frozen=True)
class World:
    tokens: dict[str, str]  # who -> what the cookie carries
    own: dict[str, str]  # a thing of Alder Training's
    foreign: dict[str, str]  # the like of Birch Nursery's
    absent: dict[str, str]  # nobody's

    def ask(self, who: str, method: str, path: str) -> HttpResponse:
        client = LookingClient()
        if who != "out":
            client.cookies[COOKIE] = self.tokens[who]
        with transaction.atomic():
            answer = client.generic(
                method, path, "", content_type="application/x-www-form-urlencoded"
            )
            transaction.set_rollback(True)
        return answer


@pytest.fixture(scope="module")
def world(
    django_db_setup: None, databases: Databases, django_db_blocker: DjangoDbBlocker
) -> Iterator[World]:
    """Built once: everybody is signed in, and each answer is undone."""
    with django_db_blocker.unblock():
        name = databases.fresh()
        with databases.using(name):
            yield _build()
        databases.drop(name)


def _build() -> World:
    cast = found_cast()
    tokens = {who: _admitted(cast.people[who]) for who in WHO if who != "out"}
    weakly = {
        f"{who} by password": enter(cast.people[who], Strength.ONE_FACTOR)
        for who in ("ama", *WEAKLY)
    }
    own = things(cast.ama)
    look_into(cast.birch)
    return World(tokens | weakly, own, foreign=things(cast.mia), absent=ABSENT)


def _admitted(person: Person) -> str:
    """Kim left last year: whatever her browser still holds, it opens nothing."""
    try:
        token = enter(person)
    except Refused:
        return "of-a-visit-that-is-over"
    later = timezone.now() + timedelta(hours=4)  # the table may take longer than a visit stays open
    Visit.objects.filter(person_id=person.pk).update(last_seen_at=later, proved_at=later)
    return token


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[str]:
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLPattern):
            yield prefix + str(entry.name)
        else:
            yield from routes(entry, f"{prefix}{entry.namespace}:" if entry.namespace else prefix)


def path(route: str, things: dict[str, str]) -> str:
    return reverse(route, args=things[ABOUT[route]].split() if route in ABOUT else [])


def test_every_route_has_a_row() -> None:
    assert set(routes()) == {route for route, _ in MATRIX}


def test_no_two_addresses_share_a_name_and_no_row_hides_another() -> None:
    twice = [name for name, times in Counter(routes()).items() if times > 1]

    assert twice == []
    assert len(ROWS) == len(MATRIX)


@pytest.mark.parametrize(("route", "method"), MATRIX)
def test_everybody_gets_the_answer_of_the_table(world: World, route: str, method: str) -> None:
    address = path(route, world.own)

    answers = [str(world.ask(who, method, address).status_code) for who in WHO]

    assert answers == MATRIX[route, method], f"{route:<29} {method:<6} {' '.join(answers)}"


@pytest.mark.parametrize("route", [route for route, method in MATRIX if method == "GET"])
def test_a_page_is_asked_for_by_its_head_as_by_itself(world: World, route: str) -> None:
    address = path(route, world.own)

    for who in ("ama", "dev", "mia", "out"):
        with CaptureQueriesContext(connection) as said:
            by_head = world.ask(who, "HEAD", address).status_code

        assert by_head == world.ask(who, "GET", address).status_code
        assert _changed(said) <= KEPT_OF_EVERY_LOOK


@pytest.mark.parametrize("who", WEAKLY)
def test_who_came_by_password_alone_hears_first_that_it_is_not_theirs(
    world: World, who: str
) -> None:
    """Nobody sets up a second factor for a page that is not there for them with it either."""
    not_theirs = {
        (route, method)
        for (route, method), answers in MATRIX.items()
        if answers[WHO.index(who)] == "404" and not route.startswith(f"{LET_IN_BY_NAME}:")
    }

    sent_away = {
        (route, method)
        for route, method in not_theirs - {OF_ONES_OWN}
        if world.ask(f"{who} by password", method, path(route, world.own)).status_code != 404
    }

    assert len(not_theirs) > 100
    assert sent_away == set()


@pytest.mark.parametrize("route", ["retention:hold", "retention:request", "agreements:form"])
def test_who_may_look_at_it_is_asked_first_who_they_are_and_learns_nothing_by_it(
    world: World, route: str
) -> None:
    for things_asked in (world.own, world.absent):
        address = path(route, things_asked)
        answer = world.ask("ama by password", "GET", address)
        assert answer.headers["Location"].startswith("/sign-in/second-step/?next=")


def _changed(said: CaptureQueriesContext) -> set[str]:
    """The tables into which something was written."""
    statements = (one["sql"] for one in said.captured_queries)
    return {found[1] for sql in statements if (found := WRITES.match(sql))}


@pytest.mark.parametrize("route", sorted({route for route, _ in MATRIX}))
def test_a_method_without_a_row_is_not_served(world: World, route: str) -> None:
    left_out = [method for method in METHODS if (route, method) not in MATRIX]
    address = path(route, world.own)

    for method in left_out:
        answers = {world.ask(who, method, address).status_code for who in ANYBODY}
        assert answers <= {302, 404, 405}, method


@pytest.mark.parametrize(
    ("route", "method"),
    [
        (route, method)
        for route, method in MATRIX
        if route in ABOUT and ABOUT[route] not in OPEN_TO_ALL
    ],
)
def test_what_is_foreign_and_what_is_absent_look_the_same(
    world: World, route: str, method: str
) -> None:
    thing = ABOUT[route]

    for who in set(WHO) - {"mia"}:
        one = world.ask(who, method, path(route, world.foreign))
        other = world.ask(who, method, path(route, world.absent))
        assert one.status_code == other.status_code
        assert _said(one, world.foreign[thing]) == _said(other, world.absent[thing])


def _said(answer: HttpResponse, thing: str) -> str:
    """The page and where it leads, without the token that is new each time and without the name
    of what was asked for."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    said = f"{answer.headers.get('Location', '')} {page}"
    for part in thing.split():
        said = said.replace(part, "it")
    return said

"""A form is believed only when it came from a page of ours."""

from django.http import HttpRequest
from django.middleware.csrf import CsrfViewMiddleware

OURS = "same-origin"


class OriginMiddleware(CsrfViewMiddleware):
    """Django's check of the token and the origin, for pages that tell nobody where they are.

    Under `Referrer-Policy: no-referrer` a browser sends `Origin: null` with every form, ours
    included. It says in `Sec-Fetch-Site`, which no script can forge, whether the form was ours; a
    browser too old to say so is judged by the token alone.
    """

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.META["HTTP_ORIGIN"] == "null":
            return bool(request.META.get("HTTP_SEC_FETCH_SITE", OURS) == OURS)
        return bool(super()._origin_verified(request))  # type: ignore[misc]  # absent from the stubs

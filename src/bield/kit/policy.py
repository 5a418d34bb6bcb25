"""What a browser may do with our pages, and what it may keep of them."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from bield.kit.proxies import came_by_https

POLICY = "; ".join(
    [
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "font", "connect")),
        "manifest-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
    ]
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
}
HEALTH = "/healthz"  # asked by a load balancer beside us, in clear
HTTPS_ONLY = "max-age=31536000; includeSubDomains"


class PolicyMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path != HEALTH:
            request.get_host()  # a name that is not ours is refused before anything else
        if came_by_https(request):
            # From here on every question about the scheme has one answer.
            request.META["wsgi.url_scheme"] = "https"
        elif settings.BASE_URL.startswith("https://") and request.path != HEALTH:
            return HttpResponsePermanentRedirect(settings.BASE_URL + request.get_full_path())
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.is_secure():
            response.headers["Strict-Transport-Security"] = HTTPS_ONLY
        return response

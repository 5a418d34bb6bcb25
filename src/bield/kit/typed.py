"""What somebody had typed when a page could not be kept: shown again, so that nothing is lost."""

from django.http import HttpRequest

SECRETS = ("password", "code", "token", "csrf", "key")
WORTH_KEEPING = 3  # characters; shorter ones are ticks and choices


def typed(request: HttpRequest) -> list[str]:
    if request.method != "POST":
        return []
    return [
        text
        for name, texts in request.POST.lists()
        if not any(secret in name for secret in SECRETS)
        for text in texts
        if len(text) > WORTH_KEEPING
    ]

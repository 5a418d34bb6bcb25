"""Every address of the house. Rooms bring their own; this file only puts them together."""

from django.urls import URLPattern, URLResolver, include, path

from bield.front import api, gallery, views

handler400 = "bield.front.views.unread"
handler404 = "bield.front.views.not_found"
handler500 = "bield.front.views.trouble"

own: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("my-children/", views.my_children, name="my-children"),
    path("mine/", views.mine, name="mine"),
    path("today/", views.today, name="today"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("language/", views.language, name="language"),
    path("gallery/", gallery.gallery, name="gallery"),
    path("healthz", views.healthz, name="healthz"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((own, "front"))),
    path(api.PREFIX, include((api.urlpatterns, "api"))),
    path("", include("bield.front.setup.urls")),
    path("", include("bield.access.urls")),
    path("", include("bield.advice.urls")),
    path("", include("bield.agreements.urls")),
    path("", include("bield.concerns.urls")),
    path("", include("bield.duties.urls")),
    path("", include("bield.ledger.urls")),
    path("", include("bield.retention.urls")),
    path("", include("bield.people.urls")),
    path("", include("bield.policies.urls")),
    path("", include("bield.reports.urls")),
]

from django.urls import path

from bield.duties import views

app_name = "duties"
urlpatterns = [
    path("duties/", views.duties, name="duties"),
    path("duties/terms/", views.calendar, name="calendar"),
    path("duties/terms/<str:reference>/take-out/", views.take_out_term, name="take-out-term"),
    path("duties/overview/", views.overview, name="overview"),
    path("duties/hand-on/", views.hand_on, name="hand-on"),
    path("duties/hand-on/<str:reference>/take-back/", views.take_back, name="take-back"),
    path("duties/places/<str:reference>/", views.branch, name="branch"),
    path(
        "duties/places/<str:reference>/<str:kind>/more-often/", views.more_often, name="more-often"
    ),
    path(
        "duties/places/<str:reference>/<str:kind>/by-the-group/",
        views.by_the_group,
        name="by-the-group",
    ),
    path("duties/<str:reference>/done/", views.done, name="done"),
]

from django.urls import path

from bield.front.setup import views

app_name = "set-up"
urlpatterns = [
    path("set-up/", views.set_up, name="set-up"),
    path("set-up/organisation/", views.organisation, name="organisation"),
    path("set-up/places/", views.places, name="places"),
    path("set-up/you/", views.you, name="you"),
    path("set-up/lead/", views.lead, name="lead"),
    path("set-up/deputy/", views.deputy, name="deputy"),
    path("set-up/outside-contact/", views.outside_contact, name="outside-contact"),
    path("set-up/clock/", views.clock, name="clock"),
    path("set-up/finish/", views.finish, name="finish"),
]

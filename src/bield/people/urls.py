from django.urls import path

from bield.people.views import changes, contacts, persons, places, team, withholding

app_name = "people"
urlpatterns = [
    path("team/", team.team, name="team"),
    path("team/card/", team.card, name="card"),
    path("me/contact/", contacts.own, name="contact"),
    path("me/contact/send/", contacts.send, name="send-code"),
    path("me/contact/confirm/", contacts.confirm, name="confirm-contact"),
    path("people/", persons.people, name="people"),
    path("people/add/", persons.add, name="add"),
    path("people/places/", places.places, name="places"),
    path("people/places/add/", places.add, name="add-place"),
    path("people/places/<str:reference>/close/", places.close, name="close-place"),
    path("people/organisation/", places.organisation, name="organisation"),
    path("people/words/", places.words, name="words"),
    path("people/posts/", changes.posts, name="posts"),
    path("people/posts/put-forward/", changes.put_forward, name="put-forward"),
    path("people/posts/<str:reference>/end/", changes.end_post, name="end-post"),
    path("people/appointments/<str:reference>/", changes.appointment, name="appointment"),
    path("people/appointments/<str:reference>/confirm/", changes.confirm, name="confirm"),
    path("people/appointments/<str:reference>/cancel/", changes.cancel, name="cancel"),
    path("people/cover/", changes.cover, name="cover"),
    path("people/cover/<str:reference>/end/", changes.end_cover, name="end-cover"),
    path("people/withheld/<slug:reference>/end/", withholding.end, name="end-withholding"),
    path("people/<str:reference>/", persons.person, name="person"),
    path("people/<str:reference>/change/", persons.change, name="change"),
    path("people/<str:reference>/leave/", persons.leave, name="leave"),
    path("people/<str:reference>/family/", persons.family, name="family"),
    path("people/<str:reference>/withhold/", withholding.withhold, name="withhold"),
    path("people/<str:reference>/give/", changes.give, name="give"),
    path("people/<str:reference>/away/", changes.away, name="away"),
    path("people/<str:reference>/ring/", contacts.ring, name="ring"),
]

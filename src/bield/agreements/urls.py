from django.urls import path

from bield.agreements import views

app_name = "agreements"
urlpatterns = [
    path("agreements/", views.mine, name="mine"),
    path("agreements/<slug:person>/<slug:reference>/", views.answer, name="answer"),
    path(
        "agreements/<slug:person>/<slug:reference>/take-back/<slug:purpose>/",
        views.take_back,
        name="take-back",
    ),
    path("forms/", views.all_forms, name="forms"),
    path("forms/new/", views.new_form, name="new-form"),
    path("forms/<slug:reference>/", views.one_form, name="form"),
    path("forms/<slug:reference>/ask/", views.question, name="ask"),
    path("forms/<slug:reference>/ask/<slug:purpose>/", views.question, name="ask-anew"),
    path("forms/<slug:reference>/take-out/<slug:purpose>/", views.take_out, name="take-out"),
    path("forms/<slug:reference>/wanted/", views.wanted, name="wanted"),
    path(
        "forms/<slug:reference>/wanted/<slug:person>/<slug:signer>/",
        views.take_answer,
        name="take-answer",
    ),
    path("forms/<slug:reference>/publish/", views.publish, name="publish"),
]

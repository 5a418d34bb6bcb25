from django.urls import path

from bield.agreements import views

app_name = "agreements"
urlpatterns = [
    path("agreements/", views.mine, name="mine"),
    path("agreements/signed/", views.signed, name="signed"),
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
    path("misuse/", views.all_misuse, name="all-misuse"),
    path("misuse/of/<slug:person>/", views.misuse_of, name="misuse-of"),
    path("misuse/of/<slug:person>/new/", views.misuse_day, name="misuse-day"),
    path("misuse/of/<slug:person>/new/<slug:day>/", views.record_misuse, name="record-misuse"),
    path("misuse/<slug:reference>/", views.misuse, name="misuse"),
    path("ties/", views.ties, name="ties"),
    path("ties/add/", views.add_tie, name="add-tie"),
    path("ties/<slug:reference>/end/", views.end_tie, name="end-tie"),
    path("conduct/", views.conduct, name="conduct"),
    path("conduct/table/", views.conduct_table, name="conduct-table"),
    path("conduct/ties/<slug:reference>/decide/", views.decide_tie, name="decide-tie"),
    path("conduct/of/<slug:person>/", views.ties_of, name="ties-of"),
]

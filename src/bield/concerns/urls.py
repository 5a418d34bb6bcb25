from django.urls import path

from bield.concerns import views

app_name = "concerns"
urlpatterns = [
    path("report/", views.report, name="report"),
    path("report/what-happened/", views.what_happened, name="what-happened"),
    path("report/draft/", views.keep_draft, name="keep-draft"),
    path("report/draft/discard/", views.discard_draft, name="discard-draft"),
    path("report/people/", views.known_people, name="known-people"),
    path("report/sent/<slug:reference>/", views.receipt, name="receipt"),
    path("refer-now/", views.refer_alone, name="refer-alone"),
    path("concern/<slug:reference>/refer-now/", views.refer_now, name="refer-now"),
    path("my-reports/", views.my_reports, name="my-reports"),
    path("times/", views.times, name="times"),
    path("times/<str:code>/", views.own_time, name="own-time"),
    path("desk/", views.desk, name="desk"),
    path("search/", views.search, name="search"),
    path("concern/<slug:reference>/", views.concern, name="concern"),
    path("concern/<slug:reference>/acknowledge/", views.acknowledge, name="acknowledge"),
    path("concern/<slug:reference>/triage/", views.triage, name="triage"),
    path("concern/<slug:reference>/triage/answers/", views.answers, name="answers"),
    path("concern/<slug:reference>/triage/<slug:question>/", views.question, name="question"),
    path("concern/<slug:reference>/add/", views.add_entry, name="add-entry"),
    path("concern/<slug:reference>/assign/", views.assign, name="assign"),
    path("concern/<slug:reference>/pass-on/", views.pass_on, name="pass-on"),
    path("concern/<slug:reference>/watch/", views.watch, name="watch"),
    path("concern/<slug:reference>/exclude/", views.exclude, name="exclude"),
    path("concern/<slug:reference>/let-in/", views.grant, name="grant"),
    path("concern/<slug:reference>/let-go/", views.end_grant, name="end-grant"),
    path("concern/<slug:reference>/close/", views.close, name="close"),
    path("concern/<slug:reference>/reopen/", views.reopen, name="reopen"),
    path("concern/<slug:reference>/print/", views.printed, name="print"),
]

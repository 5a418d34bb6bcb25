from django.urls import path

from bield.retention import views
from bield.retention.views import breaches, keeping, packages, requests

app_name = "retention"
urlpatterns = [
    path("holds/", views.holds, name="holds"),
    path("holds/place/", views.place, name="place"),
    path("holds/certificates/", views.certificates, name="certificates"),
    path("holds/<str:reference>/", views.hold, name="hold"),
    path("holds/<str:reference>/review/", views.review, name="review"),
    path("holds/<str:reference>/release/", views.release, name="release"),
    path("keeping/", keeping.rules, name="rules"),
    path("keeping/rules/<str:kind>/", keeping.rule, name="rule"),
    path("keeping/rules/<str:kind>/usual/", keeping.follow_pack, name="follow-pack"),
    path("keeping/review/", keeping.due, name="due"),
    path("keeping/review/<str:subject>/", keeping.record, name="record"),
    path("keeping/review/<str:subject>/keep/", keeping.keep, name="keep"),
    path("keeping/review/<str:subject>/dispose/", keeping.propose, name="propose"),
    path("keeping/review/<str:subject>/agree/", keeping.agree, name="agree"),
    path("keeping/review/<str:subject>/back/", keeping.send_back, name="send-back"),
    path("requests/", requests.all_requests, name="requests"),
    path("requests/mine/", requests.mine, name="my-requests"),
    path("requests/ask/", requests.ask, name="ask"),
    path("requests/write/", requests.write, name="write-request"),
    path("requests/contact/", requests.contact, name="contact"),
    path("requests/<str:reference>/", requests.one_request, name="request"),
    path("requests/<str:reference>/package/", packages.make, name="package"),
    path("requests/<str:reference>/package/<str:package>/", packages.take_out, name="open-package"),
    path("breaches/", breaches.all_breaches, name="breaches"),
    path("breaches/write/", breaches.write, name="write-breach"),
    path("breaches/save/", breaches.save, name="save-breaches"),
    path("breaches/<str:reference>/", breaches.one_breach, name="breach"),
]

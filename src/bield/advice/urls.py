from django.urls import path

from bield.advice import views

app_name = "advice"
urlpatterns = [
    path("help/", views.help_now, name="help"),
    path("help/if-a-child-tells-you/", views.if_a_child_tells_you, name="if-a-child-tells-you"),
    path("help/you-did-the-right-thing/", views.you_did_right, name="you-did-right"),
    path("where-to-report/", views.where_to_report, name="where-to-report"),
    path("where-to-report/if-nobody-answers/", views.if_nobody_answers, name="if-nobody-answers"),
    path("where-to-report/add/", views.add_number, name="add-number"),
    path("where-to-report/<str:reference>/change/", views.change_number, name="change-number"),
    path("where-to-report/<str:reference>/right/", views.check_number, name="check-number"),
    path("where-to-report/<str:reference>/take-out/", views.end_number, name="end-number"),
]

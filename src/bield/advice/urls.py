from django.urls import path

from bield.advice import views

app_name = "advice"
urlpatterns = [
    path("help/", views.help_now, name="help"),
    path("help/if-a-child-tells-you/", views.if_a_child_tells_you, name="if-a-child-tells-you"),
    path("help/you-did-the-right-thing/", views.you_did_right, name="you-did-right"),
]

from django.urls import path

from bield.duties import views

app_name = "duties"
urlpatterns = [
    path("duties/", views.duties, name="duties"),
    path("duties/terms/", views.calendar, name="calendar"),
    path("duties/terms/<str:reference>/take-out/", views.take_out_term, name="take-out-term"),
    path("duties/<str:reference>/done/", views.done, name="done"),
]

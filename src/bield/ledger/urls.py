from django.urls import path

from bield.ledger import views

app_name = "ledger"
urlpatterns = [path("record/", views.record, name="record")]

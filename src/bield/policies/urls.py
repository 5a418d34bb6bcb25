from django.urls import path

from bield.policies import views

app_name = "policies"
urlpatterns = [path("clauses/", views.board, name="board")]

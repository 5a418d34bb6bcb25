from django.urls import path

from bield.reports import views

app_name = "reports"
urlpatterns = [
    path("board/", views.board, name="board"),
    path("board/save/", views.save_board, name="save-board"),
]

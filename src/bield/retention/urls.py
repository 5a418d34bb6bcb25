from django.urls import path

from bield.retention import views

app_name = "retention"
urlpatterns = [
    path("holds/", views.holds, name="holds"),
    path("holds/place/", views.place, name="place"),
    path("holds/certificates/", views.certificates, name="certificates"),
    path("holds/<str:reference>/", views.hold, name="hold"),
    path("holds/<str:reference>/review/", views.review, name="review"),
    path("holds/<str:reference>/release/", views.release, name="release"),
]

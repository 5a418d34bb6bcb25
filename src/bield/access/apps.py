from django.apps import AppConfig


class Access(AppConfig):
    name = "bield.access"

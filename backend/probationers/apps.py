from django.apps import AppConfig


class ProbationersConfig(AppConfig):
    name = "backend.probationers"
    label = "probationers"

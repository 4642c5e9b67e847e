"""Every address: the API, the photos, health, and the two front ends for whatever else is asked."""

from django.conf import settings
from django.urls import include, path, re_path

from backend.config import docs, fronts, health, metrics
from backend.config.api import api
from backend.organisations import photos
from backend.organisations.pages import switchboards
from backend.probationers import pages

urlpatterns = [
    path("healthz", health.live),
    path("readyz", health.ready),
    path("metrics", metrics.show),
    *(
        path(f"api/{side}/{name}", view, {"side": side})
        for side in ("probationer", "agent")
        for name, view in (("docs", docs.page), ("openapi.json", docs.document))
    ),
    path("api/unsubscribe/<str:token>", pages.unsubscribe),
    path("api/switchboards", switchboards),
    path("api/", api.urls),
    path("media/places/<uuid:photo>/<str:size>.webp", photos.show),
    re_path(r"^(?:api|media|static)(?:/|$)", fronts.nothing),
    re_path(r"^agent(?:/|$)", fronts.agent_page),
    re_path(r"^", fronts.probationer_page),
]
if settings.ENVIRONMENT.env == "demo":
    urlpatterns.insert(0, path("demo/", include("backend.demonstration.urls")))

"""Addresses under /demo/; none of them exists outside the demonstration."""

from django.urls import path

from backend.demonstration import views

urlpatterns = [
    path("phone", views.page),
    path("phone.js", views.page, {"part": ".js"}),
    path("phone.css", views.page, {"part": ".css"}),
    path("phone/messages.json", views.messages),
    path("phone/answer", views.answer),
    path("agents.json", views.agents),
    path("gateway/sms", views.sms),
    path("clock", views.move_clock),
]

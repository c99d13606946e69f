from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

from danban.site import views

APPS = (
    "jobs",
    "drafts",
    "consultations",
    "findings",
    "replies",
    "communication",
    "education",
    "accountability",
    "reports",
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("lam-viec/", views.my_work, name="work"),
    path("health", views.health, name="health"),
    path("ready", views.ready, name="ready"),
    path("ngon-ngu/", include("django.conf.urls.i18n")),
    path("tai-khoan/", include("allauth.urls")),
    *(path("", include(f"danban.apps.{app}.urls")) for app in APPS),
]

handler404 = "danban.site.views.not_found"
handler500 = "danban.site.views.broken"

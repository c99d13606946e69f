from django.urls import path

from danban.apps.education import views

app_name = "education"
urlpatterns = [
    path("lam-viec/pbgdpl/", views.outreach, name="outreach"),
    path("lam-viec/pbgdpl/ghi/", views.record, name="record"),
    path("lam-viec/pbgdpl/<int:pk>/", views.activity, name="activity"),
]

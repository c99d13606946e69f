from django.urls import path

from danban.apps.jobs import views

app_name = "jobs"
urlpatterns = [
    path("lam-viec/tac-vu/<uuid:job_id>/", views.show, name="job"),
    path("lam-viec/tac-vu/<uuid:job_id>/dung/", views.cancel, name="cancel"),
]

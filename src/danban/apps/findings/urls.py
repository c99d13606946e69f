from django.urls import path

from danban.apps.findings import views

app_name = "findings"
urlpatterns = [
    path("lam-viec/ho-so/<slug:slug>/phan-tich/", views.groups, name="groups"),
    path("lam-viec/ho-so/<slug:slug>/phan-tich/chay/", views.run, name="run"),
    path("lam-viec/ho-so/<slug:slug>/phan-tich/<int:pk>/", views.group, name="group"),
]

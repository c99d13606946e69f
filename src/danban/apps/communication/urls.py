from django.urls import path

from danban.apps.communication import views

app_name = "communication"
_TAB = "lam-viec/ho-so/<slug:slug>/truyen-thong/"

urlpatterns = [
    path(_TAB, views.content, name="content"),
    path(f"{_TAB}<slug:kind>/dang/", views.publish, name="publish"),
]

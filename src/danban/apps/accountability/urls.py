from django.urls import path

from danban.apps.accountability import views

app_name = "accountability"

urlpatterns = [
    path("tinh-hinh-thuc-hien/", views.board, name="board"),
    path("tinh-hinh-thuc-hien/bang.csv", views.sheet, name="sheet"),
    path("tinh-hinh-thuc-hien/<int:pk>/", views.duty, name="duty"),
    path("lam-viec/ho-so/<slug:slug>/viec/", views.duties, name="duties"),
    path("lam-viec/quy-tac/", views.rules, name="rules"),
    path("lam-viec/quy-tac/<slug:rule_id>/", views.rule, name="rule"),
]

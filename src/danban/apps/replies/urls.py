from django.urls import path

from danban.apps.replies import views

app_name = "replies"
work = "lam-viec/ho-so/<slug:slug>/"
urlpatterns = [
    path("du-thao/<slug:slug>/tra-loi/", views.public, name="public"),
    path("bang-tong-hop/<int:pk>.<str:kind>", views.download, name="download"),
    path(f"{work}tra-loi/", views.desk, name="desk"),
    path(f"{work}tra-loi/<int:group_id>/", views.answer, name="answer"),
    path(f"{work}tra-loi/<int:group_id>/<slug:step>/", views.move, name="move"),
    path(f"{work}bang-tong-hop/", views.tables, name="tables"),
    path(f"{work}bang-tong-hop/<int:pk>/cong-bo/", views.publish_table, name="publish_table"),
]

from django.urls import path

from danban.apps.drafts.views import portal, workspace

app_name = "drafts"
_WORK = "lam-viec/ho-so/"

urlpatterns = [
    path("du-thao/", portal.listing, name="list"),
    path("du-thao/<slug:slug>/", portal.dossier, name="dossier"),
    path("du-thao/<slug:slug>/toan-van/", portal.text, name="text"),
    path("du-thao/<slug:slug>/tep/<int:number>/", portal.file, name="file"),
    path(_WORK, workspace.listing, name="work_list"),
    path(f"{_WORK}moi/", workspace.new, name="new"),
    path(f"{_WORK}<slug:slug>/", workspace.work, name="work"),
    path(f"{_WORK}<slug:slug>/nguoi/", workspace.assign, name="assign"),
    path(f"{_WORK}<slug:slug>/nhat-ky/", workspace.log, name="log"),
    path(f"{_WORK}<slug:slug>/ban/<int:number>/", workspace.version, name="version"),
    path(f"{_WORK}<slug:slug>/ban/<int:number>/dang/", workspace.publish, name="publish"),
    path(f"{_WORK}<slug:slug>/ban/<int:number>/rut/", workspace.withdraw, name="withdraw"),
    path(f"{_WORK}<slug:slug>/ban/<int:number>/doc-lai/", workspace.read_again, name="read_again"),
]

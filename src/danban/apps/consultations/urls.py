from django.urls import path

from danban.apps.consultations.views import intake, portal, review, rounds

app_name = "consultations"
_PUBLIC = "du-thao/<slug:slug>/"
_WORK = "lam-viec/ho-so/<slug:slug>/"
_BATCH = f"{_WORK}tiep-nhan/<int:pk>/"

urlpatterns = [
    path(f"{_PUBLIC}gop-y/", portal.speak, name="speak"),
    path(f"{_PUBLIC}y-kien/", portal.opinions, name="opinions"),
    path("ma-tiep-nhan/", portal.receipt, name="receipt"),
    path("ma-tiep-nhan/rieng/<str:secret>/", portal.own, name="own"),
    path("tham-gia-y-kien/<str:token>/", portal.body_answer, name="body_answer"),
    path(f"{_WORK}dot/", rounds.rounds, name="rounds"),
    path(f"{_WORK}dot/<int:round_id>/keo-dai/", rounds.extend, name="extend"),
    path(f"{_WORK}dot/<int:round_id>/co-quan/", rounds.ask, name="ask"),
    path(f"{_WORK}dot/co-quan/<int:body_id>/", rounds.body, name="body"),
    path(f"{_WORK}dot/co-quan/<int:body_id>/khong-tra-loi/", rounds.silent, name="silent"),
    path(f"{_WORK}dot/co-quan/<int:body_id>/cong-van/", rounds.letter, name="body_letter"),
    path(f"{_WORK}tiep-nhan/", intake.intake, name="intake"),
    path(_BATCH, intake.batch, name="batch"),
    path(f"{_BATCH}cot/", intake.columns, name="batch_columns"),
    path(f"{_BATCH}doc-lai/", intake.read_again, name="batch_read"),
    path(f"{_BATCH}nhan/", intake.take, name="batch_take"),
    path(f"{_BATCH}tra-lai/", intake.release, name="batch_release"),
    path(f"{_BATCH}hoan-tac/", intake.undo, name="batch_undo"),
    path(f"{_BATCH}dong/<int:row_id>/", intake.tray_row, name="tray_row"),
    path(f"{_WORK}duyet-dang/", review.review, name="review"),
]

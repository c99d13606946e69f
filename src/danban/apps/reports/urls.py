from django.urls import path

from danban.apps.reports import views

app_name = "reports"
_PERIOD = "lam-viec/bao-cao/<int:year>/<int:half>/"

urlpatterns = [
    path("lam-viec/bao-cao/", views.listing, name="list"),
    path("lam-viec/bao-cao/tep/<int:pk>.docx", views.download, name="download"),
    path(_PERIOD, views.period, name="period"),
    path(f"{_PERIOD}in/", views.print_report, name="print"),
    path(f"{_PERIOD}<slug:figure>/", views.figure, name="figure"),
]

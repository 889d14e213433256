"""The pages of the forms' area."""

from django.urls import path

from motcua.web.console.forms.views import building, exchanging, listing, standing, trying

HERE = "bieu-mau/<int:version_id>/"
urlpatterns = [
    path("bieu-mau/", listing.forms, name="forms"),
    path(HERE, standing.form, name="form"),
    path(HERE + "soan/", building.build, name="form_build"),
    path(HERE + "soan/cau-truc/", building.arrange, name="form_arrange"),
    path(HERE + "xem-thu/", trying.attempt, name="form_try"),
    path(HERE + "ban-hanh/", standing.publish, name="form_publish"),
    path(HERE + "hen-ngay/", standing.schedule, name="form_schedule"),
    path(HERE + "huy-hen/", standing.unschedule, name="form_unschedule"),
    path(HERE + "bo-nhap/", standing.discard, name="form_discard"),
    path(HERE + "doi-chieu/", standing.confirm, name="form_confirm"),
    path(HERE + "chep/", exchanging.copy, name="form_copy"),
    path(HERE + "nhap/", exchanging.take, name="form_take"),
    path(HERE + "ban/<int:number>.json", exchanging.give, name="form_give"),
]

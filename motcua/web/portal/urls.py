"""The citizens' pages; also under `/en/`."""

from django.urls import path

from motcua.web.portal import identity, leaving, signin
from motcua.web.portal.views import (
    account,
    drafts,
    filing,
    help,
    messages,
    mine,
    paying,
    procedures,
    supplying,
    tracking,
    uploading,
)

app_name = "portal"
urlpatterns = [
    *signin.urlpatterns,
    *identity.urlpatterns,
    *leaving.urlpatterns,
    path("", procedures.home, name="home"),
    path("thu-tuc/", procedures.procedures, name="procedures"),
    path("thu-tuc/<str:code>/", procedures.procedure, name="procedure"),
    path("nop-ho-so/<str:code>/", filing.file, name="file"),
    path("nop-ho-so/<str:code>/nhap/", drafts.save, name="draft-save"),
    path("tai-tep/", uploading.begin, name="upload-begin"),
    path("tai-tep/<str:token>/", uploading.one, name="upload"),
    path("tep-cua-toi/<int:file_id>/trang/<int:number>/", uploading.page_picture, name="page-picture"),
    path("ho-so-nhap/", drafts.drafts, name="drafts"),
    path("ho-so-nhap/<int:draft_id>/xoa/", drafts.discard, name="draft-discard"),
    path("da-nop/<str:code>/", filing.filed, name="filed"),
    path("da-nop/<str:code>/to-khai.pdf", filing.declaration, name="declaration"),
    path("tra-cuu/", tracking.track, name="track"),
    path("tra-cuu/k/<str:key>/", tracking.by_key, name="key"),
    path("tra-cuu/<str:code>/", tracking.tracked, name="tracked"),
    path("ho-so-cua-toi/", mine.mine, name="mine"),
    path("ho-so-cua-toi/<str:code>/bo-sung/", supplying.supply, name="supply"),
    path("ho-so-cua-toi/<str:code>/chung-tu/", paying.proof, name="proof"),
    path("ho-so-cua-toi/<str:code>/rut/", tracking.withdraw, name="withdraw"),
    path("ho-so-cua-toi/<str:code>/ket-qua.pdf", tracking.result, name="result"),
    path("ho-so-cua-toi/<str:code>/tep/<int:file_id>/", mine.own_file, name="own-file"),
    path("ho-so-cua-toi/<str:code>/danh-gia/", mine.rate, name="rate"),
    path("ho-so-cua-toi/<str:code>/tin-nhan/", messages.talk, name="messages"),
    path("tai-khoan/", account.account, name="account"),
    path("tai-khoan/lien-he/", account.contact, name="contact"),
    path("tai-khoan/dai-dien/them/<str:kind>/", account.represent, name="represent"),
    path("tai-khoan/dai-dien/<int:represented_id>/", account.represented, name="represented"),
    path("tai-khoan/dai-dien/<int:represented_id>/xoa/", account.forget, name="forget"),
    path("tai-khoan/giay-to/", account.held, name="held"),
    path("tai-khoan/ai-da-xem/", mine.looks, name="looks"),
    path("huong-dan/", help.guide, name="help"),
]

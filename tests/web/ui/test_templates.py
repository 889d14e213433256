"""Promises of all templates: nothing inline, every component drawn, forms that say what to do."""

import re
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string

from motcua.web.ui import errors, gallery

WEB = Path(__file__).resolve().parents[3] / "motcua/web"
TEMPLATES = sorted(WEB.glob("*/templates/**/*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_no_template_carries_inline_script_or_style(path):
    text = path.read_text()

    assert not re.search(r"<style|\sstyle=|javascript:|\son[a-z]+=[\"']", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//(?!dichvucong\.gov\.vn)", text)


def test_the_gallery_shows_every_component(rf):
    page = render_to_string("ui/gallery/work.html", gallery.sample() | {"search_url": "#"}, rf.get("/giao-dien/"))

    for part in ["tag ok", "due late", "banner wait", "timeline", "checklist", "pager", "tabs", "kv", "upload", "empty",
                 "filters", "dense", "<dialog", "keys", "copyable", "<mark>"]:  # fmt: skip
        assert part in page


def test_an_error_names_its_field_and_links_to_it(rf):
    form = gallery.SampleForm({})
    page = render_to_string("ui/gallery/citizen.html", gallery.sample(form), rf.get("/"))

    assert '<a href="#id_full_name">Xin nhập họ và tên</a>' in page
    assert '<a href="#id_receive_0">Xin chọn cách nhận kết quả</a>' in page
    assert "<title>Lỗi: " in page
    assert {"id_full_name_helptext", "id_full_name_error"} <= set(
        re.search(r'aria-describedby="([^"]+)" id="id_full_name"', page)[1].split()
    )


def test_what_people_typed_is_escaped(rf):
    form = gallery.SampleForm({"full_name": '"><script>alert(1)</script>'})
    page = render_to_string("ui/gallery/citizen.html", gallery.sample(form), rf.get("/"))

    assert "<script>alert" not in page


@pytest.mark.parametrize("status", sorted(errors.WORDS))
def test_error_pages_speak_without_asking_the_database(rf, status):
    response = errors.page(rf.get("/"), status)

    assert response.status_code == status
    assert "Về trang chủ" in response.content.decode()


def test_every_page_carries_the_content_security_policy(client):
    policy = client.get("/khong-co-trang-nay/").headers["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_the_environment_banner_stands_on_a_test_system_only(rf, settings):
    def drawn() -> str:
        request: HttpRequest = rf.get("/")
        return render_to_string("ui/error.html", {"heading": "x", "advice": "y", "code": 1}, request)

    settings.DEMO = True
    assert "Hệ thống thử nghiệm" in drawn()
    settings.DEMO = False
    assert "Hệ thống thử nghiệm" not in drawn()

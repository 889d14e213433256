"""Promises of all templates: nothing inline, every component drawn, forms that say what to do."""

import re
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.template import Template
from django.template.loader import render_to_string
from django.test.signals import template_rendered

from motcua.web.ui import errors, gallery
from motcua.web.ui.templatetags.ui import register

WEB = Path(__file__).resolve().parents[3] / "motcua/web"
TEMPLATES = sorted(WEB.glob("*/templates/**/*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB)))
def test_no_template_carries_inline_script_or_style(path):
    text = path.read_text()

    assert not re.search(r"<style|\sstyle=|javascript:|\son[a-z]+=[\"']", text)
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"(?:src|href)=[\"'](?:https?:)?//(?!dichvucong\.gov\.vn)", text)


def test_the_gallery_shows_every_component(rf):
    """Every tag, every part of the design system, and every class its stylesheet has."""
    drawn: set[str] = set()

    def note(template: Template, **_: object) -> None:
        drawn.add(str(template.name))

    template_rendered.connect(note)
    try:
        pages = [
            render_to_string(f"ui/gallery/{name}.html", gallery.sample(form) | {"search_url": "#"}, rf.get("/"))
            for name, form in (("work", None), ("citizen", None), ("citizen", gallery.SampleForm({})))
        ]
    finally:
        template_rendered.disconnect(note)
    here = WEB / "ui/templates/ui"
    parts = {f"ui/{path.relative_to(here)}" for path in (*here.glob("parts/*"), *here.glob("declaration/*"))}
    sources = "".join(path.read_text() for path in here.glob("gallery/*"))
    names = set(re.findall(r"[\w-]+", " ".join(re.findall(r'class="([^"]*)"', "".join(pages)))))

    assert {*parts, "ui/linked.html"} - drawn == set()
    assert [tag for tag in register.tags if tag not in NO_LOOK and not re.search(rf"{{% {tag}\b", sources)] == []
    missing = components() - names - STATES
    assert not missing, ", ".join(sorted(missing))


NO_LOOK = {"in_language", "file_limits", "mark_spans"}  # the last looks like `mark`
STATES = {"htmx-request", "js", "kept__pages"}  # while it happens; by the script; needs a stored file


def components() -> set[str]:
    """The classes of the layer of components, without what stands in comments."""
    sheet = (WEB / "ui/static/ui/mc.css").read_text()
    layer = sheet[sheet.index("@layer components {") : sheet.index("@layer utilities {")]
    rules = re.findall(r"([^{}]+)\{", re.sub(r"/\*.*?\*/", "", layer, flags=re.S))
    return {name for rule in rules for name in re.findall(r"\.([a-zA-Z_][\w-]*)", rule)}


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

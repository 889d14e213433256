"""What is compressed on its way, and what is not."""

import gzip

import pytest
from django.http import FileResponse, HttpResponse, JsonResponse
from django.test import Client, RequestFactory

from motcua.web.ui.compressing import Compressed

ASKED = {"Accept-Encoding": "gzip, deflate, br"}
LONG = "Giấy xác nhận tình trạng hôn nhân. " * 100


@pytest.mark.parametrize(
    ("response", "compressed"),
    [
        (HttpResponse(LONG), True),
        (JsonResponse({"said": LONG}), True),
        (HttpResponse("Ngắn."), False),
        (HttpResponse(LONG.encode(), content_type="application/pdf"), False),
        (HttpResponse(LONG.encode(), content_type="image/jpeg"), False),
        (FileResponse(iter([LONG.encode()]), content_type="text/plain"), False),
    ],
    ids=["a page", "what a script is told", "a few words", "a paper", "a picture", "a stream"],
)
def test_pages_are_compressed_and_papers_are_not(response, compressed):
    sent = Compressed(lambda _: response)(RequestFactory().get("/", headers=ASKED))
    assert (sent.headers.get("Content-Encoding") == "gzip") == compressed
    if compressed:
        assert len(gzip.decompress(sent.content)) > len(sent.content)


def test_whoever_does_not_ask_for_it_gets_it_plain():
    sent = Compressed(lambda _: HttpResponse(LONG))(RequestFactory().get("/"))
    assert "Content-Encoding" not in sent.headers


@pytest.mark.django_db
def test_the_house_sends_its_pages_so():
    sent = Client().get("/huong-dan/", headers=ASKED)
    assert sent.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in sent.headers["Vary"]
    assert "<h1" in gzip.decompress(sent.content).decode()


@pytest.mark.django_db
def test_its_length_tells_nothing_of_what_is_in_it():
    lengths = {len(Client().get("/huong-dan/", headers=ASKED).content) for _ in range(8)}
    assert len(lengths) > 1

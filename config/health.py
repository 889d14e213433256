"""`/healthz`: 200 when a page could be served now."""

from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponse

from motcua import access


@access.public
def ready(request: HttpRequest) -> HttpResponse:
    """Answer "ok" when the database answers; no session, no template, nothing about the inside."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError:
        return HttpResponse("database", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")

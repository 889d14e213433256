"""Pages are sent compressed: on 3G a page of one's dossiers is there in a third of the time.

Only what is text and whole: papers, pictures and streams are left as they are. Django lengthens each answer by a random
few bytes, and masks the form's token anew each time, so that its length tells nothing of a secret in it (BREACH).
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

TEXT = ("text/", "application/json")


class Compressed(GZipMiddleware):
    """Compress pages and what scripts are told."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress the answer where it is text and whoever asked understands it."""
        if response.streaming or not response.headers.get("Content-Type", "").startswith(TEXT):
            return response
        compressed: HttpResponseBase = super().process_response(request, response)
        return compressed

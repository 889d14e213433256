"""One port for everything: pages through WSGI threads; live streams will be answered here, before Django."""

from a2wsgi import WSGIMiddleware

from config.wsgi import application as pages

application = WSGIMiddleware(pages, workers=8)  # type: ignore[arg-type]  # Django types its own WSGI more narrowly

"""One port for everything: pages through WSGI threads; live streams will be answered here, before Django."""

from collections.abc import Awaitable, Callable
from typing import Any

from a2wsgi import WSGIMiddleware

from config.wsgi import application as django_pages

Message = dict[str, Any]

pages: Any = WSGIMiddleware(django_pages, workers=8)  # type: ignore[arg-type]  # Django types its WSGI more narrowly


async def application(
    scope: Message, receive: Callable[[], Awaitable[Message]], send: Callable[[Message], Awaitable[None]]
) -> None:
    """Answer a request.

    granian's `receive` and `send` give awaitables of its own; a2wsgi passes them to asyncio, which takes coroutines
    only and would fail on the first request with a body.
    """

    async def received() -> Message:
        return await receive()

    async def sent(message: Message) -> None:
        await send(message)

    await pages(scope, received, sent)

"""Pages read as a browser reads them."""

from __future__ import annotations

from typing import Any

from lxml import html


class Read:
    """A page, asked by XPath."""

    def __init__(self, response: Any, *, status: int = 200) -> None:
        assert response.status_code == status, f"{response.status_code}: {getattr(response, 'url', '')}"
        self.tree = html.fromstring(response.content.decode())

    def all(self, path: str) -> list[Any]:
        return list(self.tree.xpath(path))

    def text(self, path: str = "//main") -> str:
        """What is said at the first place, spaces made one."""
        return " ".join(self.tree.xpath(path)[0].text_content().split())

    def texts(self, path: str) -> list[str]:
        return [" ".join(each.text_content().split()) for each in self.tree.xpath(path)]

    def links(self, path: str) -> list[str]:
        return [each.get("href") for each in self.tree.xpath(f"{path}//a")]

"""What a rule or a package raises when it will not do what it is asked: one shape for all, in two languages."""

from typing import ClassVar


class Refusal(Exception):
    """Something that was not done. `code` is stable for programs; the words say what is wrong and what to do.

    A subclass names the refusal and writes its words, with `{parameters}` for what the raiser knows:

        class AlreadyPaid(Refusal):
            code = "already-paid"
            vi = "Khoản này đã được nộp ngày {paid_on}. Không cần nộp lại."
            en = "This was paid on {paid_on}. There is nothing more to pay."
    """

    code: ClassVar[str] = "refused"
    vi: ClassVar[str] = "Không thực hiện được yêu cầu này."
    en: ClassVar[str] = "This request cannot be carried out."

    def __init__(self, **params: object) -> None:
        super().__init__(self.vi.format_map(_Given(params)))
        self.params = params

    @property
    def message_vi(self) -> str:
        """The sentence in Vietnamese."""
        return self.vi.format_map(_Given(self.params))

    @property
    def message_en(self) -> str:
        """The sentence in English."""
        return self.en.format_map(_Given(self.params))


class _Given(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "…"

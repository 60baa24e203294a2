"""Coded errors. A code never changes its meaning; other programs match on it."""


class GoujiError(Exception):
    """Something that the caller can act on, with a stable code.

    `code` is a short dotted name such as ``input.missing``; `message` names the file and the cause in a
    sentence that a reviewer understands.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def __reduce__(self) -> tuple[type["GoujiError"], tuple[str, ...]]:
        # Errors cross process borders, and the default would give the constructor the message alone.
        return type(self), (self.code, self.message)


class InputError(GoujiError):
    """An input that cannot be read or checked (code ``input.*``); `message` in Chinese, `english` beside it."""

    def __init__(self, code: str, message: str, english: str = "") -> None:
        super().__init__(code, message)
        self.english = english or message

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, ...]]:
        return type(self), (self.code, self.message, self.english)

    def words(self, lang: str) -> str:
        """The message in the language of messages (“zh”, “en”)."""
        return self.english if lang == "en" else self.message


class LexiconError(GoujiError):
    """A broken lexicon entry (code ``lexicon.*``); the message starts with ``file:line``."""


class PluginError(GoujiError):
    """A plugin that cannot be used (code ``plugin.*``)."""


class UsageError(GoujiError):
    """A wrong call: unknown option value, unknown rule id (code ``usage.*``)."""

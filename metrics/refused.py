"""What people are told when the board does not keep what they did."""


class Refused(ValueError):
    """An act that lacks something or comes too late; `code` is the last part of a key of the texts
    (`alert_acts.errors`, `meetings.errors`)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code

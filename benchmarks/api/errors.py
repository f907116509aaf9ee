"""What can be wrong with a question, and the one shape in which every error is told."""

from datetime import date

from ninja import Field, Schema


class Unknown(LookupError):
    """No `noun` (occupation, country, hub) bears the code or slug that was asked for."""

    def __init__(self, noun: str, asked_for: str) -> None:
        super().__init__(noun, asked_for)
        self.noun = noun
        self.asked_for = asked_for


class NoRelease(LookupError):
    """Nothing, or no release of that number, had been published by the end of that day."""

    def __init__(self, on: date, number: int | None = None) -> None:
        super().__init__(on, number)
        self.on = on
        self.number = number


class NoRange(LookupError):
    """No level of the market has a range of people to stand in."""


class ErrorDetail(Schema):
    code: str = Field(description="Stays; rely on it.")
    message: str = Field(description="One sentence for a person, in German or English.")
    field: str | None = Field(description="The parameter that it is about.")


class ErrorOut(Schema):
    """The shape of every error."""

    error: ErrorDetail

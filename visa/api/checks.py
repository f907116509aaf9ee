"""The check of a case: sent, answered, forgotten."""

from collections.abc import Sequence
from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Field, Router, Schema

from benchmarks.api.asking import AsOf
from benchmarks.api.errors import ErrorOut
from benchmarks.moments import Moment
from visa.answers import Sent, read_answers
from visa.api.asking import UnreadableAnswers, title_of
from visa.api.schemas import CitationOut, Json, ReadingOut, TextOut, text
from visa.change_sentences import change_words
from visa.explaining import Explanation, explain
from visa.facts import Case
from visa.outcomes import Outcome
from visa.queries import read_law, read_titles
from visa.questions import open_facts, open_facts_of_titles
from visa.results import Law
from visa.title_changes import title_changes
from visa.titles import RouteResult, Title, TitleResult, evaluate_title

router = Router()


class CaseIn(Schema):
    """Answers by the key of their question; what is left out is unknown. Stored nowhere."""

    answers: dict[str, Json] = Field(
        examples=[{"salary": {"amount": "48000", "per": "year"}, "occupation": "2512"}]
    )


class ResultOut(Schema):
    """A part of a rule: its outcome, why in a sentence, and what it was compared with."""

    key: str
    outcome: Outcome
    sentence: TextOut
    citation: CitationOut | None
    figure: ReadingOut | None
    children: list["ResultOut"]

    @classmethod
    def of(cls, one: Explanation) -> "ResultOut":
        term, reading = one.result.term, one.result.reading
        return cls(
            key=term.key,
            outcome=one.result.outcome,
            sentence=text(one.sentence),
            citation=CitationOut.of(term.citation) if term.citation else None,
            figure=ReadingOut.of(reading) if reading else None,
            children=[cls.of(child) for child in one.children],
        )


class RouteCheckOut(Schema):
    route: str
    name: TextOut
    outcome: Outcome
    missing: list[str] = Field(description="Keys of the questions that could still turn it.")
    result: ResultOut

    @classmethod
    def of(cls, one: RouteResult, law: Law) -> "RouteCheckOut":
        return cls(
            route=one.route.key,
            name=text(one.route.name),
            outcome=one.result.outcome,
            missing=open_facts(one.result),
            result=ResultOut.of(explain(one.result, law)),
        )


class ChangeOut(Schema):
    """Steps that together would open the title, checked again before they are told."""

    route: str
    outcome: Outcome
    on: date
    steps: list[TextOut]


class TitleCheckOut(Schema):
    """`met` and `not_met` are decided; `unknown` needs an answer or a figure not yet published."""

    as_of: date
    title: str
    name: TextOut
    outcome: Outcome
    missing: list[str]
    routes: list[RouteCheckOut]
    changes: list[ChangeOut]

    @classmethod
    def of(cls, result: TitleResult, case: Case, law: Law) -> "TitleCheckOut":
        names = {one.route.key: one.route.name for one in result.routes}
        return cls(
            as_of=result.on,
            title=result.title.key,
            name=text(result.title.name),
            outcome=result.outcome,
            missing=open_facts_of_titles(result),
            routes=[RouteCheckOut.of(one, law) for one in result.routes],
            changes=[
                ChangeOut(
                    route=one.route,
                    outcome=one.outcome,
                    on=one.on,
                    steps=[text(change_words(step, case, law, names)) for step in one.changes],
                )
                for one in title_changes(result, case, law)
            ],
        )


@router.post(
    "/check", response={200: list[TitleCheckOut], 400: ErrorOut, 413: ErrorOut, 422: ErrorOut}
)
def check_all(
    request: HttpRequest, response: HttpResponse, case: CaseIn, as_of: AsOf = None
) -> list[TitleCheckOut]:
    """All titles for one person, by the law of the day."""
    moment = Moment.asked_for(as_of)
    return _checked(response, read_titles(moment), case, moment)


@router.post(
    "/titles/{key}/check",
    response={200: TitleCheckOut, 400: ErrorOut, 404: ErrorOut, 413: ErrorOut, 422: ErrorOut},
)
def check(
    request: HttpRequest, response: HttpResponse, key: str, case: CaseIn, as_of: AsOf = None
) -> TitleCheckOut:
    """One title for one person, by the law of the day."""
    moment = Moment.asked_for(as_of)
    return _checked(response, [title_of(read_titles(moment), key)], case, moment)[0]


def _checked(
    response: HttpResponse, titles: Sequence[Title], sent: CaseIn, moment: Moment
) -> list[TitleCheckOut]:
    law = read_law(moment)
    answers: dict[str, Sent] = sent.answers
    case, problems = read_answers(law.facts, answers)
    if problems:
        raise UnreadableAnswers(problems)
    response.headers["Cache-Control"] = "no-store"
    return [
        TitleCheckOut.of(evaluate_title(title, case, law, moment.on), case, law) for title in titles
    ]

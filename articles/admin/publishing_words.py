"""What the screens of publishing call things: stages, kinds of block, parts of a block."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.comparing.summary import Summary
from articles.models import kinds_of_block as kinds
from articles.publishing.history import Stage
from articles.writing.kinds import Kind

STAGES = {
    Stage.LIVE: gettext_lazy("live"),
    Stage.SCHEDULED: gettext_lazy("scheduled"),
    Stage.IN_REVIEW: gettext_lazy("in review"),
    Stage.APPROVED: gettext_lazy("approved"),
    Stage.CHANGES: gettext_lazy("changes wanted"),
    Stage.ASIDE: gettext_lazy("set aside"),
    Stage.WAS_LIVE: gettext_lazy("was live"),
    Stage.SAVED: gettext_lazy("saved"),
}
BLOCKS = {
    Kind.PROSE: kinds.ProseBlock,
    Kind.QUOTE: kinds.QuoteBlock,
    Kind.TAKEAWAYS: kinds.TakeawaysBlock,
    Kind.FAQ: kinds.FaqBlock,
    Kind.CHECKLIST: kinds.ChecklistBlock,
    Kind.STEPS: kinds.StepsBlock,
    Kind.TABLE: kinds.TableBlock,
    Kind.CARDS: kinds.CardsBlock,
    Kind.IMAGE: kinds.ImageBlock,
    Kind.FIGURE: kinds.FigurePanelBlock,
    Kind.PAY: kinds.PayBlock,
    Kind.ROADMAP: kinds.RoadmapBlock,
    Kind.HUBS: kinds.HubsBlock,
    Kind.THRESHOLDS: kinds.ThresholdsBlock,
    Kind.ELIGIBILITY: kinds.EligibilityBlock,
    Kind.DOCUMENTS: kinds.DocumentsBlock,
    Kind.OFFERS: kinds.OffersBlock,
    Kind.JOBS: kinds.JobsBlock,
    Kind.SOURCES: kinds.SourcesBlock,
    Kind.PART: kinds.PartBlock,
}
ROLES = {
    "paragraph": gettext_lazy("paragraph"),
    "heading-2": gettext_lazy("heading"),
    "heading-3": gettext_lazy("subheading"),
    "list-item": gettext_lazy("list item"),
    "quotation": gettext_lazy("quotation"),
    "code": gettext_lazy("code"),
    "heading": gettext_lazy("heading"),
    "slug": gettext_lazy("address"),
    "lead": gettext_lazy("lead"),
    "description": gettext_lazy("description for search engines"),
    "author": gettext_lazy("author"),
    "occupation": gettext_lazy("occupation"),
    "country": gettext_lazy("country"),
    "hub": gettext_lazy("hub"),
    "topic": gettext_lazy("topic"),
    "residence-title": gettext_lazy("residence title"),
    "text": gettext_lazy("text"),
    "title": gettext_lazy("title"),
    "question": gettext_lazy("question"),
    "answer": gettext_lazy("answer"),
    "items": gettext_lazy("item"),
    "columns": gettext_lazy("columns"),
    "rows": gettext_lazy("row"),
    "caption": gettext_lazy("caption"),
    "attribution": gettext_lazy("attribution"),
    "translation": gettext_lazy("translation"),
    "language": gettext_lazy("language"),
    "link": gettext_lazy("link"),
    "url": gettext_lazy("address"),
    "label": gettext_lazy("label"),
    "key": gettext_lazy("figure"),
    "picture": gettext_lazy("picture"),
    "publisher": gettext_lazy("publisher"),
    "accessed_on": gettext_lazy("read on"),
    "is_opinion": gettext_lazy("an opinion"),
    "origin": gettext_lazy("country of origin"),
    "placement": gettext_lazy("placement"),
    "limit": gettext_lazy("at most"),
    "part": gettext_lazy("part"),
    "slot": gettext_lazy("slot"),
    "needs": gettext_lazy("needs"),
    "min_n": gettext_lazy("samples at least"),
    "worst_grade": gettext_lazy("grade at worst"),
    "only_countries": gettext_lazy("only in these countries"),
    "only_occupations": gettext_lazy("only for these occupations"),
}


def kind_name(kind: str) -> str:
    """`Running text`; the kind itself where a version is of another program's time."""
    model = BLOCKS.get(Kind(kind)) if kind in Kind else None
    name = str(model._meta.verbose_name) if model else kind
    return name[:1].upper() + name[1:]


def role_name(role: str) -> str:
    return str(ROLES.get(role, role))


def summary_words(changed: Summary | None) -> str:
    """`heading · 1 block new · 2 blocks changed`; None for what came before all others."""
    if changed is None:
        return _("the first version")
    if changed.is_empty:
        return _("the same words")
    n = {"n": changed.added}, {"n": changed.changed}, {"n": changed.moved}, {"n": changed.removed}
    counted = [
        (changed.added, ngettext("%(n)s block new", "%(n)s blocks new", changed.added) % n[0]),
        (
            changed.changed,
            ngettext("%(n)s block changed", "%(n)s blocks changed", changed.changed) % n[1],
        ),
        (changed.moved, ngettext("%(n)s block moved", "%(n)s blocks moved", changed.moved) % n[2]),
        (
            changed.removed,
            ngettext("%(n)s block removed", "%(n)s blocks removed", changed.removed) % n[3],
        ),
    ]
    fields = [role_name(name) for name in changed.fields]
    return " · ".join([*fields, *(words for count, words in counted if count)])

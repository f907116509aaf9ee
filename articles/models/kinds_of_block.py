"""Each kind of block as a model of its own over the one table: a form of the admin edits each."""

from django.utils.translation import gettext_lazy as _

from articles.models.articles import Block


class ProseBlock(Block):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("running text")
        verbose_name_plural = _("running texts")


class QuoteBlock(Block):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")


class TakeawaysBlock(Block):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("key takeaways")
        verbose_name_plural = _("key takeaways")


class FaqBlock(Block):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("questions and answers")
        verbose_name_plural = _("questions and answers")


class ChecklistBlock(Block):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")


class StepsBlock(Block):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("steps")
        verbose_name_plural = _("steps")


class TableBlock(Block):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("table")
        verbose_name_plural = _("tables")


class CardsBlock(Block):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("cards")
        verbose_name_plural = _("cards")


class ImageBlock(Block):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")


class FigurePanelBlock(Block):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("figure")
        verbose_name_plural = _("figures")


class PayBlock(Block):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("pay")
        verbose_name_plural = _("pay")


class RoadmapBlock(Block):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("pay by seniority")
        verbose_name_plural = _("pay by seniority")


class HubsBlock(Block):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("pay by city")
        verbose_name_plural = _("pay by city")


class ThresholdsBlock(Block):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("salary thresholds")
        verbose_name_plural = _("salary thresholds")


class EligibilityBlock(Block):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("eligibility check")
        verbose_name_plural = _("eligibility checks")


class DocumentsBlock(Block):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("documents to bring")
        verbose_name_plural = _("documents to bring")


class OffersBlock(Block):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("partner offers")
        verbose_name_plural = _("partner offers")


class JobsBlock(Block):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("job adverts")
        verbose_name_plural = _("job adverts")


class SourcesBlock(Block):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("sources")
        verbose_name_plural = _("sources")


class PartBlock(Block):
    class Meta:
        proxy = True
        default_permissions = ()
        verbose_name = _("part of the market page")
        verbose_name_plural = _("parts of the market page")

"""Four eyes where law or figures are at stake: who may count as the second person.

Who wrote any version since the last publication is no second person for what comes next: their
own words stand in it, whoever saved last. So two people can't each add a figure and approve the
other's save, and fixing a comma in a colleague's text doesn't make that text one's own to approve
alone. What went live before was approved already and binds nobody.
"""

from django.db.models import Max, Q

from articles.models import Article, Review, Version


def needs_second_person(version: Version) -> bool:
    """Whether law or figures are at stake: then nobody publishes what only they have read."""
    return version.cites_figures or version.article.kind == Article.Kind.VISA


def writers_of(version: Version) -> set[int]:
    """The ids of all who saved something that went into the version since the last publication."""
    article = version.article
    former = article.publications.filter(version__number__lt=version.number).aggregate(
        number=Max("version__number")
    )["number"]
    saved = article.versions.filter(number__gt=former or 0, number__lte=version.number)
    # What lies aside went into nothing; the version itself counts even so.
    counted = saved.filter(Q(is_aside=False) | Q(pk=version.pk))
    return set(counted.values_list("saved_by_id", flat=True))


def approval_of(version: Version) -> Review | None:
    """Who approved just these words: for this version, or for an earlier one that said the same.

    So a restored version needs no second approval. None where the last verdict on the words wants
    changes, or came from somebody who had written in them.
    """
    verdicts = (
        Review.objects.filter(
            version__article=version.article_id,
            version__content=version.content,
            verdict__in=[Review.Verdict.APPROVED, Review.Verdict.CHANGES],
        )
        .select_related("decided_by", "version__article")
        .order_by("-decided_at", "-pk")
    )
    last = verdicts.first()
    if last is None or last.verdict == Review.Verdict.CHANGES:
        return None
    return None if last.decided_by_id in writers_of(last.version) else last

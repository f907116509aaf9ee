"""How an article stands, in a sentence or a word: what is live, what is to come, what waits."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article
from articles.publishing.instants import instant


def what_visitors_read(article: Article, at: datetime) -> str:
    """What is live and what is scheduled, for who just saved: nothing of that moved."""
    live = article.publications.live(at).select_related("version").first()
    coming = article.publications.coming(at).select_related("version").order_by("live_from").first()
    sentences = [
        _("Visitors read version %(number)s, live since %(instant)s.")
        % {"number": live.version.number, "instant": instant(live.live_from)}
        if live
        else _("Nothing of this page is live.")
    ]
    if coming:
        sentences.append(
            _("Version %(number)s goes live on %(instant)s.")
            % {"number": coming.version.number, "instant": instant(coming.live_from)}
        )
    return " ".join(sentences)


def clock_time(value: datetime) -> str:
    return f"{timezone.localtime(value):%H:%M}"

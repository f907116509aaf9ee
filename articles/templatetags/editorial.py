"""What the templates of publishing say about instants, days and remarks."""

from datetime import date, datetime

from django import template
from django.contrib.auth.models import AbstractBaseUser, User
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.addresses import language_here
from articles.models import Article
from articles.publishing.instants import instant as instant_in_words
from articles.publishing.remarks import Thread, threads_of
from articles.publishing.translating import in_all_languages
from benchmarks import formats

register = template.Library()


@register.filter
def instant(value: datetime) -> SafeString:
    """An instant for people, and exactly for machines."""
    return format_html('<time datetime="{}">{}</time>', value.isoformat(), instant_in_words(value))


@register.filter
def day(value: date) -> str:
    return formats.day(value, language_here())


@register.filter
def person(user: AbstractBaseUser | None) -> str:
    """`Ada Lovelace`, or the name that she logs in by."""
    if not isinstance(user, User):
        return ""
    return user.get_full_name() or user.get_username()


@register.simple_tag
def languages_of(article: Article) -> list[Article]:
    """The page in all languages that it is there in."""
    return in_all_languages(article)


@register.simple_tag
def open_threads(article: Article) -> list[Thread]:
    """Remarks that nobody has seen to, for the form that the article is written in."""
    return [thread for thread in threads_of(article) if thread.is_open]

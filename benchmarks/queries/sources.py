"""Who the samples and the exchange rates are from."""

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.models import Estimate, ExchangeRate, Release, Source, SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceUse:
    """A source behind the figures, and the kinds of its samples."""

    source: Source
    kinds: tuple[SourceKind, ...]


def read_sources(*, release: Release) -> list[Source]:
    """The sources of every sample in the release, by slug."""
    used = release.batches.order_by().values("source")
    return list(Source.objects.filter(pk__in=used).order_by("slug"))


def read_rate_sources() -> list[Source]:
    """Who published the exchange rates that amounts are converted with, by slug."""
    used = ExchangeRate.objects.order_by().values("source")
    return list(Source.objects.filter(pk__in=used).order_by("slug"))


def sources_of(estimates: Iterable[Estimate], release: Release) -> list[SourceUse]:
    """The release's sources that the estimates name; all of them should one have been renamed."""
    kinds: dict[str, set[SourceKind]] = {}
    for one in estimates:
        for origin in one.provenance:
            kinds.setdefault(origin["source"], set()).add(SourceKind(origin["kind"]))
    if not kinds:
        return []
    sources = read_sources(release=release)
    named = [one for one in sources if one.slug in kinds]
    return [
        SourceUse(source=source, kinds=tuple(sorted(kinds.get(source.slug, ()))))
        for source in (named if len(named) == len(kinds) else sources)
    ]


def named_sources(slugs: Iterable[str]) -> list[Source]:
    """The sources of these slugs, by slug, with licence and attribution."""
    return list(Source.objects.filter(slug__in=slugs).order_by("slug"))

"""From an empty data folder to the running site: reference data, real samples, a release."""

import os
import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper
from granian import Granian
from granian.constants import Interfaces

from articles.models import Article
from articles.queries import live_articles
from benchmarks.models import Release
from benchmarks.moments import Moment
from benchmarks.queries import read_index
from benchmarks.queries.moved import read_hub_markets
from benchmarks.worker import keep_worker_running
from config.roles import bring_roles_up_to_date

SAMPLES = settings.BASE_DIR / "benchmarks" / "samples"
ACCOUNTS = ("editor", "reviewer", "analyst", "admin")


class Command(BaseCommand):
    help = (
        "Prepares the database, reference data, real samples, a release, accounts and guides, then "
        "serves the site on 127.0.0.1. A second run changes nothing and serves."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="prepare only")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: object, no_serve: bool, port: int, **options: object) -> None:
        if not 1 <= port <= 65535:
            raise CommandError(f"--port {port} is not a port: choose one from 1 to 65535.")
        self._step("Database", "migrate", verbosity=0)
        self._step("Reference data", "load_reference")
        self._step("Residence law", "load_law")
        self._step(
            "Real samples",
            "import_samples",
            str(SAMPLES / "ai_jobs_net.csv.gz"),
            source="ai-jobs-net",
            mapping=str(SAMPLES / "ai_jobs_net.mapping.json"),
            accept=True,
        )
        self._step("Release", "release")
        self._accounts()
        self._step("Guides", "load_guides", owner="editor")
        self._market_pages()
        site = f"http://127.0.0.1:{port}"
        self.stdout.write(
            f"\nOpen {site}/de/ or {site}/en/, for instance\n"
            f"  {site}/de/gehalt/machine-learning-engineer/deutschland/\n"
            f"  {site}/en/salary/machine-learning-engineer/germany/\n"
            f"  {site}/de/visum/blaue-karte-eu/\n"
            f"  {site}/en/visa/eu-blue-card/machine-learning-engineer/\n"
            f"  {site}/de/karriere/was-macht-ein-ki-entwickler/\n"
            f"  {site}/en/career/what-does-an-ai-engineer-do/\n"
            f"The admin is at {site}/admin/, the API at {site}/api/v1/docs"
        )
        if not no_serve:
            _live_at(site)
            keep_worker_running()
            serve(port)

    def _step(self, title: str, command: str, *args: str, **options: object) -> None:
        self.stdout.write(self.style.MIGRATE_HEADING(title))
        call_command(command, *args, stdout=self.stdout, **options)

    def _market_pages(self) -> None:
        """Those with a figure that may be published, in the release in effect."""
        moment = Moment.now()
        release = Release.objects.in_effect(moment)
        countries = len(read_index(release=release)) if release else 0
        hubs = len(read_hub_markets(release=release)) if release else 0
        self.stdout.write(self.style.MIGRATE_HEADING("Market pages"))
        for code, name in settings.LANGUAGES:
            self.stdout.write(
                f"{name}: {countries + hubs} live ({countries} of countries, {hubs} of cities), "
                f"{_written(code, moment)}"
            )

    def _accounts(self) -> None:
        bring_roles_up_to_date()
        self.stdout.write(self.style.MIGRATE_HEADING("Accounts"))
        for name in ACCOUNTS:
            if User.objects.filter(username=name).exists():
                self.stdout.write(f"{name}: exists, its password stays")
                continue
            password = secrets.token_urlsafe(12)
            is_admin = name == "admin"
            user = User.objects.create_user(
                name, password=password, is_staff=True, is_superuser=is_admin
            )
            if not is_admin:
                user.groups.add(Group.objects.get(name=name))
            self.stdout.write(f"{name}: password {password} (shown this once)")


def _written(language: str, moment: Moment) -> str:
    layers = len(live_articles(moment, kind=Article.Kind.MARKET, language=language))
    return f"written in {layers} articles" if layers != 1 else "written in 1 article"


def _live_at(site: str) -> None:
    """Canonical addresses, sitemaps and citations name this server, unless another is stated."""
    if "SITE_URL" not in os.environ:
        settings.SITE_URL = site  # for what is forked from this process
        os.environ["SITE_URL"] = site  # for what starts anew


def serve(port: int) -> None:
    """Answer requests, in a process that is forked from this one."""
    _leave_no_connection()
    Granian(
        "config.wsgi:application",
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        working_dir=Path(settings.BASE_DIR),
    ).serve()


def _leave_no_connection() -> None:
    """Close what the preparation opened.

    A fork inherits a pool without the threads that fill it: as soon as the last connection in it
    grew old, after ten minutes, no page that asks the database was answered any more.
    """
    for connection in connections.all(initialized_only=True):
        connection.close()
        if isinstance(connection, DatabaseWrapper):
            connection.close_pool()

"""The rooms of the project and the arrows between them."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
APPS = ("articles", "benchmarks", "config", "visa")

# Who may import what. A new arrow is a deliberate edit of this table.
MAY_IMPORT = {
    "benchmarks": ("benchmarks",),
    "visa": (
        *("visa", "benchmarks.models", "benchmarks.moments", "benchmarks.formats"),
        "benchmarks.keeping",  # what was read, kept until anything that pages show has changed
        "benchmarks.api",  # the shapes that all of the API shares: errors, pages, days
    ),
    "articles": ("articles", "visa", "benchmarks"),
    "config": APPS,
}

# Arithmetic and law, which must be readable and testable without a framework.
PURE = [
    *sorted((ROOT / "benchmarks" / "reading").glob("*.py")),
    *sorted((ROOT / "benchmarks" / "estimating").glob("*.py")),
    *(
        ROOT / "benchmarks" / f"{name}.py"
        for name in (
            *("caching", "cell_reading", "circumstances", "column_formats", "findings", "formats"),
            *("mapping", "mapping_json", "matching", "normalising", "sample_reading", "spelling"),
            *(
                "column_guesses",
                "column_profiles",
                "header_words",
                "number_units",
                "offer_position",
            ),
            *("place_words", "value_words"),
            *(
                "repeated_answers",
                "rhythms",
                "row_ids",
                "safe_cells",
                "shown_currencies",
                "staging",
                "statistics",
                "suggesting",
                "words",
            ),
        )
    ),
    *(
        ROOT / "articles" / "writing" / f"{name}.py"
        for name in (
            "kinds",
            "content",
            "conditions",
            "layers",
            "merging",
            "pieces",
            "source_lists",
        )
    ),
    *(
        ROOT / "articles" / "comparing" / f"{name}.py"
        for name in ("lines", "words", "aligning", "comparison", "summary")
    ),
    *(
        path
        for path in sorted((ROOT / "articles" / "checking").glob("*.py"))
        if path.stem not in {"known", "publication", "drafts"}  # they read what others check
    ),
    *(ROOT / "articles" / "linking" / f"{name}.py" for name in ("fetching", "problems")),
    *(
        ROOT / "articles" / "figures" / f"{name}.py"
        for name in (
            *("references", "figure", "keys", "options", "amounts", "formulas", "printing"),
            *("legal", "prose", "search_words", "definitions", "page_words"),
        )
    ),
    *(
        ROOT / "visa" / f"{name}.py"
        for name in (
            *(
                "answers",
                "citations",
                "code_groups",
                "eligibility",
                "explaining",
                "facts",
                "leaves",
            ),
            *("outcomes", "outline", "periods", "questions", "results", "smallest_changes"),
            *("terms", "titles", "values", "deciding", "sentences", "wording"),
            *("group_sentences", "leaf_sentences"),
            *("formulas", "outline_checks", "outline_words"),
            *("change_sentences", "changes", "leaf_ways", "scenarios", "waiting", "ways"),
            *("scenario_files", "title_changes"),
        )
    ),
]
OURS_IN_PURE = {path.stem for path in PURE}


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def source_files(app: str) -> list[Path]:
    return [path for path in sorted((ROOT / app).rglob("*.py")) if "migrations" not in path.parts]


def is_within(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


@pytest.mark.parametrize("app", APPS)
def test_an_app_imports_only_along_the_arrows(app: str) -> None:
    strays = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in source_files(app)
        for module in imports_of(path)
        if module.split(".")[0] in APPS
        and not any(is_within(module, room) for room in MAY_IMPORT[app])
    ]

    assert strays == []


def test_arithmetic_knows_no_django() -> None:
    strays = [
        f"{path.relative_to(ROOT)} imports {module}"
        for path in PURE
        if path.exists()
        for module in imports_of(path)
        if module.split(".")[0] in {"django", "ninja", "import_export"}
        or (
            module.split(".")[0] in APPS
            and not is_within(module, "benchmarks.reading")
            and not is_within(module, "benchmarks.estimating")
            and OURS_IN_PURE.isdisjoint(module.split(".")[1:3])
        )
    ]

    assert strays == []


def test_views_api_and_admin_never_import_one_another() -> None:
    doors = ("views", "api", "admin")
    strays = [
        f"{path.relative_to(ROOT)} imports {module}"
        for app in ("articles", "benchmarks", "visa")
        for door in doors
        for path in source_files(app)
        if path.relative_to(ROOT / app).parts[0].removesuffix(".py") == door
        for module in imports_of(path)
        for other in doors
        if other != door and is_within(module, f"{app}.{other}")
    ]

    assert strays == []


def test_nothing_is_named_for_what_it_is_not() -> None:
    vague = {"services", "utils", "helpers", "managers", "signals", "common", "misc"}

    assert [path for app in APPS for path in source_files(app) if path.stem in vague] == []


def test_the_top_level_is_the_customers() -> None:
    listing = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if listing.returncode:
        pytest.skip("not a git checkout")
    allowed = {
        *("manage.py", "pyproject.toml", "README.md", "uv.lock", ".python-version", ".gitignore"),
        *("config", "benchmarks", "visa", "articles", "templates", "tests", ".ci"),
        *("static", "locale"),
    }

    assert {line.split("/")[0] for line in listing.stdout.splitlines()} <= allowed

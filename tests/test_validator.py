"""The validator finds what is wrong, and nothing in what is right."""

from pathlib import Path

from tests.validator import faults_of

RIGHT = b'<!doctype html><html lang="de"><title>T</title><h1>\xc3\x9cber</h1></html>'


def test_a_page_that_is_wrong_is_named_with_its_fault(tmp_path: Path) -> None:
    wrong = RIGHT.replace(b"</h1>", b"<div></div></h1>")

    (found,) = faults_of({"/right/": RIGHT, "/wrong/": wrong}, tmp_path)

    assert found.startswith("/wrong/: Element “div” not allowed as child of element “h1”")

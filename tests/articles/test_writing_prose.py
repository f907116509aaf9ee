"""What running text may hold, whoever wrote it and however it got into the database."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.writing.prose import clean


def test_what_the_editor_writes_stays() -> None:
    html = (
        "<h2>Pay</h2><p>At <strong>least</strong> <em>one</em> <code>list</code>,<br>"
        'see <a href="/de/gehalt/">ours</a> and <a href="mailto:a@example.org">us</a></p>'
        '<ul><li><p>one</p></li></ul><ol start="3"><li><p>two</p></li></ol>'
        "<blockquote><p>[[salary.typical | range]]</p></blockquote><h3>More</h3>"
    )

    assert clean(html) == html


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ('<p onclick="alert(1)" class="x" style="color:red">a</p>', "<p>a</p>"),
        ('<p><a href="javascript:alert(1)">a</a></p>', "<p><a>a</a></p>"),
        ('<p><a href="data:text/html,x">a</a></p>', "<p><a>a</a></p>"),
        ('<p><img src="x" onerror="alert(1)">a</p>', "<p>a</p>"),
        ("<table><tr><td>a</td></tr></table>", "a"),
        ('<p><a href="/x" target="_blank" rel="x">a</a></p>', '<p><a href="/x">a</a></p>'),
    ],
)
def test_what_it_cannot_write_is_taken_away(written: str, kept: str) -> None:
    assert clean(written) == kept


@pytest.mark.parametrize(
    "shows_nothing", ["", "<p></p>", "<p> </p>\n", "<p><br></p><p>&nbsp;</p>", "<script>x</script>"]
)
def test_what_shows_nothing_is_empty(shows_nothing: str) -> None:
    assert clean(shows_nothing) == ""


@given(st.text(alphabet="<>/apbh2 &;\"'=[]|x", max_size=80))
def test_cleaning_twice_is_cleaning_once(written: str) -> None:
    once = clean(written)

    assert clean(once) == once

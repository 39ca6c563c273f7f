"""The page of errors: whole, readable without scripts, safe whatever articles say, the same for the same input."""

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from shutil import which

import browser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from pipeline import extract
from pipeline.article import Article
from pipeline.cli.app import app
from pipeline.quality.errors import ranked
from pipeline.quality.gold import gold_of, to_json
from pipeline.quality.match import Answer
from pipeline.quality.score import scores
from pipeline.record import MENTIONS, MadeBy
from pipeline.report.error_page import error_page
from pipeline.report.scores import figure_rows, value_rows

TEXT = "Ngày 5/5/2012, Đảng ủy Sở Y tế Hà Nam họp tại Phủ Lý.\nÔng Lý An dự, GDP tăng 5%."
ODD = 'Ông </script><script>alert(1)</script> & "An" &lt;b&gt; \u202eABC\u2066 \x00\x1b[31m 👩‍👩‍👧 e\u0301 ]]> <!-- dự.'


def mention(label, words, value=None, rule_id=None, text=TEXT):
    start = text.index(words)
    given = {
        "label": label,
        "start": start,
        "end": start + len(words),
        "text": words,
        "value": value,
        "rule_id": rule_id,
    }
    return MENTIONS.validate_python([given])[0]


def answers():
    percent = {"low": 5, "high": 5, "unit": "percent", "comparator": "=", "direction": "up", "indicator": "GDP"}
    gold = (
        mention("DATE", "Ngày 5/5/2012", {"iso": "2012-05-05"}),
        mention("ORG", "Đảng ủy Sở Y tế Hà Nam"),
        mention("LOC", "Phủ Lý"),
        mention("PER", "Lý An"),
        mention("PERCENT", "5%", percent),
    )
    predicted = (
        mention("DATE", "Ngày 5/5/2012", {"iso": "2012-05-05"}, "date.day"),
        mention("ORG", "Sở Y tế", rule_id="org.department"),
        mention("LOC", "Hà Nam", rule_id="loc.place"),
        mention("LOC", "Lý An", rule_id="loc.place"),
        mention("PERCENT", "5%", percent | {"indicator": None}, "percent.plain"),
    )
    odd = mention("PER", ODD[4:-4], rule_id="<i>rule</i>", text=ODD)
    return [Answer(Article("a b/<x>", TEXT), gold, predicted), Answer(Article("odd", ODD), (), (odd,), "<b>boom</b>")]


def page(given=None):
    given = answers() if given is None else given
    result = scores(given)
    return error_page(result, ranked(given, result), MadeBy(version="1.0", rules="abc"))


class Element:
    def __init__(self, tag, attributes):
        self.tag, self.attributes, self.children = tag, dict(attributes), []

    @property
    def text(self):
        return "".join(child if isinstance(child, str) else child.text for child in self.children)

    def all(self, tag, **wanted):
        for child in self.children:
            if isinstance(child, Element):
                if child.tag == tag and all(
                    child.attributes.get(name.strip("_")) == is_ for name, is_ in wanted.items()
                ):
                    yield child
                yield from child.all(tag, **wanted)


class Tree(HTMLParser):
    """Every element closes what it opened: what an article says cannot open or close one."""

    VOID = frozenset({"meta", "input", "br"})

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open = [Element("", ())]

    def handle_starttag(self, tag, attrs):
        element = Element(tag, attrs)
        self.open[-1].children.append(element)
        if tag not in self.VOID:
            self.open.append(element)

    def handle_endtag(self, tag):
        assert self.open.pop().tag == tag

    def handle_data(self, data):
        self.open[-1].children.append(data)

    def handle_comment(self, data):
        raise AssertionError(data)


def parsed(html):
    tree = Tree()
    tree.feed(html)
    tree.close()
    [root] = tree.open
    return root


def flat(text):
    return " ".join(text.split())


def test_every_error_stands_in_its_sentence_with_both_readings():
    errors = {flat(item.text): item for item in parsed(page()).all("li", **{"class": "error"})}
    assert len(errors) == 5
    [span] = [item for told, item in errors.items() if told.startswith("wrong span ORG, LOC")]
    [sentence] = span.all("p")
    assert flat(sentence.text) == TEXT.split("\n", maxsplit=1)[0]
    assert [(mark.text, mark.attributes["class"]) for mark in sentence.all("mark")] == [
        ("Đảng ủy ", "g gs"),
        ("Sở Y tế", "g f fs fe"),
        (" ", "g"),
        ("Hà Nam", "g ge f fs fe"),
    ]
    [readings] = span.all("dl")
    assert flat(readings.text) == ("goldORG Đảng ủy Sở Y tế Hà NamfoundORG Sở Y tế org.departmentLOC Hà Nam loc.place")
    told = "".join(errors)
    assert "goldLOC Phủ Lýfoundnothing" in told
    assert "goldPER Lý AnfoundLOC Lý An loc.place" in told
    assert "goldindicator: GDPfoundindicator: null percent.plain" in told


def test_the_filters_can_read_what_an_error_is():
    told = [
        (item.attributes["data-kind"], item.attributes["data-label"], item.attributes["data-rule"])
        for item in parsed(page()).all("li", **{"class": "error"})
    ]
    assert ("wrong span", "ORG\nLOC", "org.department\nloc.place") in told
    assert ("miss", "LOC", "none") in told
    assert {item.attributes["data-article"] for item in parsed(page()).all("li", **{"class": "error"})} == {
        "a b/<x>",
        "odd",
    }


def test_the_tables_are_those_of_the_scores():
    result = scores(answers())
    rows = [
        tuple(flat(cell.text) for cell in row.children if isinstance(cell, Element)) for row in parsed(page()).all("tr")
    ]
    assert set(figure_rows(result)) | set(value_rows(result)) <= set(rows)


def test_what_an_article_says_stays_text():
    root = parsed(page())
    assert len(list(root.all("script"))) == len(list(root.all("style"))) == 1
    assert not list(root.all("i"))
    [odd] = [item for item in root.all("li", **{"class": "error"}) if item.attributes["data-article"] == "odd"]
    assert odd.attributes["data-rule"] == "<i>rule</i>"
    [sentence] = odd.all("p")
    assert sentence.text == ODD.replace("\x00", "␀").replace("\x1b", "␛")
    assert "<b>boom</b>" in root.text


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60).filter(str.strip))
def test_any_text_stays_text(words):
    found = MENTIONS.validate_python(
        [{"label": "PER", "start": 0, "end": len(words), "text": words, "rule_id": "rule"}]
    )
    root = parsed(page([Answer(Article(words, words), (), tuple(found))]))
    [item] = root.all("li", **{"class": "error"})
    [mark] = item.all("mark")
    assert [len(list(root.all(tag))) for tag in ("script", "style", "dialog")] == [1, 1, 1]
    assert flat(mark.text) == flat(item.attributes["data-article"]) == flat(next(item.all("bdi", lang="vi")).text)


def test_nothing_is_loaded_and_nothing_else_runs():
    html = page()
    root = parsed(html)
    [policy] = [meta.attributes["content"] for meta in root.all("meta") if "http-equiv" in meta.attributes]
    directives = dict(part.split(" ", 1) for part in policy.split("; "))
    assert directives["default-src"] == directives["base-uri"] == directives["form-action"] == "'none'"
    for tag in ("script", "style"):
        [element] = root.all(tag)
        digest = b64encode(sha256(element.text.encode()).digest()).decode()
        assert directives[f"{tag}-src"] == f"'sha256-{digest}'"
        assert not re.search(r"url\(|@import|https?:|fetch|XMLHttp|import\(", element.text)
    attributes = [re.findall(r'\s(src|srcset|style|action|on\w+)="', html)]
    assert attributes == [[]]
    assert all(link.attributes["href"].startswith("#") for link in root.all("a"))


def test_every_link_and_name_leads_somewhere():
    html = page()
    names = re.findall(r'\sid="([^"]+)"', html)
    assert len(names) == len(set(names))
    told = re.findall(r'(?:href="#|aria-labelledby=")([^"]+)"', html)
    assert {name for each in told for name in each.split()} - set(names) == set()
    assert len(told) > len(list(parsed(html).all("li", **{"class": "error"})))


def test_the_same_input_gives_the_same_bytes():
    assert page() == page()


def test_without_errors_there_is_still_a_page():
    root = parsed(page([]))
    [count] = root.all("p", role="status")
    assert count.text == "0 errors"


@pytest.fixture
def folders(tmp_path):
    for folder in ("gold", "corpus"):
        (tmp_path / folder).mkdir()
    text = "Năm 2023, UBND tỉnh Quảng Ninh họp tại Hạ Long."
    (tmp_path / "corpus" / "a.txt").write_text(text, "utf-8")
    gold = gold_of(Article("a", text), extract(text).mentions[1:])
    (tmp_path / "gold" / "a.json").write_text(to_json(gold), "utf-8")
    return tmp_path


def call(folders, *arguments):
    return CliRunner().invoke(
        app, ["errors", "--gold", str(folders / "gold"), "--corpus", str(folders / "corpus"), *arguments]
    )


def test_the_command_writes_the_page(folders):
    output = folders / "errors.html"
    assert call(folders, "-o", str(output)).exit_code == 0
    [item] = parsed(output.read_text("utf-8")).all("li", **{"class": "error"})
    assert flat(item.text).startswith("extra DATE a:0-8")
    first = output.read_bytes()
    assert call(folders, "-o", str(output)).exit_code == 0
    assert output.read_bytes() == first


def test_the_command_looks_at_the_labels_asked_for(folders):
    result = call(folders, "--label", "ORG", "-o", "-")
    assert (result.exit_code, list(parsed(result.stdout).all("li"))) == (0, [])


def test_the_command_refuses_what_cannot_be_scored(folders):
    (folders / "corpus" / "a.txt").write_text("khác", "utf-8")
    result = call(folders, "-o", str(folders / "errors.html"))
    assert (result.exit_code, (folders / "errors.html").exists()) == (2, False)


@pytest.fixture
def shown(tmp_path):
    missing = [program for program in browser.PROGRAMS if which(program) is None]
    if missing:
        pytest.skip(f"the page was not tried in a browser: {' and '.join(missing)} not installed")
    path = tmp_path / "errors.html"
    path.write_text(page(), "utf-8")
    return path.as_uri()


VISIBLE = "return [...document.querySelectorAll('.error')].filter(e => e.checkVisibility()).map(e => e.dataset.kind)"
COUNT = "return document.getElementById('count').textContent"
FOCUS = "return document.activeElement.id"


def test_a_browser_filters_searches_and_follows_the_keys(shown):
    with browser.browser() as window:
        window.call("url", url=shown)
        assert window.run(COUNT).startswith("5 of 5 errors shown: ")
        assert window.run("return window.alert.toString()") == "function alert() { [native code] }"

        window.press("jj")
        second = window.run(FOCUS)
        window.press("\ue015")  # arrow down
        assert window.run(FOCUS) != second
        window.press("k")
        assert window.run(FOCUS) == second

        window.press("/")
        window.press("phu ly")
        window.run("return new Promise((done) => setTimeout(done, 400))")
        assert window.run(COUNT) == "2 of 5 errors shown: 1 wrong span, 1 miss"
        window.press("\ue00c")  # escape
        window.press("j")
        assert window.run("return document.activeElement.className") == "error"

        choose = "const s = document.querySelector('[data-facet=kind]'); s.value = arguments[0];"
        window.run(choose + "s.dispatchEvent(new Event('input', {bubbles: true}))", "miss")
        assert (window.run(VISIBLE), window.run(COUNT)) == (["miss"], "1 of 5 errors shown: 1 miss")
        options = "return [...document.querySelectorAll('[data-facet=label] option')].map(o => o.textContent)"
        assert window.run(options) == ["all (1)", "LOC (1)", "ORG (0)", "PER (0)", "PERCENT (0)"]

        window.press("?")
        assert window.run("return document.getElementById('help').open")
        assert window.call("se/log", type="browser") == []


def test_without_scripts_the_page_is_a_plain_list(shown):
    with browser.browser(scripts=False) as window:
        window.call("url", url=shown)
        assert len(window.run(VISIBLE)) == 5
        assert window.run("return document.querySelector('form').hidden")


def test_a_phone_need_not_scroll_sideways(shown):
    with browser.browser() as window:
        window.size(360, 740)
        window.call("url", url=shown)
        assert window.run("return document.documentElement.scrollWidth") == 360

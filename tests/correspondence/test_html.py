"""Web pages become text that reads like the page, in time that grows with their length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.correspondence.web.html import declared_charset, read_html


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("解約の<b>お手続き</b>について", "解約のお手続きについて"),
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<br>two<br/><br />three", "one\ntwo\n\nthree"),
        ("<div>one</div><div>two</div>", "one\ntwo"),
        ("a  b\n\tc", "a b c"),
        ("お手続\nきの <b>ご</b>\n案内", "お手続きの ご案内"),
        ("手続き\n<b>OK</b>\nです", "手続き OK です"),
        ("a &amp; b &lt;c&gt; &#12354; &#x3042; &yen;100&nbsp;", "a & b <c> あ あ ¥100"),
        ("1 < 2 and 3 > 2, a<1", "1 < 2 and 3 > 2, a<1"),
        ("<ul><li>one<li>two</li></ul>", "- one\n- two"),
        ("<ol><li>one<li>two<ul><li>in</ul><li>three</ol>", "1. one\n2. two\n  - in\n3. three"),
        (
            "<table><tr><th>料金</th><td>1,100円</td></tr><tr><td>税</td><td>100円</td></tr></table>",
            "料金  1,100円\n税  100円",
        ),
        ("<table><tr><td><p>料金</p></td><td><p>1円</p></td></tr></table>", "料金  1円"),
        ("<table><tr><td>a<br>b</td><td>c</td></tr></table>", "a\nb\nc"),
        (
            "<blockquote>one<br>two<blockquote>three</blockquote></blockquote>four",
            "> one\n> two\n\n> > three\n\nfour",
        ),
        ("<pre>\n a\n\n  b</pre>c", " a\n\n  b\n\nc"),
        ("<h1>題</h1>文<hr>次", "題\n\n文\n--------------------\n次"),
        ('<img src="x" alt="ロゴ">文<img alt="">', "[ロゴ]文"),
        ("<title>no</title><style>p{}</style><script>if(a<b){}</script>yes", "yes"),
        ("<!-- no --><!--[if mso]><p>no</p><![endif]--><![if !mso]>yes<![endif]>", "yes"),
        ("<STYLE>p{}</STYLE ><P>yes", "yes"),
        ('<p style="Display : none">no<p>yes</p></p>yes', "yes\n\nyes"),
        ('<p style="display:none">no<p>yes</p>', "yes"),
        ('<div><p style="display:none">no</div>yes', "yes"),
        ('<ul><li style="display:none">no<ul><li>no</ul>no<li>yes</ul>', "- yes"),
        ('<ul><li style="display:none">no</ul>yes', "yes"),
        (
            '<table><tr><td style="display:none">no<table><tr><td>no</table>no<td>yes</table>yes',
            "yes\nyes",
        ),
        ('<table><tr style="display:none"><td>no<tr><td>yes</table>', "yes"),
        ('<dl><dt style="display:none">no<dd>yes</dl>', "yes"),
        ("<s>9,500円</s> 0円", "~~9,500円~~ 0円"),
        ("<del>a<s>b</s></del><strike> c </strike>d", "~~ab~~ ~~c~~ d"),
        ('<p style="text-decoration: line-through">a<p>b', "~~a~~\n\nb"),
        ('<ul><li style="text-decoration:line-through">a<b>b</b><li>c</ul>', "- ~~ab~~\n- c"),
        ("<s></s>a<s> </s>b<s>c", "a b~~c~~"),
        ('<s><a href="https://a.jp/b">c</a></s>d', "~~c [1]~~d\n\n[1] https://a.jp/b"),
        ('<div style="display:none">no<div>no</div>no</div>yes', "yes"),
        ('<div style="display:none">all of it', "all of it"),
        ("a\u00ad\u200bb\u200c\ufeff", "ab"),
        ("<p>a</p>\n\n\n<p>&nbsp;</p><p>b</p>", "a\n\nb"),
        ('<a title="x>y" name=\'q"q\'>yes</a>', "yes"),
        ("<p title=it's>yes</p>", "yes"),
        ("<?xml version='1.0'?><o:p>yes</o:p>", "yes"),
        ("&#xD800;&#99999999999999999999;&bogus;", "\ufffd\ufffd&bogus;"),
        ("", ""),
        ("<img src=x>", ""),
    ],
)
def test_a_page_reads_like_the_page(html: str, text: str) -> None:
    readable = read_html(html)
    assert (readable.text, readable.cut, readable.fell_back) == (text, False, False)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<a href="https://x.jp/?a=1&amp;b">申込</a>', "申込 [1]\n\n[1] https://x.jp/?a=1&b"),
        ("<a href=u>a</a> <a href='v'>b</a> <a href=u>c</a>", "a [1] b [2] c [1]\n\n[1] u\n[2] v"),
        ('<a href="https://x.jp/">x.jp</a> <a href="mailto:a@b.jp">a@b.jp</a>', "x.jp a@b.jp"),
        (
            '<a href="https://evil.jp/">https://x.jp/</a>',
            "https://x.jp/ [1]\n\n[1] https://evil.jp/",
        ),
        ('<a href="u"><img src="x"></a>', "[1]\n\n[1] u"),
        ('<a href="u"><img alt="x"></a>', "[x] [1]\n\n[1] u"),
        ('<a href="#top">x</a><a name="y">y</a><a href="javascript:z">z</a>', "xyz"),
        ('<a href="u">x<p>y</p></a>z', "x\n\ny [1]\n\nz\n\n[1] u"),
        ("<a data-href=v href='h\nt'>x</a>", "x [1]\n\n[1] ht"),
        ("<a href=u>x<a href=v>y", "x [1]y [2]\n\n[1] u\n[2] v"),
    ],
)
def test_links_are_numbered_and_their_targets_stand_below(html: str, text: str) -> None:
    assert read_html(html).text == text


def test_more_than_two_hundred_links_are_not_all_noted() -> None:
    readable = read_html("".join(f"<a href=u{n}>x</a> " for n in range(300)))
    assert readable.text.endswith("\n[200] u199")
    assert readable.cut


@pytest.mark.parametrize("html", ['<a b="解約 text', "<!-- 解約 <p>text", "<style>解約 <p>text"])
def test_a_page_without_an_end_is_read_roughly_and_says_so(html: str) -> None:
    readable = read_html(html)
    assert "text" in readable.text
    assert readable.fell_back


def test_the_length_leaves_out_the_targets() -> None:
    readable = read_html('<a href="https://x.jp/' + "y" * 500 + '">申込</a>')
    assert readable.length == len("申込 [1]")


@pytest.mark.parametrize(
    ("raw", "charset"),
    [
        (b'<meta charset="Shift_JIS">', "Shift_JIS"),
        (b"<META http-equiv=Content-Type content='text/html; charset=EUC-JP'>", "EUC-JP"),
        (b'<?xml version="1.0" encoding="utf-8"?><html>', "utf-8"),
        (b"<html>charset=x", None),
        (b" " * 5000 + b"<meta charset=x>", None),
    ],
)
def test_the_charset_of_a_page_stands_in_its_head(raw: bytes, charset: str | None) -> None:
    assert declared_charset(raw) == charset


BOMBS = {
    "attributes": '<a b="' * 165_000,
    "comments": "<!--" * 250_000,
    "open tags": "<a" * 500_000,
    "less-than signs": "<" * 1_000_000,
    "blanks in a tag": "<a" + " " * 1_000_000,
    "equals signs": "<a" + " =" * 500_000,
    "blanks": " " * 1_000_000,
    "quotes": "<a b='\"" * 150_000,
    "divs": "<div>" * 200_000,
    "bold letters": "<b>x" * 250_000,
    "ampersands": "&a" * 500_000,
    "a long number": "&#" + "9" * 995_000,
    "styles": "<style>" * 140_000,
    "half-closed styles": "<style></styl" * 75_000,
    "links": "".join(f"<a href=http://x/{n}>y</a>" for n in range(35_000)),
    "one long link": "<a href=x>" + "t<b>" * 200_000,
    "cells": "<table><tr><td>a" * 60_000,
    "lists": "<ul><li>a" * 100_000,
    "quotations": "<blockquote>a" * 75_000,
    "verbatim lines": "<pre>" + "\n" * 950_000,
    "hidden": "<div style=display:none>" * 40_000,
    "wide lines": "あ\n" * 500_000,
    "alternatives": '<img alt="' + "alt= '" * 165_000 + '">',
    "10 MB": "<p>x" * 2_500_000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_of_a_hostile_page_not_more_is_shown_than_can_be_read(bomb: str) -> None:
    readable = read_html(BOMBS[bomb])
    assert len(readable.text) <= 1_300_000


@given(st.text("<>&;\"'=/!-ab# \n解", max_size=200))
def test_any_page_becomes_a_text(html: str) -> None:
    assert "\r" not in read_html(html).text


@given(st.lists(st.sampled_from(["解約", "手続き", "docomo", "1,100円"]), min_size=1, max_size=20))
def test_no_word_between_tags_is_lost(words: list[str]) -> None:
    html = "".join(f"<p><span class='a'>{word}</span></p>" for word in words)
    assert read_html(html).text.split() == words

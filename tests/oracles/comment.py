"""comment.py TEXT…: is a comment on a proposal nothing but text, whatever the data say?

Reads each Markdown as GitHub does, with its own reader, and looks at what is shown, as both forges do for mentions and
references: in every piece of text between tags. Comments do not part it: a forge may drop them before it looks.
"""

import html.parser
import re
import sys
from pathlib import Path

import cmarkgfm
from cmarkgfm.cmark import Options

# What the report is made of.
ELEMENTS = {
    "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "details", "summary", "del", "ins", "code", "strong",
    "blockquote", "a", "span",
}
# What the forges make of text, by their documentation.
FOUND = {
    "mention": r"@[A-Za-z0-9_]",
    "issue": r"(?<![&\w])#\d|\b[A-Za-z]+-\d+\b",
    "merge request": r"!\d",
    "label": r"~[\w\"]",
    "milestone": r"%[\w\"]",
    "snippet": r"\$\d",
    "alert": r"\^\w",
    "epic": r"&\d",
    "other": r"\[\w+:\d|\[\[|\*iteration:",
    "commit": r"\b[0-9a-fA-F]{7,40}\b",
    "address": r"\w+://|www\.",
    "sign": r":[\w+-]+:",
    "changes": r"\{[+-]|\[[+-]",
}


class Reader(html.parser.HTMLParser):
    """Collects the pieces of text, and what must not be there."""

    def __init__(self, own_link):
        super().__init__(convert_charrefs=True)
        self.own_link, self.wrong, self.pieces, self.open = own_link, [], [""], []

    def handle_starttag(self, tag, attrs):
        if tag not in ELEMENTS:
            self.wrong.append(f"<{tag}>")
        if tag == "a" and dict(attrs).get("href") != self.own_link:
            self.wrong.append(f"a link to {dict(attrs).get('href')}")
        self.pieces.append("")
        self.open.append(tag)

    def handle_endtag(self, tag):
        self.pieces.append("")
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        # Neither forge looks into code and links.
        if "code" not in self.open and "a" not in self.open:
            self.pieces[-1] += data


def judge(text, own_link):
    # All extensions of GitHub; HTML as written, to see it.
    shown = cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)
    reader = Reader(own_link)
    reader.feed(shown)
    wrong = reader.wrong
    for piece in reader.pieces:
        for name, pattern in FOUND.items():
            for found in re.finditer(pattern, piece):
                wrong.append(f"{name}: {found.group()!r} in {piece[:80]!r}")
    for line in text.splitlines():
        if line.lstrip().startswith("/"):
            wrong.append(f"command: {line[:80]}")
    return wrong


def main():
    own_link, *paths = sys.argv[1:]
    failed = False
    for path in paths:
        text = Path(path).read_text(encoding="utf-8")
        wrong = sorted(set(judge(text, own_link)))
        failed |= bool(wrong)
        print(f"{'fail' if wrong else 'pass'} comment {Path(path).name}: {len(text)} characters")
        for reason in wrong[:20]:
            print(f"    {reason}")
    sys.exit(failed)


main()

#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a reader of the built documents would check, read from the files alone.

  headings FILE.docx          headings of the first level, one a line
  unnoted FILE.docx           sentences and table rows with a figure and no footnote; exit 1 when there are any
  placeholders FILE.txt       lines with words that stand for a missing value; exit 1 when there are any
  kit FILE.txt TEXT...        exit 1 unless each TEXT stands in the file, spaces and line ends apart
"""
import re
import sys
import unicodedata
import zipfile
import xml.etree.ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NOTE = "\u00a4"

# Numbers that are no figures: years, dates, ages, numbers of laws, meetings and documents.
NO_FIGURE = re.compile(
    r"\b(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September|October|November|December)(?: \d{4})?"
    r"|\b(?:19|20)\d\d(?:[–-](?:19|20)?\d\d)?\b|\baged \d+(?:[–-]\d+)?|\bNo\. \d+|\bSections? \d+(?:\(\w\))*"
    r"|\bCWG-COP-\d+/\d+|\b\d+(?:st|nd|rd|th)\b|\b911\b|\b1383\b|\bQ[1-4]\b")


def text_of(node):
    parts = []
    for n in node.iter():
        if n.tag == W + "t":
            parts.append(n.text or "")
        elif n.tag == W + "tab":
            parts.append(" ")
        elif n.tag == W + "footnoteReference":
            parts.append(NOTE)
    return "".join(parts).replace("\u2002", " ").replace("\u00a0", " ")


def body(path):
    root = ET.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    return root.find(W + "body")


def style_of(p):
    s = p.find(f"{W}pPr/{W}pStyle")
    return "" if s is None else s.get(W + "val")


def headings(path):
    return [re.sub(r"\s+", " ", text_of(p)).strip() for p in body(path).iter(W + "p") if style_of(p) == "Heading1"]


def sentences(text):
    return re.split(rf"(?<=[.;?!])(?!{NOTE})\s+|(?<=[.;?!]{NOTE})\s+", text)


def unnoted(path):
    found, part = [], None
    for node in body(path):
        if node.tag == W + "p":
            if style_of(node) == "Heading1":
                part = text_of(node)
                continue
            if part is None or not re.match(r"[1-9]", part) or style_of(node) == "Caption" or style_of(node) == "TableNote":
                continue
            found += [s for s in sentences(text_of(node)) if re.search(r"\d", NO_FIGURE.sub("", s)) and NOTE not in s]
        elif node.tag == W + "tbl" and part is not None:
            for row in list(node.iter(W + "tr"))[1:]:
                cells = [text_of(c) for c in row.iter(W + "tc")]
                if any(re.search(r"\d", NO_FIGURE.sub("", c)) for c in cells) and NOTE not in "".join(cells):
                    found.append(" | ".join(cells))
    return found


PLACEHOLDER = re.compile(
    r"\bNaN\b|\bnan\b|\bNULL\b|\bnull\b|\(null\)|\bTBD\b|\bTODO\b|\bXXX\b|\bLorem\b|%[sdzu]\b|\[number\]|\{\w+\}"
    r"|\bVAL-[A-Z]|\bOUT-\d|\bSEG-|\bCH-\w|\bLES-P|\bINI-[A-Z]|\bPH-20\d\d-[A-Z]|\bto be announced\b")


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFC", text) if not c.isspace() and c not in "\u200b\u00ad\u2060\u200c\u200d")


def main(argv):
    what, path = argv[1], argv[2]
    if what == "headings":
        print("\n".join(headings(path)))
        return 0
    if what == "unnoted":
        found = unnoted(path)
    elif what == "placeholders":
        found = [line.strip() for line in open(path, encoding="utf-8") if PLACEHOLDER.search(line)]
    else:
        have = plain(open(path, encoding="utf-8").read())
        found = [t for t in argv[3:] if plain(t) not in have]
    print("\n".join(found))
    return 1 if found else 0


sys.exit(main(sys.argv))

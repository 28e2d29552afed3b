# SPDX-License-Identifier: Apache-2.0
"""Sets each text of the corpus and asks other programs for the words again.

extraction.py COPKIT CORPUS FOLDER: one line for each language, program and kind of
page (text, table, poster): language, program, per cent of the characters that did
not come back in order (NFKC, spaces dropped), kind.
"""
import difflib
import os
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ET

# Invisible characters that steer direction, division and shaping are no text.
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def plain(text):
    return INVISIBLE.sub("", re.sub(r"\s+", "", unicodedata.normalize("NFKC", text)))


def paragraphs(path):
    root = ET.parse(path).getroot()
    ns = root.tag.split("}")[0] + "}"
    lang = root.get("{http://www.w3.org/XML/1998/namespace}lang")
    texts = ["".join(p.itertext()) for p in root.iter(ns + "para")]
    return lang, [" ".join(t.split()) for t in texts if t.strip()]


# What ends a phrase, so that pieces of text are cut where their language would.
PHRASE = re.compile("(?<=[.,;:!?\u060c\u061b\u061f\u0964\u17d4\u104a\u104b\u1362\u1363\u3001\u3002\uff0c\uff1b])\\s*|\\s+(?=\\S{24})")


def phrases(texts, least, most):
    """Pieces of so many characters; of a longer one its first words."""
    for text in texts:
        for piece in PHRASE.split(text):
            while len(piece) > most and " " in piece:
                piece = piece.rsplit(" ", 1)[0]
            piece = piece.strip()
            if least <= len(piece) <= most and "|" not in piece:
                yield piece


def escaped(text):
    return re.sub(r"([\\\[\]*_`<>#|])", r"\\\1", text)


def as_text(lang, texts):
    """Few paragraphs, so that no page ends inside one."""
    return "---\ntitle: '1'\nlanguage: %s\n---\n" % lang + "\n\n".join(map(escaped, texts[:5])) + "\n", texts[:5]


def as_table(lang, texts):
    """Cells of one line, each must come back whole."""
    wide = any(unicodedata.east_asian_width(c) == "W" for c in texts[0])
    cells = list(phrases(texts, 3, 14 if wide else 34))[:16]
    cells = cells[:len(cells) // 2 * 2]
    rows = ["| %s | %s |" % (escaped(cells[i]), escaped(cells[i + 1])) for i in range(0, len(cells), 2)]
    return "---\ntitle: '1'\nlanguage: %s\n---\n" % lang + "\n".join(rows[:1] + ["|---|---|"] + rows[1:]) + "\n: 1\n", cells


def as_poster(lang, texts):
    """Headline, what to do, text, helpline."""
    pieces = list(phrases(texts, 4, 30))[:5]
    if len(pieces) < 5:
        return None, []
    head = "---\ntitle: '%s'\nlanguage: %s\n---\n" % (pieces[0].replace("'", "''"), lang)
    return head + "%s\n\n%s\n\n%s\n\n> **1383** %s\n" % tuple(map(escaped, pieces[1:])), pieces


def lost_of(texts, got):
    """How many characters of the texts did not come back in order, and of how many."""
    want = plain("".join(texts))
    if all(plain(t) in got for t in texts):
        return 0, len(want)
    steps = difflib.SequenceMatcher(None, want, got, autojunk=False).get_opcodes()
    return sum(max(i2 - i1, j2 - j1) for kind, i1, i2, j1, j2 in steps if kind != "equal"), len(want)


def pieces_lost(texts, got):
    """The same where other words stand between the texts."""
    return sum(len(plain(t)) for t in texts if plain(t) not in got), sum(len(plain(t)) for t in texts)


KINDS = (("text", as_text, [], lost_of), ("table", as_table, [], pieces_lost), ("poster", as_poster, ["--sheet", "poster-a4"], pieces_lost))


def main(copkit, corpus, folder):
    for name in sorted(os.listdir(corpus)):
        lang, texts = paragraphs(os.path.join(corpus, name))
        for kind, make, options, count in KINDS:
            base = os.path.join(folder, name[:-4] + "-" + kind)
            markdown, wanted = make(lang, texts)
            if not wanted:
                continue
            with open(base + ".md", "w", encoding="utf-8") as f:
                f.write(markdown)
            made = subprocess.run([copkit, "typeset", base + ".md", "-o", base + ".pdf"] + options, capture_output=True, text=True)
            if made.returncode not in (0, 1):
                print(lang, "typeset", 100.0, kind, made.stderr.strip().splitlines()[-1:])
                continue
            for program in (["pdftotext", "-nopgbrk", base + ".pdf", "-"], ["mutool", "draw", "-q", "-F", "txt", "-o", "-", base + ".pdf"]):
                got = plain(subprocess.run(program, capture_output=True).stdout.decode("utf-8", "replace"))
                lost, all_of = count(wanted, got)
                print(lang, program[0], round(100.0 * lost / max(1, all_of), 2), kind)


main(*sys.argv[1:])

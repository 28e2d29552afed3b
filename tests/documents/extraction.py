# SPDX-License-Identifier: Apache-2.0
"""Sets each text of the corpus and asks other programs for the words again.

extraction.py COPKIT CORPUS FOLDER: one line for each language and program:
language, program, per cent of the characters that did not come back in order
(NFKC, spaces dropped).
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


def main(copkit, corpus, folder):
    for name in sorted(os.listdir(corpus)):
        lang, texts = paragraphs(os.path.join(corpus, name))
        base = os.path.join(folder, name[:-4])
        with open(base + ".md", "w", encoding="utf-8") as f:
            # few paragraphs, so that no page ends inside one
            f.write("---\ntitle: '1'\nlanguage: %s\n---\n" % lang)
            texts = texts[:5]
            f.write("\n\n".join(re.sub(r"([\\\[\]*_`<>#])", r"\\\1", t) for t in texts) + "\n")
        made = subprocess.run([copkit, "typeset", base + ".md", "-o", base + ".pdf"], capture_output=True, text=True)
        if made.returncode not in (0, 1):
            print(lang, "typeset", 100.0, made.stderr.strip().splitlines()[-1:])
            continue
        for program in (["pdftotext", "-nopgbrk", base + ".pdf", "-"], ["mutool", "draw", "-q", "-F", "txt", "-o", "-", base + ".pdf"]):
            got = plain(subprocess.run(program, capture_output=True).stdout.decode("utf-8", "replace"))
            want = plain("".join(texts))
            lost = 0
            if not all(plain(t) in got for t in texts):
                steps = difflib.SequenceMatcher(None, want, got, autojunk=False).get_opcodes()
                lost = sum(max(i2 - i1, j2 - j1) for kind, i1, i2, j1, j2 in steps if kind != "equal")
            print(lang, program[0], round(100.0 * lost / max(1, len(want)), 2))


main(*sys.argv[1:])

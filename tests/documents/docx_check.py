# SPDX-License-Identifier: Apache-2.0
"""docx_check.py FILE -- reads a DOCX file with python-docx and by its parts, and
prints what a reader would miss: broken relations, references to nothing, styles
or numbering that do not exist, ids used twice. Prints the outline on request.

  docx_check.py FILE            one line for each fault; exit 1 when there are any
  docx_check.py --outline FILE  headings, captions, tables, pictures
"""
import posixpath
import re
import sys
import zipfile

import docx
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
TEXT_PARTS = re.compile(r"word/(document|footnotes|header\d+|footer\d+)\.xml$")


def relations(z, part):
    folder, name = posixpath.split(part)
    path = f"{folder}/_rels/{name}.rels"
    if path not in z.namelist():
        return {}
    return {r.get("Id"): (r.get("Target"), r.get("TargetMode")) for r in etree.fromstring(z.read(path))}


def faults(path):
    z = zipfile.ZipFile(path)
    trees = {n: etree.fromstring(z.read(n)) for n in z.namelist() if n.endswith((".xml", ".rels"))}
    styles = {s.get(W + "styleId") for s in trees["word/styles.xml"].iter(W + "style")}
    numbers = {n.get(W + "numId") for n in trees["word/numbering.xml"].iter(W + "num")}
    notes = {n.get(W + "id") for n in trees["word/footnotes.xml"].iter(W + "footnote")}
    marks = {b.get(W + "name") for b in trees["word/document.xml"].iter(W + "bookmarkStart")}
    for part, tree in trees.items():
        if not TEXT_PARTS.match(part):
            continue
        known = relations(z, part)
        for target, mode in known.values():
            if mode != "External" and posixpath.join("word", target) not in z.namelist():
                yield f"{part}: relation to {target}, which is not there"
        for e in tree.iter():
            for key in ("id", "embed", "link"):
                if e.get(R + key) and e.get(R + key) not in known and part == "word/document.xml":
                    yield f"{part}: {e.tag} refers to {e.get(R + key)}, which is no relation"
            if e.tag in (W + "pStyle", W + "rStyle", W + "tblStyle") and e.get(W + "val") not in styles:
                yield f"{part}: style {e.get(W + 'val')} does not exist"
            if e.tag == W + "numId" and e.get(W + "val") not in numbers:
                yield f"{part}: numbering {e.get(W + 'val')} does not exist"
            if e.tag == W + "footnoteReference" and e.get(W + "id") not in notes:
                yield f"{part}: note {e.get(W + 'id')} does not exist"
            if e.tag == W + "hyperlink" and e.get(W + "anchor") and e.get(W + "anchor") not in marks:
                yield f"{part}: link to bookmark {e.get(W + 'anchor')}, which does not exist"
            if e.tag == W + "instrText":
                for name in re.findall(r"(?:PAGE)?REF (\S+)", e.text or ""):
                    if name not in marks:
                        yield f"{part}: field to bookmark {name}, which does not exist"
            if e.tag == W + "tc" and e[-1].tag != W + "p":
                yield f"{part}: a cell does not end in a paragraph"
        for tag, key in ((W + "bookmarkStart", W + "id"), (WP + "docPr", "id")):
            ids = [e.get(key) for e in tree.iter(tag)]
            if len(ids) != len(set(ids)):
                yield f"{part}: an id of {tag} stands twice"
        begins = [e.get(W + "fldCharType") for e in tree.iter(W + "fldChar")]
        if begins.count("begin") != begins.count("end") or begins.count("begin") != begins.count("separate"):
            yield f"{part}: a field is not closed"
        starts = {e.get(W + "id") for e in tree.iter(W + "bookmarkStart")}
        if starts != {e.get(W + "id") for e in tree.iter(W + "bookmarkEnd")}:
            yield f"{part}: a bookmark is not closed"
    for e in trees["word/document.xml"].iter(WP + "docPr"):
        if e.get("descr") is None:
            yield "word/document.xml: a picture has no alternative text"
    d = docx.Document(path)
    p = d.core_properties
    if not p.title or not p.language:
        yield "the document has no title or no language in its properties"


def outline(path):
    d = docx.Document(path)
    for p in d.paragraphs:
        name = p.style.name
        if name.startswith("Heading") or name in ("Title", "Caption", "Cover Title"):
            print(f"{name}: {p.text}")
    for t in d.tables:
        print(f"table: {len(t.rows)} x {len(t.columns)}")
    print(f"pictures: {len(d.inline_shapes)}")
    print("sections:", " ".join("landscape" if s.page_width > s.page_height else "portrait" for s in d.sections))


if __name__ == "__main__":
    if sys.argv[1] == "--outline":
        outline(sys.argv[2])
    else:
        found = list(faults(sys.argv[1]))
        print("\n".join(found))
        sys.exit(1 if found else 0)

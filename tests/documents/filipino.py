#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
# filipino.py KIT -- lines of a built kit in Filipino that are English: those in
# which an English function word stands, and those that stand unchanged in the
# English edition of the same piece. One a line, with the piece it was found in.
import glob, html, json, os, re, subprocess, sys, zipfile

# Words of English that no Filipino text has, loans included.
ENGLISH = set("""the and of with your you for is are not this that from which what when who how if was be been has have had will
can or to by into they their them we our it its there does did do must should would about after before without between every each
all any some more than then also only while where why no yes he she his her my me nobody somebody someone""".split())
# What stays, with the reason.
STAYS = [
    (r"National Coordination Center against Online Sexual Abuse or Exploitation of Children and Child Sexual Abuse( or)?( Exploitation Materials)?|or Exploitation Materials",
     "body: RA 11930 names it in English only"),
    (r"Creative Commons Attribution 4\.0|CC BY 4\.0", "licence"),
    (r"^message,audience,text,.*", "keys of a table for programs"),
    (r"\bonline\b|\bvideo call\b|\bquiz\b", "loans of daily Filipino that English has alone on a line, too"),
]


def text_of(name, data):
    """Lines of one file, as who reads it sees them."""
    kind = name.rsplit(".", 1)[-1]
    if kind == "pdf":
        out = subprocess.run(["pdftotext", "-enc", "UTF-8", "-", "-"], input=data, capture_output=True).stdout.decode()
        return re.sub("\u00ad\n|\u200b", "", out).splitlines()  # words divided at the end of a line
    if kind in ("docx", "epub", "odp", "h5p", "zip", "xlsx"):
        import io
        lines = []
        with zipfile.ZipFile(io.BytesIO(data)) as z:
            for m in z.namelist():
                if re.search(r"(document|footer\d*|header\d*|content|sharedStrings|sheet\d+)\.xml$|\.x?html$|data\.js$|content\.json$|h5p\.json$|nav\.xhtml$|imsmanifest\.xml$|cmi5\.xml$", m) \
                   and not re.search(r"^H5P\.|^libraries/", m):
                    lines += text_of(m, z.read(m))
        return lines
    text = data.decode("utf-8")
    if kind in ("html", "xhtml", "xml"):
        text = re.sub(r"<(script|style)\b.*?</\1>|<[?!][^>]*>", "\n", text, flags=re.S)
        text = re.sub(r"<(/?)(p|div|li|td|th|tr|h\d|w:p|text:p|text:h|title|si|figcaption|button|label|option|dt|dd|section|a)\b[^>]*>", "\n", text)
        shown = re.findall(r'(?:alt|aria-label|title|placeholder)="([^"]*)"', text)
        return html.unescape(re.sub("<[^>]*>", "", text) + "\n" + "\n".join(shown)).splitlines()
    if kind in ("json", "js"):
        strings = re.findall(r'"(?:text|name|title|alt|label|html|say|act|question|feedback|words|caption|description|stem|choice\w*|answer\w*|[a-z]*Label|value)"\s*:\s*"((?:[^"\\]|\\.)*)"', text)
        return [line for s in strings for line in re.sub("<[^>]*>", " ", json.loads('"' + s + '"')).splitlines()]
    return text.splitlines()


def pieces(folder):
    for path in sorted(glob.glob(folder + "/*/fil/*")):
        if "/poster-large/" in path:  # the poster again, its words cut by the sheets
            continue
        if path.rsplit(".", 1)[-1] in ("pdf", "docx", "epub", "odp", "h5p", "zip", "xlsx", "html", "json", "txt", "csv"):
            yield path


def lines(path):
    return [" ".join(line.split()) for line in text_of(path, open(path, "rb").read())]


found = n = 0
for path in pieces(sys.argv[1]):
    other = path.replace("/fil/", "/en/")
    english = set(lines(other)) if os.path.exists(other) else set()
    n += 1
    for line in sorted(set(lines(path))):
        rest = line
        for pattern, _ in STAYS:
            rest = re.sub(pattern, "", rest)
        words = re.findall(r"[A-Za-z']+", rest)
        if any(w in ENGLISH for w in words) or (line in english and any(len(w) > 3 and w.lower() == w for w in words)):
            print(os.path.relpath(path, sys.argv[1]) + ": " + line)
            found += 1
print(f"# {n} pieces, {found} lines", file=sys.stderr)
sys.exit(1 if found or n < int(sys.argv[2] if len(sys.argv) > 2 else 1) else 0)

# SPDX-License-Identifier: Apache-2.0
"""peers.py BOOKS TEXTS OUT -- the kit's posters and booklets as HTML for WeasyPrint and in the language of Typst.

Pictures and captions come out of our own books (kit/book/en/*.html), headline and act of each poster out of the texts of
the country (en.yaml or fil.yaml). A booklet is A5, a picture and its words a page, cover and helpline; a poster is A4 with
picture, headline, act and helpline. The messages' own scenes are not in the books: a poster shows the picture of a story
instead, of the same cast and the same number of paths.
"""
import glob, html, os, re, sys

books, texts, out = sys.argv[1:]
os.makedirs(out, exist_ok=True)
STRIP = "Ask for help 1383"


def string(s):
    return '"' + s.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def pages_of(file):
    body = open(file).read().split("</head>")[1]
    found = re.findall(r"(<svg.*?</svg>).*?<p[^>]*>(.*?)</p>", body, re.S)
    return [(svg, html.unescape(re.sub("<[^>]+>", "", words))) for svg, words in found]


def alone(svg):
    return svg if "xmlns=" in svg.split(">")[0] else svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1)


def write(name, size, pages):
    css = "@page{size:%s;margin:14mm}body{font-family:Andika;color:#1b1f2a}svg{width:100%%;height:auto}section{break-after:page}" \
          "h1{color:#123A6B}.s{background:#123A6B;color:#fff;padding:8mm;font-weight:bold;font-size:24pt}" % size
    with open(out + "/" + name + ".html", "w") as f:
        f.write("<!DOCTYPE html><html lang=en><meta charset=utf-8><title>%s</title><style>%s</style>" % (name, css))
        for svg, head, act in pages:
            f.write("<section>%s<h1>%s</h1><p>%s</p><p class=s>%s</p></section>" % (svg or "", html.escape(head), html.escape(act), STRIP))
    with open(out + "/" + name + ".typ", "w") as f:
        f.write('#set page(paper: "%s", margin: 14mm)\n#set text(font: ("Andika", "Noto Sans"), size: 18pt, lang: "en")\n'
                '#show heading: set text(size: 30pt, fill: rgb("#123A6B"))\n' % size.lower())
        for i, (svg, head, act) in enumerate(pages):
            f.write("#pagebreak()\n" if i else "")
            if svg:
                f.write("#image(bytes(%s), format: \"svg\", width: 100%%)\n" % string(alone(svg)))
            f.write("#heading[#%s]\n#par[#%s]\n#place(bottom, block(fill: rgb(\"#123A6B\"), width: 100%%, inset: 12pt)[#text(fill: white, size: 24pt)[#%s]])\n"
                    % (string(head), string(act), string(STRIP)))


pictures = []
for file in sorted(glob.glob(books + "/ST-*.html"))[:2]:
    pages = pages_of(file)
    pictures += [svg for svg, _ in pages]
    write("booklet-" + os.path.basename(file)[:-5], "A5", [(svg, "", words) for svg, words in pages])
found = {}
for m in re.finditer(r'- id: (\S+)/(poster|act)/\S+\n(?:    (?!text).*\n)*    text: "?(.*?)"?\n', open(texts).read()):
    found.setdefault(m[1], {})[m[2]] = m[3].replace("{HELP}", "1383")
whole = [x for x in found.values() if len(x) == 2][:6]
for i, x in enumerate(whole):
    write("poster-%d" % i, "A4", [(pictures[i % len(pictures)], x["poster"], x["act"])])

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Calendar, stickers, board game; the catalogue of books.
. "$(dirname "$0")/../tap.sh"
command -v pdftotext >/dev/null || skip_all "poppler-utils is not installed"
store=$TMP/ph.cop out=$TMP/out
"$COPKIT" init "$store" --country PH >/dev/null 2>&1 || { echo "Bail out! no store"; exit 1; }
ok "they are built" "$COPKIT" build -q -s "$store" -o "$out" -l en,fil,ilo,ar,km kit/calendar kit/stickers kit/game
ok "all texts fit" sh -c "! grep -q layout-overflow '$out/manifest.json'"
find "$out/kit" -name '*.pdf' >"$TMP/pdfs"
ok "each is tagged as it should be" sh -c "xargs '$COPKIT' debug shape <'$TMP/pdfs'"
same "a calendar has a leaf for each month" 12 "$(pdfinfo "$out/kit/calendar/ar/calendar.pdf" | awk '/^Pages/ { print $2 }')"
ok "none where nobody has names of months in the language" test ! -e "$out/kit/calendar/ilo"
ok "February 2026 begins on a Sunday and has 28 days" sh -c "pdftotext -layout -f 2 -l 2 '$out/kit/calendar/en/calendar.pdf' - | tr -s ' \n' ' ' | grep -q 'February 2026 Sun Mon Tue Wed Thu Fri Sat 1 2 3 4 5 6 7 8 .* 27 28 Ask for help'"
ok "in Arabic Sunday is on the right" python3 - "$out/kit/calendar/ar/calendar.pdf" <<'P'
import re, subprocess, sys
words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)<', subprocess.run(["pdftotext", "-bbox", "-f", "2", "-l", "2", sys.argv[1], "-"], capture_output=True, text=True).stdout)
at = {t: float(x) for x, y, t in words if t in ("\u0661", "\u0667")} # the days in the digits of the year
assert at["\u0661"] > at["\u0667"], at
P
same "twelve stickers with the number each" 12 "$(pdftotext "$out/kit/stickers/km/stickers.pdf" - | grep -c '^1383$')"
ok "forty squares are numbered and read in order" python3 - "$out/kit/game/en/game.pdf" <<'P'
import subprocess, sys
text = subprocess.run(["pdftotext", "-raw", sys.argv[1], "-"], capture_output=True, text=True).stdout
lines = [l.strip() for l in text.splitlines()]
words = text.split()
assert all(str(i) in words for i in range(1, 41)), [i for i in range(1, 41) if str(i) not in words]
flat = " ".join(lines)
order = ["Set out", "A scary film.", "Show the stop hand.", "Say no in three", "A scary clip", "Home, all together"]
places = [flat.find(o, 0 if i < 5 else flat.find("A scary clip")) for i, o in enumerate(order)]
assert -1 not in places and places == sorted(places), places
P
ok "the game exists in Filipino as a draft" sh -c "pdftotext '$out/kit/game/fil/game.pdf' - | tr '\n' ' ' | grep -q 'Hindi mo kasalanan'"

# --- catalogue of books ---
ok "no books, no catalogue" test ! -e "$out/opds.xml"
"$COPKIT" build -q -s "$store" -o "$out" -l en,ar kit/book kit/slides >/dev/null 2>&1
ok "every book is in the catalogue once, with its language, and every address is there" python3 - "$out" <<'P'
import os, sys, xml.etree.ElementTree as E
a, dc = "{http://www.w3.org/2005/Atom}", "{http://purl.org/dc/terms/}"
feed = E.parse(sys.argv[1] + "/opds.xml").getroot()
assert feed.tag == a + "feed" and all(feed.find(a + x) is not None for x in ("id", "title", "updated", "author"))
ids, books = set(), 0
for e in feed.iter(a + "entry"):
    assert e.find(a + "title").text and e.find(a + "updated").text.endswith("Z") and e.find(dc + "language").text in ("en", "ar")
    ids.add(e.find(a + "id").text)
    for l in e.iter(a + "link"):
        assert l.get("rel").startswith("http://opds-spec.org/acquisition") and os.path.exists(os.path.join(sys.argv[1], l.get("href"))), l.attrib
        books += l.get("type") == "application/epub+zip"
assert books == len(ids) == sum(f.endswith(".epub") for _, _, fs in os.walk(sys.argv[1]) for f in fs), (books, len(ids))
P
tap_done

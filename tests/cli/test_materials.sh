#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Materials beside posters and cards: sizes and numbers of pages as they are
# printed, cut, folded and bound; words; fit; tags.
. "$(dirname "$0")/../tap.sh"
for tool in qpdf pdftotext pdfinfo; do command -v $tool >/dev/null || skip_all "$tool is not installed"; done
store=$TMP/ph.cop out=$TMP/out
"$COPKIT" init "$store" --country PH >/dev/null 2>&1 || { echo "Bail out! no store"; exit 1; }
sheets="kit/poster-grey kit/poster-large kit/social kit/social-story kit/large-print kit/easy-read kit/colouring kit/notice kit/leaflet kit/school-bulletin kit/comic kit/booklet kit/picture-cards kit/flip-chart"
ok "all kinds are built in Arabic and Khmer" sh -c "'$COPKIT' build -s '$store' -o '$out' -l ar,km $sheets >'$TMP/log' 2>&1"
same "every text fits, every picture is there" "" "$(grep -E 'layout-overflow|picture-missing' "$TMP/log")"
find "$out/kit" -name '*.pdf' | LC_ALL=C sort >"$TMP/pdfs"
ok "qpdf finds no fault in any PDF" sh -c "while read -r f; do qpdf --check \"\$f\" >/dev/null || { echo \"\$f\"; exit 1; }; done <'$TMP/pdfs'"
ok "each holds against PDF/UA-1 and PDF/A-2a" sh -c "xargs '$COPKIT' debug shape <'$TMP/pdfs'"

pages() { pdfinfo "$out/kit/$1.pdf" | awk '/^Pages/ { n = $2 } /^Page size/ { printf "%d pages %.0f x %.0f\n", n, $3, $5 }'; }
same "a booklet of cover, six pages and back is four sides of A4" "4 pages 842 x 595" "$(pages booklet/ar/ST-1)"
same "a leaflet is both sides of A4" "2 pages 842 x 595" "$(pages leaflet/ar/carers)"
same "a school bulletin is one page" "1 pages 595 x 842" "$(pages school-bulletin/km/bulletin)"
"$COPKIT" build -q -s "$store" -o "$TMP/month" -l en --date 2027-02-03 kit/school-bulletin
pdftotext -layout "$TMP/month/kit/school-bulletin/en/bulletin.pdf" "$TMP/february"
ok "it names its month, whom to tell, and the number" sh -c "grep -q 'February 2027' '$TMP/february' && grep -q 'Whom to tell in our school: ___' '$TMP/february' && grep -q 1383 '$TMP/february'"
"$COPKIT" build -q -s "$store" -o "$TMP/month" -l en --date 2027-03-03 kit/school-bulletin
ok "and says something else in the next" sh -c "pdftotext -layout '$TMP/month/kit/school-bulletin/en/bulletin.pdf' - | sed '/February\|March\|2027/d' >'$TMP/march'; sed -i '/February\|March\|2027/d' '$TMP/february'; ! cmp -s '$TMP/march' '$TMP/february'"
same "six cards of A6 are two sheets on both sides" "4 pages 842 x 595" "$(pages picture-cards/km/ST-2)"
same "a flip chart is A3: cover, then words and picture for each" "13 pages 1191 x 842" "$(pages flip-chart/km/ST-1)"
same "a comic is one page" "1 pages 595 x 842" "$(pages comic/ar/ST-2)"
same "a large poster is four sheets of A4" "4 pages 595 x 842" "$(pages poster-large/ar/MSG-PC-1)"
# what is made only when it is named
requested() { (cd "$out/kit" && ls -d poster-a* voice-note 2>/dev/null | tr '\n' ' '); }
same "no large format without being asked" "" "$(requested)"
"$COPKIT" build -q -s "$store" -o "$out" -l ar kit/poster-a3 kit/poster-a1 kit/poster-a0
same "three are made when they are named" "poster-a0 poster-a1 poster-a3 " "$(requested)"
same "A3 is one sheet" "1 pages 842 x 1191" "$(pages poster-a3/ar/MSG-PC-1)"
same "A1 is nine sheets of A4" "9 pages 595 x 842" "$(pages poster-a1/ar/MSG-PC-1)"
same "A0 is eighteen, lying" "18 pages 842 x 595" "$(pages poster-a0/ar/MSG-PC-1)"
for size in a1 a0; do
  f=$out/kit/poster-$size/ar/MSG-PC-1.pdf
  ok "poster-$size: qpdf and our own checker find nothing" sh -c "qpdf --check '$f' >/dev/null && '$COPKIT' debug shape '$f'"
done
"$COPKIT" build -q -s "$store" -o "$TMP/other" -l ar kit/poster >/dev/null
same "another folder has none" "poster" "$(ls "$TMP/other/kit")"
rm -r "$out/kit/poster-a0" && printf 'gone' >"$out/kit/poster-a1/ar/MSG-PC-1.pdf"
"$COPKIT" build -q -s "$store" -o "$out" -l ar kit/poster-a3
same "what was not asked for is left as it lies" "gone" "$(cat "$out/kit/poster-a1/ar/MSG-PC-1.pdf")"
"$COPKIT" build -q -s "$store" -o "$out" -l ar
same "a build of everything keeps fresh what stands, and forgets what was taken away" "poster-a1 poster-a3 9 pages 595 x 842" "$(requested)$(pages poster-a1/ar/MSG-PC-1)"
same "its summary says when it is made" "kit/poster-a3  Poster A3 on one sheet (when named)" "$("$COPKIT" build --help | sed -n 's/^ *\(kit\/poster-a3.*\)/\1/p')"

pixels() { python3 -c 'import struct, sys; print("%d x %d" % struct.unpack(">II", open(sys.argv[1], "rb").read(24)[16:]))' "$1"; }
same "a square picture" "1080 x 1080" "$(pixels "$out/kit/social/km/MSG-1315-2.png")"
same "an upright picture" "1080 x 1920" "$(pixels "$out/kit/social-story/km/MSG-1315-2.png")"
ok "the card set shows pictures in front and no words but the draft mark" sh -c "pdftotext -f 1 -l 1 '$out/kit/picture-cards/km/ST-2.pdf' - | tr -d ' \n\f' | sed 's/សេចក្តីព្រាងសម្រាប់ពិនិត្យ//g; s/\xe2\x80\x8b//g' | wc -c | grep -q '^0$'"
ok "captions of comics come out whole" python3 - "$SRC" "$out" <<'P'
import re, subprocess, sys
bare = lambda t: re.sub("[\\s\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", t)
text = open(sys.argv[1] + "/data/countries/ph/texts/stories.yaml").read()
for lang in "ar", "km":
    for story in "ST-1", "ST-2":
        got = bare(subprocess.run(["pdftotext", "-raw", f"{sys.argv[2]}/kit/comic/{lang}/{story}.pdf", "-"], capture_output=True, text=True, check=True).stdout)
        captions = re.findall(r'record: %s/\d, field: caption, lang: %s, text: "(.*?)", state' % (story, lang), text)
        assert len(captions) == 6
        for c in captions:
            words = [bare(w) for w in c.replace("{HELP}", "1383").replace('\\"', '"').split()]
            assert all(w in got for w in words), (lang, story, c, got)
P
ok "colouring pages are grey, and their areas white" python3 - "$out/kit/colouring/km/MSG-U9-3.pdf" <<'P'
import re, subprocess, sys
pdf = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", sys.argv[1], "-"], capture_output=True).stdout
colours = {m for m in re.findall(rb"(?<![\d.])([\d.]+) ([\d.]+) ([\d.]+) rg\b", pdf)}
assert all(len(set(c)) == 1 for c in colours), colours
P
# ink by column of the picture, as another program draws it: where the people of the scene stand
for l in ar km; do pdftoppm -gray -r 50 -y 40 -H 200 -x 0 -W 413 -singlefile "$out/kit/colouring/$l/MSG-U9-3.pdf" "$TMP/scene-$l"; done
ok "who reads from right to left sees the scene from right to left" python3 - "$TMP/scene-ar.pgm" "$TMP/scene-km.pgm" <<'P'
import sys
def ink(path):
    b = open(path, "rb").read().split(b"\n", 3)
    w, h = map(int, b[1].split())
    return [sum(255 - b[3][y * w + x] for y in range(60, h)) for x in range(45, w - 45)]
def alike(a, b):
    m, n = sum(a) / len(a), sum(b) / len(b)
    return sum((x - m) * (y - n) for x, y in zip(a, b)) / (sum((x - m) ** 2 for x in a) * sum((y - n) ** 2 for y in b)) ** 0.5
ar, km = ink(sys.argv[1]), ink(sys.argv[2])
same, turned = alike(ar, km), max(alike(ar[k:], km[::-1][:len(km) - k]) for k in range(4))
assert turned > 0.9 and same < 0.6, (turned, same)
P
flat() { pdftotext "$@" - | tr -d " \n\f"; }
ok "a leaflet says what happens when one calls" python3 - "$out" <<'P'
import re, subprocess, sys
bare = lambda t: re.sub("[\\s\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\u064b-\u0652]", "", t)
for lang, step in ("ar", "تقولون فقط ما تريدون قوله."), ("km", "គាត់ពន្យល់ពីអ្វីដែលអាចធ្វើបាន។"):
    got = bare(subprocess.run(["pdftotext", "-f", "1", "-l", "1", f"{sys.argv[1]}/kit/leaflet/{lang}/carers.pdf", "-"], capture_output=True, text=True, check=True).stdout)
    assert bare(step) in got and "4." in got, (lang, got)
P
"$COPKIT" build -q -s "$store" -o "$TMP/read" -l en,fil,ar,hi,km,zh-Hans kit/large-print kit/easy-read kit/flip-chart kit/leaflet >/dev/null 2>&1
same "large print, easy read, leaflets and flip charts fit and are large enough, in six languages" "" "$(python3 -c '
import json, sys
for a in json.load(open(sys.argv[1]))["artifacts"]:
    for f in a["findings"]: print(a["path"], f["code"], f["message"])' "$TMP/read/manifest.json")"
flat -f 2 -l 2 "$TMP/read/kit/flip-chart/en/ST-5.pdf" >"$TMP/leader"
ok "behind a picture stand open questions, what it says, and what whoever leads must not do" sh -c "grep -q 'Whatdoyousee?Howdotheyfeel?Whatcouldtheydo?Carloisquiet.Hedoesnoteat.Nobodytellsofanowncase' '$TMP/leader'"
flat -f 12 -l 12 "$TMP/read/kit/flip-chart/en/ST-5.pdf" >"$TMP/leader"
ok "behind the last one those of the story, and no less" sh -c "grep -q 'WhatdidRosadobeforeshespoke?.*Togethertheyaskforhelp:1383.Nobodytellsofanowncase' '$TMP/leader'"
pdftoppm -gray -r 72 -f 3 -l 3 -singlefile "$TMP/read/kit/flip-chart/en/ST-5.pdf" "$TMP/shown"
ok "a picture alone stands in the middle and fills the height" python3 - "$TMP/shown.pgm" <<'P'
import sys
b = open(sys.argv[1], "rb").read().split(b"\n", 3)
w, h = map(int, b[1].split())
cols = [x for x in range(w) if any(b[3][y * w + x] < 250 for y in range(100, h))]
rows = [y for y in range(100, h) if any(b[3][y * w + x] < 250 for x in range(w))]
assert abs(cols[0] - (w - 1 - cols[-1])) < 4 and h - rows[-1] < 75, (w, h, cols[0], cols[-1], rows[-1])
P
pdftoppm -r 72 -singlefile "$out/kit/notice/km/MSG-CL-2.pdf" "$TMP/notice"
ok "a scene narrower than its panel has its wall and floor to the sides" python3 - "$TMP/notice.ppm" <<'P'
import sys
b = open(sys.argv[1], "rb").read().split(b"\n", 3)
w, h = map(int, b[1].split())
at = lambda x, y: b[3][3 * (y * w + x):][:3]
column = [at(60, y) for y in range(95, 300)]
wall, floor = at(60, 120), [at(60, y) for y in range(240, 300) if at(60, y) != b"\xff\xff\xff"][-1]
assert wall == at(w - 60, 120) and wall in [at(x, 120) for x in range(200, w - 200)], "the wall"
assert floor != wall and floor != b"\xff\xff\xff", (wall, floor)
P
ok "everybody says the number" sh -c "while read -r f; do pdftotext \"\$f\" - | grep -q 1383 || { echo \"\$f\"; exit 1; }; done <'$TMP/pdfs'"
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Pages onto sheets: order and direction of booklets, cards by the sheet, large
# posters in tiles, black ink only; SVG that another program draws like the PNG.
. "$(dirname "$0")/../tap.sh"
command -v pdftotext >/dev/null || skip_all "poppler-utils is not installed"
cd "$TMP" || exit 1
book() { # language, file: six pages that say their numbers
  printf -- '---\ntitle: T\nlanguage: %s\n---\nnumber 1 [link](https://example.org/)\n' "$1" >"$2.md"
  for i in 2 3 4 5 6; do printf '\n##\n\nnumber %s\n' $i >>"$2.md"; done
}
# Which pages stand on a sheet, from left to right.
sheets() {
  pdftotext -bbox "$1" - | awk -F '"' '/<page/ { page++ } />number</ { x = $2; next } />[1-6]</ && x != "" { match($0, />[1-6]</); print page, x, substr($0, RSTART + 1, 1); x = "" }' |
    sort -k1,1n -k2,2g | awk '$1 != p { if (p) printf "| "; p = $1 } { printf "%s ", $3 }' | sed 's/ $//'
}
size() { pdfinfo "$1" | sed -n 's/^Page size: *\([0-9]*\)[.0-9]* x \([0-9]*\)[.0-9]* pts.*/\1 x \2/p'; }
pages() { pdfinfo "$1" | sed -n 's/^Pages: *//p'; }
sound() { "$COPKIT" debug shape "$1" && qpdf --check "$1" >/dev/null; }

book en book
ok "booklet" "$COPKIT" typeset book.md --impose booklet -o book.pdf
same "six pages go to two sheets, the last one outermost" "6 1 | 2 | 3 | 4 5" "$(sheets book.pdf)"
same "the sheets lie" "841 x 595, 4" "$(size book.pdf), $(pages book.pdf)"
ok "the booklet is tagged as it should be" sound book.pdf
ok "its link goes along" sh -c "qpdf --qdf --object-streams=disable book.pdf - | grep -a -q 'https://example.org/'"
book ar arabic
ok "a booklet in Arabic" "$COPKIT" typeset arabic.md --impose booklet -o arabic.pdf
same "it opens to the right" "1 6 | 2 | 3 | 5 4" "$(sheets arabic.pdf)"
ok "2-up" "$COPKIT" typeset book.md --impose 2-up -o two.pdf
same "pairs in reading order" "1 2 | 3 4 | 5 6" "$(sheets two.pdf)"
ok "4-up" "$COPKIT" typeset book.md --impose 4-up -o four.pdf
same "four on a sheet" "595 x 841, 2" "$(size four.pdf), $(pages four.pdf)"
ok "4-up is tagged as it should be" sound four.pdf

printf -- '---\ntitle: Card\nlanguage: en\n---\nSay it.\n\n> Ask\n>\n> **1383**\n' >card.md
ok "cards" "$COPKIT" typeset card.md --sheet card --impose cards -o cards.pdf
same "fronts, then backs" "595 x 841, 2" "$(size cards.pdf), $(pages cards.pdf)"
same "ten backs stand on the sheet" "10" "$(pdftotext -f 2 -l 2 cards.pdf - | grep -c 1383)"
ok "cards are tagged as they should be" sound cards.pdf
command -v pdftohtml >/dev/null && same "one of them is read" "1" "$(pdfinfo -struct-text cards.pdf 2>/dev/null | grep -c 1383)"
refused 3 "a page larger than the sheet is no card" "$COPKIT" typeset card.md --sheet poster-a3 --impose cards -o x.pdf

printf -- '---\ntitle: Poster\nlanguage: en\n---\nSay it.\n' >poster.md
for s in "a3 4" "a2 8" "a1 18" "a0 32"; do
  ok "tiles of poster-${s% *}" "$COPKIT" typeset poster.md --sheet poster-${s% *} --impose tiles -o tiles.pdf
  ok "poster-${s% *}: sheets of A4, at most ${s#* }" sh -c "[ $(pages tiles.pdf) -le ${s#* } ] && [ $(pages tiles.pdf) -gt 1 ]"
done
ok "tiles are tagged as they should be" sound tiles.pdf
refused 2 "a way nobody knows" "$COPKIT" typeset book.md --impose sideways -o x.pdf

printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><rect width="400" height="300" fill="#D5E8D4"/><circle cx="200" cy="150" r="90" fill="#1F5FA8"/></svg>' >picture.svg
printf -- '---\ntitle: "هل يطلب أحد صورة لك؟"\nlanguage: ar\n---\n![A circle](picture.svg)\n\nتوقف. احتفظ بالمحادثة.\n\n> اطلب المساعدة\n>\n> **1383**\n' >ar.md
ok "grey" "$COPKIT" typeset ar.md --sheet poster-a4 --grey -o grey.pdf
ok "grey is tagged as it should be" sound grey.pdf
ok "black ink only" sh -c "qpdf --qdf --object-streams=disable grey.pdf - | grep -a -E '^[0-9. ]+ (g|G)\$' | grep -q . && ! qpdf --qdf --object-streams=disable grey.pdf - | grep -a -E '^([0-9.]+ ){3}(rg|RG)\$' | grep -q ."
ok "in colour otherwise" sh -c "'$COPKIT' typeset ar.md --sheet poster-a4 -o colour.pdf && qpdf --qdf --object-streams=disable colour.pdf - | grep -a -q -E '^([0-9.]+ ){3}rg\$'"

ok "SVG" "$COPKIT" typeset ar.md --sheet square -o ar.svg
ok "well-formed" xmllint --noout ar.svg
ok "its words are its description" sh -c "xmllint --xpath 'string(//*[local-name()=\"desc\"])' ar.svg | grep -q 1383"
ok "PNG" "$COPKIT" typeset ar.md --sheet square -o ar.png
if command -v rsvg-convert >/dev/null && command -v pdftoppm >/dev/null; then
  rsvg-convert -w 540 ar.svg -o ar-svg.png
  "$COPKIT" typeset ar.md --sheet square -o ar.pdf >/dev/null
  pdftoppm -r 72 -png -singlefile ar.pdf ar-pdf
  cat >compare.py <<'P'
import struct, sys, zlib
def grey(path):
    b = open(path, "rb").read()
    at, data, head = 8, b"", None
    while at < len(b):
        n, kind = struct.unpack(">I4s", b[at:at + 8])
        body = b[at + 8:at + 8 + n]
        head = struct.unpack(">IIBB", body[:10]) if kind == b"IHDR" else head
        data += body if kind == b"IDAT" else b""
        at += 12 + n
    w, h, _, colour = head
    channels = {0: 1, 2: 3, 6: 4}[colour]
    raw, rows, last = zlib.decompress(data), [], bytearray(w * channels)
    for y in range(h):
        f, row = raw[y * (w * channels + 1)], bytearray(raw[y * (w * channels + 1) + 1:(y + 1) * (w * channels + 1)])
        for i in range(len(row)):
            a, up, c = (row[i - channels] if i >= channels else 0), last[i], (last[i - channels] if i >= channels else 0)
            if f == 1: row[i] = (row[i] + a) & 255
            elif f == 2: row[i] = (row[i] + up) & 255
            elif f == 3: row[i] = (row[i] + (a + up) // 2) & 255
            elif f == 4:
                p = a + up - c
                pa, pb, pc = abs(p - a), abs(p - up), abs(p - c)
                row[i] = (row[i] + (a if pa <= pb and pa <= pc else up if pb <= pc else c)) & 255
        last = row
        rows.append([sum(row[x * channels:x * channels + min(channels, 3)]) / min(channels, 3) for x in range(w)])
    return w, h, rows
(w, h, a), (w2, h2, b) = grey(sys.argv[1]), grey(sys.argv[2])
assert (w, h) == (w2, h2), (w, h, w2, h2)
print("%.2f" % (sum(abs(a[y][x] - b[y][x]) for y in range(h) for x in range(w)) / w / h))
P
  ok "SVG by librsvg looks like the PDF by poppler (mean difference $(python3 compare.py ar-svg.png ar-pdf.png) of 255)" \
    sh -c "awk -v d=$(python3 compare.py ar-svg.png ar-pdf.png) 'BEGIN { exit !(d < 1.5) }'"
else
  skip "SVG looks like the PDF" "no librsvg2-bin"
fi
tap_done

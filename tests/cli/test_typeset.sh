#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
. "$(dirname "$0")/../tap.sh"
cd "$TMP" || exit 1
cat >letter.md <<'M'
---
title: Paalala sa mga guro
author: National Council
language: fil
contents: true
numbered: true
---
Mahal na mga guro, basahin ang [](#una).

## Una

Isang talata na may tala[^1] at [salita](https://www.itu.int/en/cop/).

| Rehiyon | Bilang |
|---|---|
| NCR | 1,204 |
: Mga paaralan

![Tsart ng mga paaralan](chart.svg "Mga paaralan")

## Ikalawa

كلمة [السلامة]{lang=ar}: [सुरक्षा]{lang=hi}, [សុវត្ថិភាព]{lang=km}, [安全]{lang=zh-Hans}.

[^1]: Pinagmulan: ulat.
M
sed -i 's/^كلمة /Mga salita: /' letter.md
echo '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="30" height="15" fill="#123a6b"/></svg>' >chart.svg

for f in pdf docx html png txt; do
  ok "$f" sh -c "'$COPKIT' typeset letter.md -o out.$f >said && [ \$(cat said | head -1) = out.$f ] && [ -s out.$f ]"
  cp out.$f first.$f
  ok "$f again gives the same bytes" sh -c "'$COPKIT' typeset letter.md -o out.$f >/dev/null && cmp out.$f first.$f"
done
ok "without --output a PDF beside the text" sh -c "'$COPKIT' typeset letter.md && [ -s letter.pdf ] && cmp letter.pdf out.pdf"
ok "--dry-run writes nothing" sh -c "'$COPKIT' typeset letter.md --dry-run -o none.docx && [ ! -e none.docx ]"
ok "--lang and --sheet win" sh -c "'$COPKIT' typeset letter.md --lang ar --sheet form -o ar.html --quiet; grep -q '<html lang=\"ar\" dir=\"rtl\">' ar.html && grep -q 'class=\"style-form\"' ar.html"
ok "--json says what was made" sh -c "'$COPKIT' typeset letter.md --json -o out.pdf | grep -q '\"pages\": 1'"
if command -v pdftotext >/dev/null; then
  ok "the words are in the PDF" sh -c "pdftotext out.pdf - | grep -q 'Isang talata na may tala' && pdftotext out.pdf - | grep -q 'Talahanayan 1'"
fi
if command -v unzip >/dev/null; then
  ok "contents of a DOCX carry page numbers" sh -c "unzip -p out.docx word/document.xml | grep -q 'PAGEREF'"
fi

printf '# T\n\nSee [](#gone) and [^2].\n' >broken.md
refused 3 "a reference to nothing is refused" "$COPKIT" typeset broken.md -o broken.html
ok "and nothing was written" test ! -e broken.html
printf '# T\n\nA note[^2] and ![x](none.svg)\n' >findings.md
refused 1 "findings, and a file" "$COPKIT" typeset findings.md -o findings.txt
same "findings name place and remedy" "findings.md:3: error markup-note-unknown: there is no note '2'; add a line that begins with the mark and ': '
findings.md:3: error markup-picture: picture 'none.svg' cannot be shown: cannot read 'none.svg'; give the path of an SVG file beside the text" \
  "$("$COPKIT" typeset findings.md -o findings.txt 2>&1 >/dev/null | sed "s/cannot be shown: [^;]*;/cannot be shown: cannot read 'none.svg';/")"
refused 2 "an unknown format" "$COPKIT" typeset letter.md -o out.odt
refused 2 "an unknown sheet" "$COPKIT" typeset letter.md --sheet poster
refused 2 "an impossible language" "$COPKIT" typeset letter.md --lang fil_PH
refused 2 "no file named" "$COPKIT" typeset
refused 3 "a file that is not there" "$COPKIT" typeset nosuch.md
printf 'a\377b' >latin.md
refused 3 "a file that is not UTF-8" "$COPKIT" typeset latin.md
refused 3 "a folder that is not there" "$COPKIT" typeset letter.md -o no/such/out.pdf
printf '# T\n\n![x](/etc/passwd.svg) ![y](https://example.org/y.svg)\n' >outside.md
refused 1 "pictures elsewhere are not read" "$COPKIT" typeset outside.md -o outside.html
ok "debug tree shows a document" sh -c "'$COPKIT' debug tree letter.md | grep -q 'table .*number=\"1\" columns=start,decimal head-rows=1'"
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# DOCX documents in six languages and two styles, read by python-docx and turned
# into PDF by LibreOffice.
. "$(dirname "$0")/../tap.sh"
python=$(PATH=/usr/bin:$PATH command -v python3) # the one that Debian's packages are for
$python -c "import docx, lxml" 2>/dev/null || skip_all "no python3-docx"
check=$SRC/tests/documents/docx_check.py
for lang in en fil ar hi km zh-Hans; do
  ok "written: $lang" "$COPKIT_BUILD/tests/sample" docx $lang 0 "$TMP/$lang.docx"
  ok "nothing refers to nothing: $lang" $python "$check" "$TMP/$lang.docx"
done
ok "written: form" "$COPKIT_BUILD/tests/sample" docx en 1 "$TMP/form.docx"
ok "nothing refers to nothing: form" $python "$check" "$TMP/form.docx"

$python "$check" --outline "$TMP/en.docx" >"$TMP/outline" 2>&1
same "python-docx reads title, headings, captions, tables and pictures" "Cover Title: Plan for safety online
Heading 1: 1	What we found
Caption: Table 1.1 Schools with a place to go
Heading 2: 1.1	How we keep children safe
Caption: Figure 1.1 Schools with a place to go
Heading 1: 2	Schools with a place to go
table: 5 x 3
table: 1 x 3
pictures: 3
sections: portrait portrait landscape" "$(sed 's/\xc2\xa0/ /g; s/\xe2\x80\x82/ /g' "$TMP/outline")"

# A file damaged on purpose must not pass.
mkdir "$TMP/x" && (cd "$TMP/x" && unzip -q ../en.docx && sed -i 's/_Ref000000001" *\/>/_RefGone"\/>/; s/"ListNumber"/"NoSuchStyle"/' word/document.xml && zip -q ../broken.docx -r .)
refused 1 "a reference to nothing is found" $python "$check" "$TMP/broken.docx"

command -v soffice >/dev/null || { skip "LibreOffice reads them" "no LibreOffice"; tap_done; exit 0; }
convert() { HOME=$TMP/home soffice --headless --convert-to "$1" --outdir "$TMP" $2 >/dev/null 2>&1; }
mkdir -p "$TMP/home"
(cd "$TMP" && convert pdf "en.docx ar.docx km.docx zh-Hans.docx form.docx" && convert fodt en.docx)
same "LibreOffice finds as many tables and pictures" "2 3" "$(grep -o '<table:table ' "$TMP/en.fodt" | wc -l) $(grep -o '<draw:image' "$TMP/en.fodt" | wc -l)"
same "LibreOffice finds the headings" "1	What we found|1.1	How we keep children safe|2	Schools with a place to go|" \
  "$(tr '\n' ' ' <"$TMP/en.fodt" | grep -o '<text:h .*</text:h>' | sed 's/<text:h /\n&/g' | grep '^<text:h' | sed 's/<\/text:h>.*//; s/<text:tab\/>/\t/g; s/<[^>]*>//g' | tr '\n' '|')"
for f in en ar km zh-Hans form; do
  ok "LibreOffice makes a PDF: $f" test -s "$TMP/$f.pdf"
done
# The strategy: as many headings, tables and pictures as it was written with.
"$COPKIT" init "$TMP/ph.cop" --country PH --example >/dev/null 2>&1 && "$COPKIT" build -q -s "$TMP/ph.cop" -o "$TMP/out" strategy >/dev/null 2>&1
cp "$TMP/out/strategy/strategy.en.docx" "$TMP/strategy.docx"
ok "nothing refers to nothing: the strategy" $python "$check" "$TMP/strategy.docx"
$python "$check" --outline "$TMP/strategy.docx" >"$TMP/outline"
(cd "$TMP" && convert fodt strategy.docx)
same "LibreOffice finds the headings, tables and pictures of the strategy" \
  "$(grep -c '^Heading' "$TMP/outline") $(grep -c '^table' "$TMP/outline") $(sed -n 's/^pictures: //p' "$TMP/outline")" \
  "$(grep -o '<text:h ' "$TMP/strategy.fodt" | wc -l) $(grep -o '<table:table ' "$TMP/strategy.fodt" | wc -l) $(grep -o '<draw:image' "$TMP/strategy.fodt" | wc -l)"
has() { pdftotext "$TMP/$1.pdf" - | tr -d '\n' | grep -qF "$2"; }
ok "notes, captions and marks are on the pages" sh -c "pdftotext '$TMP/en.pdf' - | tr '\n' ' ' | grep -q 'Second note' && pdftotext '$TMP/en.pdf' - | grep -q 'Table 1.1' && [ \$(pdftotext '$TMP/en.pdf' - | grep -c 'Draft, for review') -ge 4 ]"
ok "Chinese words are on the pages" has zh-Hans "网络安全计划"
ok "Khmer words are on the pages" has km "អនឡាញ"
tap_done

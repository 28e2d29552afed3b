#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The words come out of a PDF as they went in: real texts of the corpus in all
# scripts, read back by poppler and by MuPDF.
. "$(dirname "$0")/../tap.sh"
[ -d "$CORPUS/udhr/articles-01-15" ] || skip_all "no corpus at $CORPUS"
command -v pdftotext >/dev/null && command -v mutool >/dev/null || skip_all "poppler-utils or mupdf-tools are not installed"

python3 "$SRC/tests/documents/extraction.py" "$COPKIT" "$CORPUS/udhr/articles-01-15" "$TMP" >"$TMP/ratios" 2>"$TMP/log" || cat "$TMP/log"
sed 's/^/# lost: /; s/$/ %/' "$TMP/ratios"
# Arabic scripts: signs that enclose a number are reordered by poppler; 1 % at most, in poppler.
while read -r lang program lost rest; do
  limit=0
  case $lang in ar* | fa* | ur*) [ "$program" = pdftotext ] || continue; limit=1 ;; esac
  ok "$lang: $program gives all words back ($lost %) $rest" awk -v l="$lost" -v m="$limit" 'BEGIN { exit !(l <= m) }'
done <"$TMP/ratios"
ok "at least 25 languages" sh -c "[ \$(cut -d' ' -f1 '$TMP/ratios' | sort -u | wc -l) -ge 25 ]"

# A character that no font has is an error with its place, never a blank.
printf '# A\n\nB \360\222\200\200 C\n' >"$TMP/rare.md"
refused 3 "a character without glyph is refused" "$COPKIT" typeset "$TMP/rare.md" -o "$TMP/rare.pdf"
ok "the message names it" sh -c "'$COPKIT' typeset '$TMP/rare.md' -o '$TMP/rare.pdf' 2>&1 | grep -q 'U+12000'"
ok "and nothing was written" test ! -e "$TMP/rare.pdf"
tap_done

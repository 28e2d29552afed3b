#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Pages of documents: text in columns in the order it is read, turned pages,
# notes at the end, small capitals that come out as the letters they were.
. "$(dirname "$0")/../tap.sh"
command -v pdftotext >/dev/null || skip_all "poppler-utils is not installed"
cd "$TMP" || exit 1
words="Schools, families, industry and the State share the work of keeping children safe while they learn and play."
{
  printf -- '---\ntitle: Pages\nlanguage: en\nstyle: report\n---\n# First\n\nBefore.[^a]\n\n# Columns {.columns}\n\n'
  for i in $(seq 40); do printf 'Paragraph %s. %s %s\n\n' "$i" "$words" "$words"; done
  printf '# Turned {.landscape}\n\nWide.\n\n# Last\n\nThe [agency]{.small-caps} answers.[^b]\n\n[^a]: First note.\n[^b]: Second note.\n'
} >columns.md
ok "set" "$COPKIT" typeset columns.md -o columns.pdf
ok "tagged as it should be" "$COPKIT" debug shape columns.pdf
same "paragraphs are read in order" "$(seq 40 | tr '\n' ' ')" "$(pdftotext -raw columns.pdf - | grep -o 'Paragraph [0-9]*\.' | grep -o '[0-9]*' | tr '\n' ' ')"
# x of the paragraphs' first words on the first page with columns
pdftotext -bbox columns.pdf - >bbox
starts=$(grep -o '<word xMin="[0-9]*\.[0-9]*" .*>Paragraph<' bbox | sed 's/.*xMin="\([0-9]*\)\..*/\1/' | sort -n | uniq | tr '\n' ' ')
same "they stand in two columns" 2 "$(echo $starts | wc -w)"
same "the pages of the turned section lie" "1" "$(pdfinfo -l 99 columns.pdf | grep -c 'size: *841')"
# even columns where the text ends: the lowest words of both are within two lines
same "columns end about even" yes "$(awk -F '"' -v c="$(echo $starts | cut -d' ' -f2)" '
  /<page/ { page++ } />Paragraph</ { last = page } />play\.</ { side = $2 < c ? 1 : 2; low[page, side] = $8 }
  END { d = low[last, 1] - low[last, 2]; if (d < 0) d = -d; print d <= 60 ? "yes" : "no: " d }' bbox)"
ok "small capitals are the same letters" sh -c "pdftotext columns.pdf - | grep -q 'The agency answers'"
ok "a note stands on the page that calls it" sh -c "pdftotext -l 1 columns.pdf - | grep -q 'First note'"

sed 's/^style: report/style: report\nend-notes: true/' columns.md >end.md
ok "with end notes" "$COPKIT" typeset end.md -o end.pdf
ok "end notes are tagged as they should be" "$COPKIT" debug shape end.pdf
last=$(pdfinfo end.pdf | sed -n 's/^Pages: *//p')
ok "both notes stand at the end, below their heading" sh -c "pdftotext -f $last end.pdf - | tr '\n' ' ' | grep -q 'Notes.*First note.*Second note'"
ok "and no longer on the first page" sh -c "! pdftotext -l 1 end.pdf - | grep -q 'First note'"

printf -- '---\ntitle: أعمدة\nlanguage: ar\nstyle: report\n---\n# نص {.columns}\n\n' >ar.md
for i in $(seq 12); do printf 'فقرة %s هذه كلمات عن حماية الأطفال على الإنترنت ومن يفعل ماذا ومتى وبأي مال.\n\n' "$i" >>ar.md; done
ok "Arabic" "$COPKIT" typeset ar.md -o ar.pdf
pdftotext -bbox ar.pdf - >bbox
x() { awk -F '"' -v n="$1" '$0 ~ ">" n "</word" { print int($2); exit }' bbox; }
ok "the first column is the right one" sh -c "[ $(x 1) -gt $(x 12) ]"
tap_done

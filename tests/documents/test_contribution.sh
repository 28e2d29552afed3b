#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The contribution and its other forms: fields and their order, pages, numbers
# that lead to a note, the clock of the meeting.
. "$(dirname "$0")/../tap.sh"
export SOURCE_DATE_EPOCH=1795564800 # 2026-11-25
S="$TMP/ph.cop"
"$COPKIT" init -q "$S" --country PH --example
build() { "$COPKIT" build -q -s "$S" -o "$TMP/$1" --date "$2" contribution; }
ok "all four forms are built" build out 2026-11-29
same "which are" "contribution.en.docx contribution.en.pdf information.en.docx information.en.pdf regional.en.docx regional.en.pdf study-group.en.docx study-group.en.pdf" \
  "$(ls "$TMP/out/contribution" | tr '\n' ' ' | sed 's/ $//')"
same "no paper has a finding" "[]" "$(python3 -c "
import json, sys
print([(a['path'], f['code']) for a in json.load(open(sys.argv[1]))['artifacts'] for f in a['findings']])" "$TMP/out/manifest.json")"
pages() { pdfinfo "$1" | sed -n 's/^Pages: *//p'; }
C="$TMP/out/contribution"
for f in contribution:4 information:2 study-group:4 regional:2; do
  n=${f%:*}
  ok "$n: sound" qpdf --check "$C/$n.en.pdf"
  ok "$n: within ${f#*:} pages" test "$(pages "$C/$n.en.pdf")" -le "${f#*:}"
  pdftotext -layout "$C/$n.en.pdf" "$TMP/$n"
done
order() { # FILE PATTERN...: each begins a line after the one before
  file=$1 at=0 found=
  shift
  for w; do
    k=$(awk -v at="$at" -v w="$w" 'NR > at && $0 ~ "^ *" w { print NR; exit }' "$file")
    [ -n "$k" ] || { echo "# not after line $at: $w"; return 1; }
    at=$k
  done
}
# Those of document CWG-COP-19/4, with what was done between introduction and proposal.
ok "A: the fields of the published contribution in their order" order "$TMP/contribution" "Council Working Group on Child Online Protection  *Document" "For the meeting after" ".*Original: English" \
  "Contribution from" "Child online protection in" "Purpose$" "Action required$" "References$" "1 Introduction$" "6 Proposal" "7 Recommendation$" "Annex "
same "A: the same is asked in front and at the end" 2 "$(tr '\n' ' ' <"$TMP/contribution" | tr -s ' ' | grep -o 'The Group is invited to note this document and to take the lessons it offers into account' | wc -l)"
ok "B: its fields in their order" order "$TMP/information" "Council Working Group on Child Online Protection  *Document: number to be given by the" ".*Original: English only" ".*For information$" "SOURCE: The Philippines" "TITLE:" "Plans, law and" "This document"
ok "C: its fields in their order" order "$TMP/study-group" "Meeting " "Source " "Title " "Revision of " "For action or for information " "Action required " "Keywords " "Questions addressed " "Abstract " \
  "Lessons learned and suggested best practices" "1 Background" "Contact:"
ok "D: its fields in their order" order "$TMP/regional" "Meeting, place and date " "Document " "Source " "Title " "Priority area " "Summary " "Expected results" "References" "Contact$"
ok "what only others know is left to them" sh -c "grep -q 'to be given by the' '$TMP/information' && tr '\n' ' ' <'$TMP/regional' | tr -s ' ' | grep -q 'to be filled in by the sender' && grep -q 'number: given by the secretariat' '$TMP/contribution'"
for n in contribution information study-group regional; do
  ok "$n: no figure without a note" python3 "$SRC/tests/documents/built_check.py" unnoted "$C/$n.en.docx"
done
if command -v soffice >/dev/null; then
  ok "LibreOffice opens the forms" sh -c "HOME='$TMP' soffice --headless --convert-to pdf --outdir '$TMP/office' '$C/contribution.en.docx' '$C/study-group.en.docx' '$C/regional.en.docx' '$C/information.en.docx' >/dev/null 2>&1"
  for f in contribution:4 information:2 study-group:4 regional:2; do
    ok "${f%:*}: there too within ${f#*:} pages" test "$(pages "$TMP/office/${f%:*}.en.pdf")" -le "${f#*:}"
  done
fi

# --- the clock ---
mkdir "$TMP/meetings"
printf 'id: meetings\nversion: "1"\ntitle: Meetings (made up)\nlicence: CC0-1.0\ncountry: PH\n' >"$TMP/meetings/pack.yaml"
cat >"$TMP/meetings/meetings.yaml" <<'Y'
meetings:
  - {id: XX-25, group: CWG-COP, number: 25, place: Geneva, held_on: "2027-01-20", mark: E}
  - {id: XX-SG2, group: ITU-D Study Group 2, place: Geneva, held_on: "2027-03-01", notice_days: 45, mark: E}
  - {id: XX-RPM, group: Regional Preparatory Meeting for Asia and the Pacific, place: Bangkok, held_on: "2027-05-10", mark: E}
Y
ok "three meetings, made up" "$COPKIT" import -q -s "$S" "$TMP/meetings"
build soon 2026-11-29
says() { pdftotext -layout "$TMP/$1/contribution/$2.en.pdf" - | tr '\n' ' ' | tr -s ' ' | grep -q "$3"; }
ok "the paper is for the meeting ahead" says soon contribution "Document CWG-COP-25 (number given by the secretariat) 25th meeting – Geneva, 20 January 2027"
ok "14 days before it the paper is due" says soon contribution "Draft, for review; to be sent by 6 January 2027"
ok "45 days where the record says so" says soon study-group "to be sent by 15 January 2027.*ITU-D Study Group 2, Geneva, 1 March 2027"
ok "the regional meeting that comes first" says soon regional "to be sent by 26 April 2027.*Regional Preparatory Meeting for Asia and the Pacific, Bangkok, 10 May 2027"
build late 2027-01-10
ok "built later it says since when it is late" says late contribution "was due on 6 January 2027"
same "which is a finding of both papers for that meeting" "['contribution/contribution.en.pdf', 'contribution/information.en.pdf']" "$(python3 -c "
import json, sys
print(sorted(a['path'] for a in json.load(open(sys.argv[1]))['artifacts'] if a['format'] == 'pdf' for f in a['findings'] if f['code'] == 'paper-late'))" "$TMP/late/manifest.json")"
tap_done

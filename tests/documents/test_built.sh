#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The documents of the main job as they come out of `build`: the contribution's
# form and footnotes, the strategy's period and words, the kit's texts, each
# read back by somebody else's program.
. "$(dirname "$0")/../tap.sh"
SOURCE_DATE_EPOCH=$(date -ud 2026-11-29 +%s) # after the last report of the example
python=$(PATH=/usr/bin:$PATH command -v python3)
check=$SRC/tests/documents/built_check.py
store=$TMP/ph.cop out=$TMP/out
"$COPKIT" init -q "$store" --country PH --example || { echo "Bail out! no store"; exit 1; }
ok "strategy and contribution are built" "$COPKIT" build -q -s "$store" -o "$out" --date 2026-11-29 strategy contribution
ok "cards are built" "$COPKIT" build -q -s "$store" -o "$TMP/kit" --date 2026-11-29 --lang fil,hi,km kit/card

paper=$out/contribution/contribution.en plan=$out/strategy/strategy.en
pages() { pdfinfo "$1" | awk '/^Pages:/ { print $2 }'; }
for f in "$paper" "$plan"; do
  ok "qpdf finds no fault: $(basename "$f")" qpdf --check "$f.pdf"
  pdftotext -layout "$f.pdf" "$f.txt"
  ok "no word stands for a missing value: $(basename "$f")" $python "$check" placeholders "$f.txt"
done

# --- contribution: Form A ---
ok "at most four pages" test "$(pages "$paper.pdf")" -le 4
same "the headings of the form, in order" "Purpose
Action required
References
1 Introduction
2 Progress since the 24th meeting
3 Materials for children in and out of school
4 Challenges and lessons
5 Regional link
6 Proposal: next steps, offers and needs
7 Recommendation
Annex Where the four points of the draft resolution in CWG-COP-19/4 stand" "$($python "$check" headings "$paper.docx")"
ok "every figure has its footnote" $python "$check" unnoted "$paper.docx"
mkdir "$TMP/x" && (cd "$TMP/x" && unzip -q "$paper.docx" && sed -i 's/<w:footnoteReference w:id="[0-9]*"\/>//g' word/document.xml && zip -q ../bare.docx -r .)
refused 1 "figures without footnotes are found" $python "$check" unnoted "$TMP/bare.docx"
pdftotext "$paper.pdf" "$TMP/flat.txt"
tr '\n' ' ' <"$TMP/flat.txt" >"$TMP/line.txt"
same "one and the same ask, in front and at the end" "2" "$(grep -o 'The Group is invited to [^.]*\.' "$TMP/line.txt" | wc -l)"
same "in the same words" "1" "$(grep -o 'The Group is invited to [^.]*\.' "$TMP/line.txt" | sort -u | wc -l)"
ok "the meeting it follows is named" grep -q "For the meeting after the 24th (Geneva, January 2026)" "$TMP/line.txt"
ok "and no next one is invented" sh -c "! grep -q '25th' '$TMP/line.txt'"
ok "the source line names the State" grep -q "Contribution from the Philippines" "$TMP/line.txt"
ok "example data say so" grep -q "Example data, not real reports" "$TMP/line.txt"
ok "and stand in a table beside the year before" sh -c "unzip -p '$paper.docx' word/document.xml | grep -q 'January–September 2025'"

# --- a known next meeting stands in the title block ---
mkdir "$TMP/home" && cp -r "$SRC/data" "$SRC/assets" "$TMP/home/"
printf '%s\n' "meetings:" "  - {id: CWG-COP-25, group: CWG-COP, number: 25, place: Geneva, held_on: 2027-01-20, mark: K, note: made for a test}" >"$TMP/home/data/countries/ph/next-meeting.yaml"
env COPKIT_HOME="$TMP/home" "$COPKIT" init -q "$TMP/next.cop" --country PH && env COPKIT_HOME="$TMP/home" "$COPKIT" build -q -s "$TMP/next.cop" -o "$TMP/next" --date 2026-11-29 contribution
ok "a known meeting stands in the title block" sh -c "pdftotext '$TMP/next/contribution/contribution.en.pdf' - | grep -q '25th meeting – Geneva, 20 January 2027'"
ok "without reports the paper says so" sh -c "pdftotext '$TMP/next/contribution/contribution.en.pdf' - | grep -q 'None has been received yet'"

# --- strategy ---
years=$(sqlite3 "$store" "SELECT first_year || '–' || (first_year + years - 1) FROM plan LIMIT 1")
ok "the cover names the period $years" sh -c "pdftotext -l 1 '$plan.pdf' - | grep -q '$years'"
ok "its length is that of a strategy" sh -c "[ $(pages "$plan.pdf") -ge 60 ] && [ $(pages "$plan.pdf") -le 110 ]"

# --- kit: words whole in three scripts ---
for lang in fil hi km; do
  message=$(sqlite3 "$store" "SELECT message FROM message_text WHERE lang = '$lang' AND form = 'poster' ORDER BY message LIMIT 1")
  text=$(sqlite3 "$store" "SELECT text FROM message_text WHERE lang = '$lang' AND form = 'poster' AND message = '$message'")
  pdftotext -raw "$TMP/kit/kit/card/$lang/$message.pdf" "$TMP/$lang.txt" # two cards stand side by side
  ok "the card says its message: $lang" $python "$check" kit "$TMP/$lang.txt" "$text"
done
refused 1 "words that are not there are missed" $python "$check" kit "$TMP/km.txt" "ក្មេង ក្មេង ក្មេង"

command -v soffice >/dev/null || { skip "LibreOffice opens the DOCX" "no LibreOffice"; tap_done; exit 0; }
mkdir -p "$TMP/office"
(cd "$TMP/office" && HOME=$TMP/home soffice --headless --convert-to pdf --outdir "$TMP/office" "$paper.docx" "$plan.docx" >/dev/null 2>&1)
ok "LibreOffice opens the contribution, at most four pages" sh -c "[ $(pages "$TMP/office/contribution.en.pdf" 2>/dev/null || echo 99) -le 4 ]"
ok "LibreOffice opens the strategy" sh -c "[ $(pages "$TMP/office/strategy.en.pdf" 2>/dev/null || echo 0) -ge 60 ]"
tap_done

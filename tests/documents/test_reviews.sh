#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Situation analysis, legal review and integration report of the example
# country: what they say is what the store holds, and other programs read them.
. "$(dirname "$0")/../tap.sh"
python=$(PATH=/usr/bin:$PATH command -v python3) # the one that Debian's packages are for
store=$TMP/ph.cop out=$TMP/out
"$COPKIT" init "$store" --country PH -q || { echo "Bail out! no store"; exit 1; }
ok "all three are made" "$COPKIT" build -q -s "$store" -o "$out" situation legal-review integration
for d in situation legal-review integration; do
  same "$d: as PDF, DOCX, HTML and XLSX" "$d-tables.en.xlsx $d.en.docx $d.en.html $d.en.pdf " "$(cd "$out/$d" && ls *.en.* | tr '\n' ' ')"
  ok "$d: the PDF holds to PDF/UA-1 and PDF/A-2a" "$COPKIT" debug shape "$out/$d/$d.en.pdf"
  pdftotext -layout "$out/$d/$d.en.pdf" "$TMP/$d.txt"
done
same "no finding" "" "$($python -c 'import json, sys
for a in json.load(open(sys.argv[1]))["artifacts"]:
    for f in a["findings"]:
        if f["code"] != "text-untranslated" or ".fil." not in a["path"]: print(a["path"], f["code"], f["message"])' "$out/manifest.json")"
for d in situation legal-review integration; do # records that nobody has translated stand in English, and the manifest names them
  ok "$d: in Filipino as PDF, DOCX and HTML" test -s "$out/$d/$d.fil.pdf" -a -s "$out/$d/$d.fil.docx" -a -s "$out/$d/$d.fil.html"
  ok "$d: the PDF in Filipino holds to PDF/UA-1 and PDF/A-2a" "$COPKIT" debug shape "$out/$d/$d.fil.pdf"
  pdftotext -layout "$out/$d/$d.fil.pdf" "$TMP/$d.fil.txt"
  ok "$d: it looks a draft on each page, and says so" sh -c "grep -q 'wala pang katutubong tagapagsalita' '$TMP/$d.fil.txt' && test \$(grep -c 'Borador, para sa pagsusuri' '$TMP/$d.fil.txt') -ge \$(pdfinfo '$out/$d/$d.fil.pdf' | sed -n 's/^Pages: *//p')"
  same "$d: none of its own sentences is left in English" "" "$(grep -oE 'What each reader|Shown by:|To the drafter|Clauses that ask|A rule suggests|What is missing|Answers for it' "$TMP/$d.fil.txt" | sort -u)"
done
"$COPKIT" lint "$out"/*/*.en.html >"$TMP/linted" 2>&1
same "our own linter has no error against them" "" "$(grep ' error ' "$TMP/linted" | head -3)"

# --- counts against the store ---
answers() { sqlite3 "$store" "SELECT count(*) FROM question q LEFT JOIN answer a ON a.question = q.id WHERE ifnull(a.status, 'unknown') = '$1'"; }
if command -v sqlite3 >/dev/null; then
  same "the review has an instruction for each gap" "$(sqlite3 "$store" "SELECT count(*) FROM answer WHERE status IN ('partly', 'not')")" \
    "$(grep -c 'To the drafter' "$TMP/legal-review.txt")"
  same "and lists each open question" "$(answers unknown)" "$(sed -n '/^4  *What is not known/,/^Annex A/p' "$TMP/legal-review.txt" | grep -cE '^ *LR-[0-9]+')"
  same "no lawyer has reviewed: it says so" 0 "$(sqlite3 "$store" "SELECT count(*) FROM answer WHERE reviewer IS NOT NULL")"
  ok "in the summary" grep -q "None of the 50 answers" "$TMP/legal-review.txt"
  current=$(sqlite3 "$store" "SELECT count(*) FROM initiative WHERE status <> 'ended'")
  ok "the integration report counts what runs ($current)" grep -q "Of $current initiatives" "$TMP/integration.txt"
  ok "sixteen initiatives or more" test "$current" -ge 16
fi
same "every clause to paste stands in the report" "$(sqlite3 "$store" "SELECT count(*) FROM integration WHERE decision <> 'rejected'" 2>/dev/null)" \
  "$(grep -o 'Shown by: ' "$TMP/integration.txt" | wc -l | tr -d ' ')"
ok "overlapping mandates stand in the review" sh -c "grep -q 'NCC and POCP .*overlap' '$TMP/legal-review.txt'"
ok "a risk without a figure says so" grep -q "Not known" "$TMP/situation.txt"
ok "tips are told apart from children" grep -q "are not children" "$TMP/situation.txt"

ok "clauses are named as readers know them" sh -c "grep -q 'Lanzarote Convention, [aA]' '$TMP/legal-review.txt'"
ok "a provision is cited within its sentence" sh -c "! sed -n '/^3  *Gaps/,/^4  *What/p' '$TMP/legal-review.txt' | grep -q '[.] (IRR'"
same "each body called by its short name is told in full" "" "$(for d in integration legal-review; do for b in NCC CWC DSWD; do
  grep -q "^$b  *[A-Z][a-z]* " "$TMP/$d.txt" || echo "$d $b"; done; done)"
ok "a part without figures says so in its place, not in the margin alone" sh -c "grep -A3 '^What children gain' '$TMP/situation.txt' | grep -q '^No figure was found on what children gain'"

# --- workbooks ---
if $python -c "import openpyxl" 2>/dev/null; then
  cat >"$TMP/read.py" <<'P'
import openpyxl, sys
for name in ("situation", "legal-review", "integration"):
    b = openpyxl.load_workbook(f"{sys.argv[1]}/{name}/{name}-tables.en.xlsx")
    print(name, "|".join(b.sheetnames), b.worksheets[0].max_row)
g = openpyxl.load_workbook(f"{sys.argv[1]}/legal-review/legal-review-tables.en.xlsx")["Gaps"]
h = openpyxl.load_workbook(f"{sys.argv[1]}/legal-review/legal-review-tables.en.xlsx", data_only=True)["Gaps"]
for row in range(2, 12):
    assert g.cell(row, 8).value == f"=E{row}*F{row}*G{row}", g.cell(row, 8).value
    assert abs(h.cell(row, 8).value - h.cell(row, 5).value * h.cell(row, 6).value * h.cell(row, 7).value) < 1e-9
P
  same "sheets of the workbooks; the score is a formula whose value is the product" "situation Evidence|Risk picture|Not known
legal-review Answers|Gaps|Clauses|Provisions
integration Initiatives|Matrix|Further pairs|Calendar" "$($python "$TMP/read.py" "$out" | sed 's/ [0-9]*$//')"
else
  skip "workbooks" "no python3-openpyxl"
fi

# --- what changes, and only that ---
cp "$out/situation/situation.en.html" "$TMP/before.html"
mkdir -p "$TMP/p" && cat >"$TMP/p/pack.yaml" <<'P'
id: mine
version: "1"
title: Mine
licence: none
P
cat >"$TMP/p/v.yaml" <<'P'
values:
  - {id: MINE-1, topic: mine, label: children asked in our test, statement: "{n} children were asked in our test", period: "2026", number: 7, unit: children, method: survey, uses: [harm], cells: [CN-V], confidence: low, mark: E}
P
ok "a figure is added" "$COPKIT" import -q -s "$store" "$TMP/p"
ok "built again" "$COPKIT" build -q -s "$store" -o "$out" situation
ok "the risk it speaks to is now measured" sh -c "pdftotext -layout '$out/situation/situation.en.pdf' - | grep -q '1 figure, 1 from here, newest 2026'"
tap_done

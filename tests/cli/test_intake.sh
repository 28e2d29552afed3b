#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Field reports in whatever form they come: spreadsheet, XForm, SMS, DHIS2, ADX.
# Each counts once, each fault has its place.
. "$(dirname "$0")/../tap.sh"
export SOURCE_DATE_EPOCH=1795564800
S="$TMP/ph.cop"
ok "a store" "$COPKIT" init "$S" --country PH -q
"$COPKIT" export forms -q -s "$S" -o "$TMP/forms"
value() { # indicator, area, period
  "$COPKIT" indicators -s "$S" --json "$1" --area "$2" --period "$3" | python3 -c "
import json, sys
v = json.load(sys.stdin)['values']
print(v[0]['state'] if not v or v[0]['value'] is None else f\"{v[0]['value']:g}\") if v else print('none')"
}
take() { "$COPKIT" import -s "$S" "$@" >"$TMP/out" 2>"$TMP/err"; }

# --- a filled sheet ---
cp "$TMP/forms/training.csv" "$TMP/sheet.csv"
printf 'training,,Example office NCR,1300000000,2026-Q3,2026-10-02,,,12,7,,\r\ntraining,,Example office Bicol,0500000000,2026-Q3,2026-10-02,,,5,,,\r\ntraining,,Example office Bicol,0500000000,2026-Q3,2026-10-02,,,many,,,\r\n' >>"$TMP/sheet.csv"
take "$TMP/sheet.csv"
same "a filled sheet: the good reports go in, exit 1 for the bad one" 1 $?
same "its numbers count" 19 "$(value IND-21 1300000000 2026-Q3)"
ok "the fault is named with its line" grep -q "sheet.csv:5: error report-number" "$TMP/err"
take "$TMP/sheet.csv"
ok "sent again it counts nothing" grep -q "^reports: 0 added, 0 changed, 0 removed, 2 unchanged, 1 refused" "$TMP/out"
if python3 -c 'import openpyxl' 2>/dev/null; then
  python3 - "$TMP" <<'P'
import csv, datetime, openpyxl, sys
t = sys.argv[1]
rows = list(csv.reader(open(t + "/forms/materials.csv", encoding="utf-8")))
book = openpyxl.Workbook(); sheet = book.active
for r in rows: sheet.append(r)
sheet.append(["materials", None, "Example office NCR", "1300000000", "2026-07", datetime.date(2026, 8, 1), None, None, "fil", 250])
book.save(t + "/materials.xlsx")
book = openpyxl.Workbook(); sheet = book.active
sheet.append("report_id form reporter area period reported_at indicator sex value".split())
sheet.append(["0" * 31 + "7", "training", "Example office NCR", "1300000000", "2026-Q2", "2026-07-01", "IND-21", "male", 3])
book.save(t + "/rows.xlsx")
book = openpyxl.Workbook(); book.active.append(["name", "age"]); book.save(t + "/who.xlsx")
book = openpyxl.Workbook(); book.active.append(["colour", "number"]); book.save(t + "/other.xlsx")
P
  ok "XLSX, one row for each report, days as a spreadsheet holds them" take "$TMP/materials.xlsx"
  same "its number counts" 250 "$(value IND-19b 1300000000 2026-Q3)"
  ok "XLSX, one row for each count" take "$TMP/rows.xlsx"
  same "its number counts too" 3 "$(value IND-21 1300000000 2026-Q2)"
  refused 3 "a workbook that asks for names" "$COPKIT" import -s "$S" "$TMP/who.xlsx"
  refused 3 "a workbook of something else" "$COPKIT" import -s "$S" "$TMP/other.xlsx"
fi
head -c 300 "$TMP/materials.xlsx" >"$TMP/cut.xlsx" 2>/dev/null
[ -s "$TMP/cut.xlsx" ] && refused 3 "a workbook that is cut off" "$COPKIT" import -s "$S" "$TMP/cut.xlsx"

# --- SMS ---
cat >"$TMP/inbox.txt" <<'T'
2026-10-03 09:11 +63 917 000 0000 TRAIN DEPED5 1 05 2026-Q1 1=12 2=7
2026-10-03 09:12 +63 917 000 0000 TRAIN DEPED5 1 05 2026-Q1 1=12 2=7
LINE CALLS 4 13 2026-06 language=fil 2=15 3=11
COPIES NCR 1 13 2026-06 language=fil 1=40
TRAIN DEPED5 1 05 2026-Q1 1=13 2=7
TRAIN DEPED5 2 05 2026-Q1 9=1
PARTY DEPED5 2 05 2026-Q1 1=1
TRAIN DEPED5 x
T
take "$TMP/inbox.txt"
same "SMS: exit 1 for what is no report" 1 $?
same "a message counts once, though it came twice" 19 "$(value IND-21 0500000000 2026-Q1)"
same "words choose, boxes count" 40 "$(value IND-19b 1300000000 2026-Q2)"
ok "the same number with other content is a conflict" grep -q "inbox.txt:5: error report-conflict" "$TMP/err"
ok "a box that is not there" grep -q "inbox.txt:6: error report-form: '9=1' is no box" "$TMP/err"
ok "a keyword that is none" grep -q "inbox.txt:7: error report-form" "$TMP/err"
ok "a message without number" grep -q "inbox.txt:8: error report-id" "$TMP/err"
ok "no telephone number is kept" sh -c "! grep -aq '917 000' '$S' && ! grep -aq '917000' '$S'"

# --- XForm, DHIS2, ADX ---
cat >"$TMP/one.xml" <<'X'
<?xml version="1.0"?><data id="copkit:training" version="1"><reporter>Example office CAR</reporter><area>1400000000</area><day>2026-08-03</day>
<passed><passed_female>6</passed_female></passed><meta><instanceID>uuid:11111111-2222-4333-8444-555555555555</instanceID></meta></data>
X
ok "an XForm submission as a file" take "$TMP/one.xml"
same "its number counts" 6 "$(value IND-21 1400000000 2026-Q3)"
cat >"$TMP/dhis2.json" <<'J'
{"dataSet": "COP", "completeDate": "2026-10-05", "period": "2026Q3", "orgUnit": "0700000000", "dataValues": [
  {"dataElement": "IND-21", "categoryOptionCombo": "female", "value": "14"},
  {"dataElement": "IND-21", "categoryOptionCombo": "male", "value": "6"},
  {"dataElement": "IND-13b.numerator", "value": "80"}, {"dataElement": "IND-13b.denominator", "value": "100"},
  {"dataElement": "IND-21", "period": "202601", "orgUnit": "0800000000", "categoryOptionCombo": "default", "value": "9"}]}
J
ok "DHIS2 dataValueSets" take "$TMP/dhis2.json"
same "values of a breakdown add up" 20 "$(value IND-21 0700000000 2026-Q3)"
same "numerator and denominator are a ratio" 80 "$(value IND-13b 0700000000 2026-Q3)"
same "a value with a place and month of its own" 9 "$(value IND-21 0800000000 2026-Q1)"
sed 's/"female"/"purple"/; s/2026-10-05/2026-10-06/' "$TMP/dhis2.json" >"$TMP/bad.json"
refused 1 "a word that is no breakdown" "$COPKIT" import -s "$S" "$TMP/bad.json"
"$COPKIT" export adx -q -s "$S" -o "$TMP/adx"
ok "what we export as ADX can be read" sh -c "sed -E 's#<dataValue [^>]*IND-(19|13)[^>]*/>##g; s#<group [^>]*></group>##g' '$TMP/adx/figures.adx.xml' >'$TMP/part.xml'; '$COPKIT' init '$TMP/b.cop' --country PH -q && '$COPKIT' import -s '$TMP/b.cop' '$TMP/part.xml' 2>'$TMP/err'; [ \$? -le 1 ]"
same "and gives the same numbers" "$(value IND-21 0700000000 2026-Q3)" "$(S="$TMP/b.cop"; value IND-21 0700000000 2026-Q3)"
if [ -d "$CORPUS/adx" ]; then
  for file in "$CORPUS"/adx/samples/adx_data_sample1.xml "$CORPUS"/adx/with-errors/data.xml; do
    "$COPKIT" import -s "$S" "$file" >"$TMP/out" 2>"$TMP/err"
    same "ADX of others: $(basename "$file") is read, its elements are not ours: exit 1" 1 $?
    ok "and the reasons are true: $(basename "$file")" grep -qE "report-indicator-unknown|report-area-unknown|report-breakdown" "$TMP/err"
  done
fi
ok "the store is in good health" "$COPKIT" doctor -q -s "$S"
tap_done

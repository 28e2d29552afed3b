#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Field reports go in by `init --example` and by `import`, count once, and come
# out by `indicators` as the sums of the file, small counts hidden.
. "$(dirname "$0")/../tap.sh"
export SOURCE_DATE_EPOCH=1795564800 # 2026-11-25: all quarters of the example have begun
S="$TMP/ph.cop" CSV="$SRC/data/countries/ph/example/field/reports-2025-2026.csv"
ok "init --example" sh -c "'$COPKIT' init '$S' --country PH --example >'$TMP/init'"
ok "it says that the reports are made up, and how many rows were bad" grep -qE "^example data, made up: [0-9]+ field reports, 2 bad rows refused$" "$TMP/init"
"$COPKIT" indicators -s "$S" --json --period all --area all --breakdowns >"$TMP/all.json"
cat >"$TMP/check.py" <<'P'
# Sums of the CSV by somebody else's program, against what copkit shows.
import csv, json, sys
mode, path, shown = sys.argv[1], sys.argv[2], json.load(open(sys.argv[3]))
seen, keep = set(), []
rows = list(csv.DictReader(open(path, encoding="utf-8")))
ids = []
for r in rows:
    if not ids or ids[-1] != r["report_id"]: ids.append(r["report_id"])
blocks, last = [], None
for r in rows:
    if r["report_id"] != last: blocks.append([]); last = r["report_id"]
    blocks[-1].append(r)
for b in blocks:
    if b[0]["report_id"] in seen or b[0]["area"] == "9900000000" or any(not (r["value"] or r["numerator"]) or r["value"] == "a dozen" for r in b): continue
    seen.add(b[0]["report_id"]); keep += b
abuse, people = {"IND-13"}, {"IND-13", "IND-19"} # IND-21 counts adults at work, IND-19b copies: open
ok = True
if mode == "sums":
    got = {(v["indicator"], v["period"]): v for v in shown["values"] if v["area"] is None and "by" not in v}
    for ind in ("IND-13", "IND-19", "IND-19b", "IND-21"):
        for year in ("2025", "2026"):
            want = sum(float(r["value"]) for r in keep if r["indicator"] == ind and r["period"].startswith(year))
            v = got[(ind, year)]
            if v["state"] != "value" or v["value"] != want or not v["example"]: ok = False; print(ind, year, want, v)
    for ind in ("IND-13b", "IND-19c", "IND-20b"):
        n = sum(float(r["numerator"]) for r in keep if r["indicator"] == ind and r["period"].startswith("2026"))
        d = sum(float(r["denominator"]) for r in keep if r["indicator"] == ind and r["period"].startswith("2026"))
        v = got[(ind, "2026")]
        if abs(v["value"] - 100 * n / d) > 1e-9 or v["denominator"] != d: ok = False; print(ind, n, d, v)
else:
    hidden = 0
    for v in shown["values"]:
        hidden += v["state"] == "hidden"
        least = 10 if v["indicator"] in abuse else 5
        if v["state"] == "value" and "denominator" not in v and v["indicator"] in people and 0 < v["value"] < least: ok = False; print(v)
        if v["state"] != "value" and v["value"] is not None: ok = False; print(v)
    if hidden < 50: ok = False; print("hidden", hidden)
sys.exit(not ok)
P
ok "totals of the years are the sums of the file" python3 "$TMP/check.py" sums "$CSV" "$TMP/all.json"
ok "no small count is shown, and a hidden one has no value" python3 "$TMP/check.py" small "$CSV" "$TMP/all.json"
"$COPKIT" import -s "$S" "$CSV" --rejects "$TMP/rejects.csv" >"$TMP/out" 2>"$TMP/err"
same "import: rows are refused: exit 1" 1 $?
ok "the same file again counts nothing" grep -qx "reports: 0 added, 0 changed, 0 removed, 506 unchanged, 2 refused" "$TMP/out"
ok "a bad row is named with line and remedy" grep -q "csv:2798: error report-area-unknown: there is no area '9900000000'; did you mean" "$TMP/err"
same "the rejects file has a head and the two rows" 3 "$(wc -l <"$TMP/rejects.csv")"
"$COPKIT" indicators -s "$S" --json --period all --area all --breakdowns >"$TMP/again.json"
ok "and changes no value" cmp "$TMP/all.json" "$TMP/again.json"
head -1 "$CSV" >"$TMP/one.csv"
echo "00000000-0000-4000-8000-0000000000aa,training,Example office NCR,1300000000,2026-Q3,2026-10-02,IND-21,female,,,,,7,,,true" >>"$TMP/one.csv"
echo "00000000-0000-4000-8000-0000000000ab,training,Example office NCR,1300000000,2026-Q3,2026-10-02,IND-21,female,,,,,many,,,true" >>"$TMP/one.csv"
refused 3 "import --strict: a file with a bad row goes in whole or not" "$COPKIT" import -s "$S" --strict "$TMP/one.csv"
refused 1 "import --dry-run" "$COPKIT" import -s "$S" --dry-run "$TMP/one.csv"
refused 1 "import: the good report goes in" "$COPKIT" import -s "$S" "$TMP/one.csv"
"$COPKIT" indicators -s "$S" --json IND-21 >"$TMP/one.json"
ok "it counts once" python3 -c "
import json; a = {v['indicator']: v['value'] for v in json.load(open('$TMP/all.json'))['values'] if v['area'] is None and v['period'] == '2026' and 'by' not in v}
b = json.load(open('$TMP/one.json')); assert b['values'][0]['value'] == a['IND-21'] + 7, b['values']; assert [t['indicator'] for t in b['targets']] == ['IND-21']"
sed 's/,7,,,true/,8,,,true/' "$TMP/one.csv" >"$TMP/other.csv"
"$COPKIT" import -s "$S" "$TMP/other.csv" >/dev/null 2>"$TMP/err"
ok "the same id with other content is a conflict" grep -q "report-conflict: a report with this id and other content is held" "$TMP/err"
printf 'report_id,form,child_name,reporter,period,reported_at,indicator,value\n' >"$TMP/who.csv"
refused 3 "a column that asks who a child is" "$COPKIT" import -s "$S" "$TMP/who.csv"
ok "for people it says what is example data, and that missing is missing" sh -c "'$COPKIT' indicators -s '$S' --period 2024 | grep -q 'no report' && '$COPKIT' indicators -s '$S' | grep -q '805  (example data)'"
refused 2 "an area that is not there" "$COPKIT" indicators -s "$S" --area Atlantis
refused 2 "a period that is none" "$COPKIT" indicators -s "$S" --period 2026-Q9
refused 2 "an indicator that is not there" "$COPKIT" indicators -s "$S" IND-999
ok "an area by its name" sh -c "'$COPKIT' indicators -s '$S' --area Bicol IND-21 | grep -q 'Bicol Region'"
ok "the contribution shows them and says that they are not real" sh -c "
  '$COPKIT' build -q -s '$S' -o '$TMP/out.d' contribution >/dev/null && pdftotext '$TMP/out.d/contribution/contribution.en.pdf' - | tr '\n' ' ' | grep -q 'example data and not real reports'"

# What is kept added up beside the rows says what the rows say: by a GROUP BY of
# somebody else's program, also when reports are corrected and set aside.
cat >"$TMP/many.py" <<'P'
import random, sys
r = random.Random(3)
head = "report_id,form,reporter,area,period,reported_at,indicator,sex,value,synthetic,supersedes\n"
areas = ["1300000000", "1400000000", "0100000000", "0200000000", ""]
def rows(f, k, old):
    area, month = r.choice(areas), r.randrange(1, 10)
    for sex in ("female", "male"):
        f.write(f"{k:032x},training,Office {k % 90},{area},2026-{month:02d},2026-10-01,IND-21,{sex},{r.randrange(20)},1,{old}\n")
with open(sys.argv[1], "w") as f:
    f.write(head)
    for k in range(1, 9001): rows(f, k, "")
with open(sys.argv[2], "w") as f:
    f.write(head)
    for k in range(9001, 9201): rows(f, k, f"{(k - 9000) * 7:032x}")
P
cat >"$TMP/group.py" <<'P'
import json, sqlite3, sys
want = {(a or None, q): v for a, q, v in sqlite3.connect(sys.argv[1]).execute("""
  SELECT o.area, substr(o.period, 1, 4) || '-Q' || ((CAST(substr(o.period, 6, 2) AS INTEGER) + 2) / 3) AS quarter, sum(o.value)
  FROM observation o JOIN report r ON r.seq = o.report
  WHERE o.indicator = 'IND-21' AND r.status = 'accepted' AND r.id NOT IN (SELECT supersedes FROM report WHERE supersedes IS NOT NULL AND status = 'accepted')
  GROUP BY 1, 2""")}
total = {}
for (a, q), v in want.items(): total[q] = total.get(q, 0) + v
got = {(v["area"], v["period"]): v["value"] for v in json.load(open(sys.argv[2]))["values"] if v["indicator"] == "IND-21" and "by" not in v and "-Q" in v["period"] and v["state"] == "value"}
wrong = [(k, v, got.get(k)) for k, v in want.items() if k[0] and got.get(k) != v] + [(q, v, got.get((None, q))) for q, v in total.items() if got.get((None, q)) != v]
print(wrong[:5]); sys.exit(bool(wrong) or len(want) < 15)
P
M="$TMP/many.cop"; "$COPKIT" init -q "$M" --country PH >/dev/null
python3 "$TMP/many.py" "$TMP/first.csv" "$TMP/corrections.csv"
grouped() { "$COPKIT" indicators -s "$M" --json --period all --area all IND-21 >"$TMP/grouped.json" && python3 "$TMP/group.py" "$M" "$TMP/grouped.json"; }
upto() { sqlite3 "$M" "SELECT count(*), max(last) FROM roll_up"; }
ok "9,000 reports" "$COPKIT" import -q -s "$M" "$TMP/first.csv"
same "are kept added up" "1|9000" "$(upto)"
ok "as the rows add up" grouped
ok "200 corrections" "$COPKIT" import -q -s "$M" "$TMP/corrections.csv"
same "are added up again with what they corrected" "1|9200" "$(upto)"
ok "and give what a GROUP BY gives" grouped

# --- sums that were tampered with are found, and made anew ---
python3 - "$TMP/many.csv" <<'P'
import sys
with open(sys.argv[1], "w") as f:
    f.write("report_id,form,reporter,area,period,reported_at,indicator,sex,value,synthetic\n")
    for i in range(5000): f.write(f"{i + 1:032x},sessions,Example office,1300000000,2026-Q1,2026-04-02,IND-21,female,3,1\n")
P
ok "a store for them" "$COPKIT" init -q "$TMP/sums.cop" --country PH
ok "many reports" "$COPKIT" import -q -s "$TMP/sums.cop" "$TMP/many.csv"
ok "doctor adds them up again and agrees" sh -c "'$COPKIT' doctor -s '$TMP/sums.cop' | grep -q 'sums as the rows say'"
sql() { python3 -c 'import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.executescript(sys.argv[2]); d.commit()' "$TMP/sums.cop" "$1"; }
sql 'UPDATE roll_up SET "first" = "first" + 1'
refused 3 "a run that holds a report more than it says" "$COPKIT" doctor -s "$TMP/sums.cop"
ok "which is said" sh -c "'$COPKIT' doctor -s '$TMP/sums.cop' | grep -q 'differ from their rows'"
ok "rebuild makes them anew" "$COPKIT" rebuild -q -s "$TMP/sums.cop"
ok "then they agree" sh -c "'$COPKIT' doctor -s '$TMP/sums.cop' | grep -q 'sums as the rows say'"
sql 'DROP TRIGGER series_no_delete; PRAGMA foreign_keys = OFF; DELETE FROM series WHERE n = (SELECT max(n) FROM series)'
ok "a count of nothing is found" sh -c "'$COPKIT' doctor -s '$TMP/sums.cop' | grep -q 'belong to nothing'"
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The action plan of the example country: document and workbook say what
# 'copkit plan' says; formulas of the workbook give the sums that stand in it.
. "$(dirname "$0")/../tap.sh"
python=$(PATH=/usr/bin:$PATH command -v python3) # the one that Debian's packages are for
$python -c 'import openpyxl' 2>/dev/null || skip_all "openpyxl is not installed"
store=$TMP/ph.cop out=$TMP/out
"$COPKIT" init "$store" --country PH --example >/dev/null 2>&1
ok "it is made" "$COPKIT" build -q -s "$store" -o "$out" action-plan
ok "the PDF holds to PDF/UA-1 and PDF/A-2a" "$COPKIT" debug shape "$out/action-plan/action-plan.en.pdf"
same "no finding" "" "$(python3 -c 'import json, sys
for a in json.load(open(sys.argv[1]))["artifacts"]:
    for f in a["findings"]: print(a["path"], f["code"], f["message"])' "$out/manifest.json")"
"$COPKIT" lint "$out/action-plan/action-plan.en.html" >"$TMP/linted" 2>&1
same "our own linter has no error against it" "" "$(grep ' error ' "$TMP/linted" | head -3)"
"$COPKIT" plan -s "$store" --json >"$TMP/plan.json"
cat >"$TMP/workbook.py" <<'P'
import json, re, sys
import openpyxl
plan = json.load(open(sys.argv[1]))
live, kept = (openpyxl.load_workbook(sys.argv[2], data_only=d) for d in (False, True))
assert live.sheetnames == ["Plan", "Money", "Quarters", "Left out"], live.sheetnames

def value(sheet, text):  # SUM of a range, and differences of two cells: all the workbook uses
    m = re.fullmatch(r"=SUM\((\w+):(\w+)\)", text)
    if m:
        return sum(number(sheet, c) for row in live[sheet][m[1]:m[2]] for c in row)
    m = re.fullmatch(r"=(\w+)-(\w+)", text)
    return number(sheet, live[sheet][m[1]]) - number(sheet, live[sheet][m[2]])

def number(sheet, cell):
    return value(sheet, cell.value) if isinstance(cell.value, str) and cell.value.startswith("=") else cell.value or 0

n = 0
for name in live.sheetnames:
    for row in live[name].iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                n += 1
                assert abs(value(name, cell.value) - kept[name][cell.coordinate].value) < 0.02, cell
assert n > 30, n
rows = {r[0].value: r for r in live["Plan"].iter_rows(min_row=2) if r[0].value and r[1].value}
years = plan["years"]
for m in plan["measures"]:
    row = rows[m["id"]]
    assert row[1].value == m["title"]
    assert all(abs((row[7 + y].value or 0) - m["cost_by_year"][y]) < 0.02 for y in range(years)), m["id"]
    first, last = int(m["start"][:4]) * 4 + int(m["start"][5]), int(m["first_result"][:4]) * 4 + int(m["first_result"][5])
    quarters = next(r for r in live["Quarters"].iter_rows(min_row=2) if r[0].value == m["id"])
    assert sum(c.value == "work" for c in quarters) == last - first + 1, m["id"]
out = {r[0].value: r for r in live["Left out"].iter_rows(min_row=2) if r[0].value and r[1].value}
assert {m["id"] for m in plan["left_out"]} == set(out)
assert all(out[m["id"]][2].value == m["why_left_out"][0]["text"] for m in plan["left_out"])
P
ok "workbook: costs, quarters and reasons of the plan; formulas give their sums" $python "$TMP/workbook.py" "$TMP/plan.json" "$out/action-plan/action-plan-workbook.en.xlsx"
if command -v pdftotext >/dev/null; then
  pdftotext -layout "$out/action-plan/action-plan.en.pdf" "$TMP/text"
  for year in $(python3 -c 'import json,sys; d=json.load(open(sys.argv[1])); print(*range(d["first_year"], d["first_year"]+d["years"]))' "$TMP/plan.json"); do
    ok "a work plan for $year" grep -q "Work plan $year" "$TMP/text"
  done
  ok "says that costs are estimates" grep -q 'by estimate' "$TMP/text"
  ok "says how good the plan is" sh -c "tr '\n' ' ' <'$TMP/text' | tr -s ' ' | grep -q 'No plan under these limits'"
else
  skip "the text of the document" "pdftotext is not installed"
fi
# --- the year, the road, and Filipino ---
cat >"$TMP/years.py" <<'P'
import html, json, re, sys
folder, plan = sys.argv[1], json.load(open(sys.argv[2]))
for lang in ("en", "fil"):
    ready = 0
    for y in range(plan["years"]):
        text = open(f"{folder}/work-plan-{plan['first_year'] + y}.{lang}.html").read()
        table = re.findall(r"<table.*?</table>", text, re.S)[0]
        rows = [[html.unescape(re.sub("<[^>]+>", "", c)).strip() for c in re.findall(r"<t[hd].*?</t[hd]>", r, re.S)] for r in re.findall(r"<tr.*?</tr>", table, re.S)][1:]
        for r in rows[:-1]:
            assert abs(sum(float(c.replace(",", "")) for c in r[8:12]) - float(r[12].replace(",", ""))) < 0.21, r
            assert r[13].startswith("PS "), r
        ready += sum(c in ("result", "bunga") for r in rows[:-1] for c in r[4:8])
        assert abs(float(rows[-1][12].replace(",", "")) - plan["cost_by_year"][y] / 1e6) < 0.06, (rows[-1], plan["cost_by_year"][y])
    assert ready == len(plan["measures"]), (ready, lang)
P
ok "work plans of all years: quarters add up to the year, years to the plan, each first result once" python3 "$TMP/years.py" "$out/action-plan" "$TMP/plan.json"
for f in work-plan-2027 roadmap; do ok "$f: PDF/UA-1 and PDF/A-2a, both languages" sh -c "'$COPKIT' debug shape '$out/action-plan/$f.en.pdf' && '$COPKIT' debug shape '$out/action-plan/$f.fil.pdf'"; done
ok "the Filipino workbook has the same sums and live formulas, and says that it is a draft" $python -c '
import openpyxl, sys
a, b = (openpyxl.load_workbook(f) for f in sys.argv[1:])
for x, y in zip(a.worksheets, b.worksheets):
    assert [[c.value for c in r if isinstance(c.value, (int, float)) or str(c.value).startswith("=")] for r in x.iter_rows()] == [[c.value for c in r if isinstance(c.value, (int, float)) or str(c.value).startswith("=")] for r in y.iter_rows()], x.title
text = " ".join(str(c.value) for s in b.worksheets for r in s.iter_rows() for c in r if c.value)
assert "Borador, para sa pagsusuri" in text and "Mga hakbang" in text or "Hakbang" in text
' "$out/action-plan/action-plan-workbook.en.xlsx" "$out/action-plan/action-plan-workbook.fil.xlsx"
tap_done

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
import json, sys
import openpyxl
plan = json.load(open(sys.argv[1]))
book = openpyxl.load_workbook(sys.argv[2], data_only=True)
assert book.sheetnames == ["Read me", "Plan", "Costs", "Unit prices", "Financing", "Money", "Milestones", "RACI", "Prerequisites", "Indicators", "Coverage", "Changes", "Quarters", "Left out"], book.sheetnames

def rows(name):
    sheet = book[name]
    head = [c.value for c in sheet[1]]
    return [dict(zip(head, (c.value for c in r))) for r in sheet.iter_rows(min_row=2)]

by_id = {r["Id"]: r for r in rows("Plan") if r["Id"]}
quarters = {r[0].value: r for r in book["Quarters"].iter_rows(min_row=2) if r[0].value}
assert set(by_id) == {m["id"] for m in plan["measures"]}
for m in plan["measures"]:
    row = by_id[m["id"]]
    assert row["Measure"] == m["title"]
    assert all(abs((row["Cost %d" % (plan["first_year"] + y)] or 0) - m["cost_by_year"][y]) < 0.02 for y in range(plan["years"])), m["id"]
    assert abs(sum(row[k] for k in row if k.endswith("estimate")) - row["Cost, all years"]) < 0.02
    first, last = int(m["start"][:4]) * 4 + int(m["start"][5]), int(m["first_result"][:4]) * 4 + int(m["first_result"][5])
    assert sum(c.value == "work" for c in quarters[m["id"]]) == last - first + 1, m["id"]
out = {r["Id"]: r for r in rows("Left out") if r["Id"] and r["Measure"]}
assert {m["id"] for m in plan["left_out"]} == set(out)
assert all(out[m["id"]]["Why it is left out"] == m["why_left_out"][0]["text"] for m in plan["left_out"])
assert all(r["Left"] >= 0 for r in rows("Money") if r["Year"])
assert all(r["Offices that answer (must be 1)"] == 1 for r in rows("RACI") if r["Measure"])
assert all(r["Quarters between (must not be negative)"] >= 0 for r in rows("Prerequisites") if r["Measure"])
assert {"safety rule: helpline", "safety rule: referral path"} <= {r["Why"] for r in rows("Prerequisites")}
assert len([r for r in rows("Milestones") if r["Id"]]) == len(by_id)
coverage = [r for r in rows("Coverage") if r["Code"]]
assert len(coverage) >= 33 and all(r["Standing"] != "open" for r in coverage), "12 items of the checklist and 21 capabilities"
P
ok "workbook: fourteen sheets; costs, quarters and reasons of the plan; one office answers, nothing starts too early, all is covered or waived" $python "$TMP/workbook.py" "$TMP/plan.json" "$out/action-plan/action-plan-workbook.en.xlsx"
# LibreOffice works every formula out anew: openpyxl keeps no values beside them.
cat >"$TMP/live.py" <<'P'
import openpyxl, subprocess, sys
path, tmp = sys.argv[1:]

def recalculated(name, change):
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(f"{tmp}/{name}.xlsx")
    subprocess.run(["soffice", f"-env:UserInstallation=file://{tmp}/office", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", f"{tmp}/new", f"{tmp}/{name}.xlsx"],
                   check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return openpyxl.load_workbook(f"{tmp}/new/{name}.xlsx", data_only=True)

def figure(book, measure, title):
    sheet = book["Plan"]
    head = [c.value for c in sheet[1]]
    return next(r for r in sheet.iter_rows(min_row=2) if measure in (r[1].value, r[2].value))[head.index(title)].value

formulas, ours, same = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True), recalculated("same", lambda b: None)
n = 0
for sheet in formulas:
    for row in sheet.iter_rows():
        for cell in row:
            if isinstance(cell.value, str) and cell.value.startswith("="):
                n += 1
                a, b = ours[sheet.title][cell.coordinate].value, same[sheet.title][cell.coordinate].value
                assert abs(a - b) < 0.06, (sheet.title, cell.coordinate, cell.value, a, b)
assert n > 800, n
own = figure(ours, ours["Costs"]["A2"].value, "Cost, all years")

def double(b):
    b["Unit prices"]["C2"] = b["Unit prices"]["C2"].value * 2

dear = recalculated("dear", double)
for title, more in (("Cost, all years", own), ("Without a source", own), ("Proposed, not promised", 0)):
    assert own > 0 and abs(figure(dear, "All measures", title) - figure(ours, "All measures", title) - more) < 0.06, title
P
if command -v soffice >/dev/null; then
  ok "LibreOffice works out the same figures, and a dearer unit price moves costs, sums and the gap" $python "$TMP/live.py" "$out/action-plan/action-plan-workbook.en.xlsx" "$TMP"
else
  skip "the workbook recalculated" "LibreOffice is not installed"
fi
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
    def figures(s): return [[c.coordinate if str(c.value).startswith("=") else c.value for c in r if isinstance(c.value, (int, float)) or str(c.value).startswith("=")] for r in s.iter_rows()]
    assert figures(x) == figures(y), x.title
text = " ".join(str(c.value) for s in b.worksheets for r in s.iter_rows() for c in r if c.value)
assert "Borador, para sa pagsusuri" in text and "Mga hakbang" in text or "Hakbang" in text
' "$out/action-plan/action-plan-workbook.en.xlsx" "$out/action-plan/action-plan-workbook.fil.xlsx"
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The progress report of the year: one number of one report is changed; the
# sentence, the chart, the map and the annex of its indicator change, and nothing
# else does, in this or any other document.
. "$(dirname "$0")/../tap.sh"
export SOURCE_DATE_EPOCH=1795564800 # 2026-11-25
python=$(PATH=/usr/bin:$PATH command -v python3)
$python -c "import openpyxl" 2>/dev/null || skip_all "no python3-openpyxl"
CSV="$SRC/data/countries/ph/example/field/reports-2025-2026.csv"
$python - "$CSV" "$TMP/other.csv" <<'P'
import sys
rows = open(sys.argv[1], encoding="utf-8").read().split("\n")
head = rows[0].split(",")
at = {name: i for i, name in enumerate(head)}
for k, row in enumerate(rows[1:], 1):
    cells = row.split(",")
    if len(cells) == len(head) and cells[at["indicator"]] == "IND-21" and cells[at["period"]].startswith("2026") and cells[at["sex"]] == "female":
        cells[at["value"]] = str(int(cells[at["value"]]) + 40)
        for j in range(1, len(rows)):  # the report may have been sent twice; both are the same report
            if rows[j] == row: rows[j] = ",".join(cells)
        break
open(sys.argv[2], "w", encoding="utf-8").write("\n".join(rows))
P
same "one number differs" 1 "$(diff "$CSV" "$TMP/other.csv" | grep -c '^>')"
for s in one two; do
  [ $s = one ] && csv=$CSV || csv=$TMP/other.csv
  "$COPKIT" init -q "$TMP/$s.cop" --country PH >/dev/null
  "$COPKIT" import -q -s "$TMP/$s.cop" "$csv" >/dev/null 2>&1
  ok "built ($s)" "$COPKIT" build -q -s "$TMP/$s.cop" -o "$TMP/$s" --date 2026-11-29 progress contribution situation integration kit/sms
done
cat >"$TMP/compare.py" <<'P'
import json, re, subprocess, sys, openpyxl
a, b, what = sys.argv[1:4]
def sections(d):
    parts = re.split(r"(?=<h[123][ >])", open(d + "/progress/progress.en.html", encoding="utf-8").read())
    return {re.sub("<.*?>", "", p[: p.index("</h")]).strip(): p for p in parts[1:]}
def cells(d):
    book = openpyxl.load_workbook(d + "/progress/progress-tables.en.xlsx")
    return {(s.title, c.coordinate): (c.value, s.cell(c.row, 1).value) for s in book for row in s.iter_rows() for c in row}
x, y = sections(a), sections(b)
if what == "sections":
    print("|".join(k for k in x if x[k] != y.get(k)), len(x) == len(y))
elif what == "parts":
    name = next(k for k in x if x[k] != y[k] and "passed the test" in k)
    p, q = x[name], y[name]
    print(re.search("<p.*?</p>", p, re.S).group() != re.search("<p.*?</p>", q, re.S).group(),
          *[u != v for u, v in zip(re.findall("<svg.*?</svg>", p, re.S), re.findall("<svg.*?</svg>", q, re.S))])
    strip = lambda t: re.sub(r"<svg.*?</svg>|<table.*?</table>|[0-9][0-9,.–]*", "", t, flags=re.S)
    words = [w for w in zip(strip(p).split(), strip(q).split()) if w[0] != w[1]]
    print(words)
elif what == "targets":
    rows = lambda t: re.findall("<tr.*?</tr>", t, re.S)
    k = next(k for k in x if "Targets of the plan" in k)
    print(sum(u != v for u, v in zip(rows(x[k]), rows(y[k]))), len(re.sub("<table.*?</table>", "", x[k], flags=re.S)) == len(re.sub("<table.*?</table>", "", y[k], flags=re.S)))
elif what == "annex":
    u, v = cells(a), cells(b)
    print(sorted({u[k][1] for k in u if u[k] != v.get(k)}), len(u) == len(v), sum(u[k] != v.get(k) for k in u) > 3)
elif what == "others":
    files = lambda d: {f["path"]: f["sha256"] for f in json.load(open(d + "/manifest.json"))["artifacts"]}
    u, v = files(a), files(b)
    print(sorted({k.split("/")[0] for k in u if u[k] != v.get(k)}), len(u) == len(v), len(u) > 10)
elif what == "paper":
    text = lambda d: subprocess.run(["pdftotext", "-layout", d + "/contribution/contribution.en.pdf", "-"], capture_output=True, text=True).stdout.split("\n")
    u, v = text(a), text(b)
    print(len(u) == len(v), sum(m != n for m, n in zip(u, v)))
P
compare() { $python "$TMP/compare.py" "$TMP/one" "$TMP/two" "$1"; }
T="Number of teachers, social workers, police officers and other workers who passed the test after training"
same "its section and the table of targets, nothing else" "$T|3 Targets of the plan True" "$(compare sections)"
same "in it the sentence, the chart and the map, and no word but numbers" "True True True
[]" "$(compare parts)"
same "of the targets its row" "1 True" "$(compare targets)"
same "of the annex its rows" "['3.b', 'IND-21'] True True" "$(compare annex)"
same "of the contribution one line" "True 1" "$(compare paper)"
same "of all that was built, the two papers that say it" "['contribution', 'progress'] True True" "$(compare others)"
ok "the sum in the sentence is that of the reports" sh -c "
  n=\$($python -c \"import sqlite3; print(int(sqlite3.connect('$TMP/two.cop').execute(\\\"SELECT sum(value) FROM observation WHERE indicator = 'IND-21' AND period LIKE '2026-%'\\\").fetchone()[0]))\")
  pdftotext '$TMP/two/progress/progress.en.pdf' - | tr '\n' ' ' | grep -q \"give \$n people\""
ok "every page says that the numbers are made up" sh -c "
  test -s '$TMP/one/progress/progress.en.pdf' || exit 1
  for p in \$(seq \$(pdfinfo '$TMP/one/progress/progress.en.pdf' | sed -n 's/^Pages: *//p')); do pdftotext -f \$p -l \$p '$TMP/one/progress/progress.en.pdf' - | grep -q 'Example data' || exit 1; done"
cat >"$TMP/formulas.py" <<'P'
# Each formula worked out over the cells it names gives the number kept beside it.
import re, sys, openpyxl
formulas, numbers = openpyxl.load_workbook(sys.argv[1]), openpyxl.load_workbook(sys.argv[1], data_only=True)
n = wrong = 0
for s in formulas:
    for row in s.iter_rows():
        for c in row:
            if isinstance(c.value, str) and c.value.startswith("="):
                n += 1
                worked = eval(re.sub(r"[A-Z]+[0-9]+", lambda m: str(float(numbers[s.title][m.group()].value)), c.value[1:]))
                wrong += abs(worked - float(numbers[s.title][c.coordinate].value)) > 0.11
print(n > 4, wrong)
P
same "changes are formulas over the cells before them" "True 0" "$($python "$TMP/formulas.py" "$TMP/one/progress/progress-tables.en.xlsx")"
"$COPKIT" init -q "$TMP/none.cop" --country PH >/dev/null
ok "without reports there is no progress report" sh -c "test -s '$TMP/none.cop'; '$COPKIT' build -q -s '$TMP/none.cop' -o '$TMP/none' --date 2026-11-29 progress >/dev/null 2>&1; ! [ -e '$TMP/none/progress/progress.en.pdf' ]"
tap_done

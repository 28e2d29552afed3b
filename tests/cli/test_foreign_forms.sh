#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Forms of other programs: an XLSForm that asks for counts becomes a reporting
# form; every real XForm and XLSForm of the corpus is taken or refused with a
# reason that is true of it.
. "$(dirname "$0")/../tap.sh"
S="$TMP/ph.cop"
ok "a store" "$COPKIT" init "$S" --country PH -q
if python3 -c 'import openpyxl' 2>/dev/null; then
  python3 - "$TMP" <<'P'
import openpyxl, sys
def book(path, survey, choices=(), settings=()):
    b = openpyxl.Workbook(); b.active.title = "survey"
    for r in survey: b.active.append(r)
    for name, rows in (("choices", choices), ("settings", settings)):
        s = b.create_sheet(name)
        for r in rows: s.append(r)
    b.save(path)
t = sys.argv[1]
head = ["type", "name", "label::English (en)", "hint", "indicator"]
lang = [["list_name", "name", "label"], ["l", "fil", "Filipino"], ["l", "ceb", "Cebuano"]]
book(t + "/good.xlsx", [head, ["start", "start"], ["note", "n", "Thank you for your name"], ["text", "reporter", "Office"], ["select_one l", "language", "Language"],
    ["integer", "trained", "Workers who passed", "After the test", "IND-21"]], lang, [["form_title", "form_id", "version"], ["Barangay training", "brgy_training", "3"]])
book(t + "/name.xlsx", [head, ["text", "child_name", "Name"], ["integer", "trained", "Workers", "", "IND-21"]])
book(t + "/gps.xlsx", [head, ["geopoint", "where", "House"], ["image", "face", "Picture"], ["integer", "trained", "Workers", "", "IND-21"]])
book(t + "/count.xlsx", [head, ["integer", "goats", "Goats"]])
book(t + "/colour.xlsx", [head, ["select_one c", "colour", "Colour"], ["integer", "trained", "Workers", "", "IND-21"]], [["list_name", "name", "label"], ["c", "red", "Red"]])
P
  ok "an XLSForm that asks for counts" "$COPKIT" import -s "$S" "$TMP/good.xlsx"
  ok "becomes a form for every channel" sh -c "'$COPKIT' export forms -q -s '$S' -o '$TMP/forms' --form brgy_training && grep -q 'Workers who passed' '$TMP/forms/brgy_training.xform.xml' && grep -q 'trained' '$TMP/forms/brgy_training.csv'"
  said() { "$COPKIT" import -s "$S" "$TMP/$1" >"$TMP/out" 2>&1; [ $? = 3 ] && grep -q "$2" "$TMP/out"; }
  ok "refused: a child's name" said name.xlsx "name.xlsx:2:1: error form-identity: question 'child_name' asks for a name"
  ok "refused: a position" said gps.xlsx "form-identity: question 'where' asks for a position"
  ok "and a picture, in the same run" grep -q "form-identity: question 'face' asks for a picture" "$TMP/out"
  ok "refused: a number without indicator" said count.xlsx "form-no-indicator: question 'goats'"
  ok "refused: choices that break nothing down" said colour.xlsx "form-breakdown: the choices of question 'colour'"
fi
if [ ! -d "$CORPUS/xforms" ]; then skip "real forms" "no corpus"; tap_done; exit 0; fi
for f in "$CORPUS"/xforms/*/*.xml "$CORPUS"/xlsforms/*/*.xlsx "$CORPUS"/xlsforms/*/*.xls "$CORPUS"/xlsforms/*/*.xml; do
  timeout 20 "$COPKIT" import -s "$S" --dry-run --as form "$f" >"$TMP/out" 2>&1
  code=$?
  if [ $code = 0 ]; then echo "taken $f" >>"$TMP/sum"
  elif [ $code = 3 ] && grep -qE ': error form-(identity|type|no-indicator|breakdown|format): ' "$TMP/out"; then
    grep -oE 'error form-[a-z-]+' "$TMP/out" | sort -u | sed "s|\$| $f|" >>"$TMP/sum"
  else echo "neither $f: $code $(head -c 300 "$TMP/out")" >>"$TMP/sum"; fi
done
same "every one is taken or refused with a reason" "" "$(grep '^neither' "$TMP/sum")"
ok "many were looked at" test "$(sed 's/.* //' "$TMP/sum" | sort -u | wc -l)" -gt 90
ok "the reasons are true: no form is refused for a position or picture it does not ask for" python3 - "$TMP/sum" <<'P'
import re, sys, zipfile
bad = []
for line in open(sys.argv[1]):
    if "form-identity" not in line: continue
    path = line.split(" ", 2)[2].strip()
    if path.endswith(".xls"): continue
    data = zipfile.ZipFile(path) if path.endswith(".xlsx") else None
    text = "".join(data.read(n).decode("utf-8", "replace") for n in data.namelist() if n.endswith(".xml")) if data else open(path, encoding="utf-8", errors="replace").read()
    if not re.search(r"name|geo|gps|image|photo|upload|picture|binary|audio|video|file|location|phone|address|birth|dob|signature|email|selfie", text, re.I): bad.append(path)
sys.exit(print(bad) or 1 if bad else 0)
P
ok "the store is untouched" "$COPKIT" doctor -q -s "$S"
tap_done

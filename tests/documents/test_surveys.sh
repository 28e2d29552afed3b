#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The answer bank: every question of every questionnaire is answered from facts of
# the store or says that there is no evidence; a changed value changes the answers
# that use it and no other.
. "$(dirname "$0")/../tap.sh"
export SOURCE_DATE_EPOCH=1795564800 # 2026-11-25
python=$(PATH=/usr/bin:$PATH command -v python3)
"$COPKIT" init -q "$TMP/one.cop" --country PH
cp "$TMP/one.cop" "$TMP/two.cop"
ok "answers are built" "$COPKIT" build -q -s "$TMP/one.cop" -o "$TMP/one" --date 2026-11-29 survey-answers
rm -rf "$TMP/pack" && cp -r "$SRC/data/countries/ph" "$TMP/pack" && sed -i 's/^version: .*/version: "2"/' "$TMP/pack/pack.yaml"
$python - "$TMP/pack" "$TMP/one.cop" >"$TMP/changed" <<'P'
import glob, re, sqlite3, sys
# The preferred national value of an indicator that questionnaires ask for.
d = sqlite3.connect(sys.argv[2])
i = d.execute("SELECT id, number FROM value WHERE indicator = 'IND-03' AND number IS NOT NULL AND (area IS NULL OR area = 'PH') LIMIT 1").fetchone()
for f in glob.glob(sys.argv[1] + "/values-*.yaml"):
    s = open(f).read()
    t = re.sub(r"(- id: %s\n(?:(?!  - id:).*\n)*?    number: )[0-9.]+" % re.escape(i[0]), r"\g<1>47", s)
    if t != s:
        open(f, "w").write(t)
        print(i[0])
P
ok "one value is changed" test -s "$TMP/changed"
"$COPKIT" import -q -s "$TMP/two.cop" "$TMP/pack"
ok "and built again" "$COPKIT" build -q -s "$TMP/two.cop" -o "$TMP/two" --date 2026-11-29 survey-answers
cat >"$TMP/look.py" <<'P'
import csv, sqlite3, sys
read = lambda d: list(csv.DictReader(open(d + "/survey-answers/survey-answers.en.csv", encoding="utf-8-sig")))
a, b = read(sys.argv[1]), read(sys.argv[2])
if sys.argv[3] == "all":
    print(len({r["questionnaire"] for r in a}), len(a) >= 35, all(r["answer"] in ("yes", "partly", "no", "by figures", "no evidence") for r in a))
    print(all((r["answer"] == "no evidence") == (r["facts"] == "0") == (r["evidence"] == "") for r in a), all(r["missing"] for r in a if r["answer"] == "no evidence"))
else:
    d = sqlite3.connect(sys.argv[4])
    uses = {(q, c) for q, c in d.execute("SELECT n.short_title, i.code FROM questionnaire_item i JOIN questionnaire n ON n.id = i.questionnaire JOIN questionnaire_item_indicators x ON x.owner = i.id WHERE x.target = 'IND-03'")}
    uses |= {(q, c) for q, c, t in d.execute("SELECT n.short_title, i.code, i.topics FROM questionnaire_item i JOIN questionnaire n ON n.id = i.questionnaire") if t and "knowing where to get help" in t}
    print({(r["questionnaire"], r["number"]) for r, s in zip(a, b) if r != s} == uses, len(uses) > 0, all("47 per cent" in s["evidence"] for r, s in zip(a, b) if r != s))
P
same "four questionnaires, every question answered, and honest where nothing is known" "4 True True
True True" "$($python "$TMP/look.py" "$TMP/one" "$TMP/two" all)"
same "the answers that use the value changed, and no other" "True True True" "$($python "$TMP/look.py" "$TMP/one" "$TMP/two" change "$TMP/one.cop")"
if $python -c "import openpyxl" 2>/dev/null; then
  same "the workbook has the facts behind each answer" "['Answers', 'Facts'] True" "$($python -c "
import openpyxl, sys
b = openpyxl.load_workbook(sys.argv[1])
print(b.sheetnames, all(r[2].value and r[4].value for r in list(b['Facts'].iter_rows(min_row=2)) if r[0].value and r[1].value))" "$TMP/one/survey-answers/survey-answers.en.xlsx")"
fi
tap_done

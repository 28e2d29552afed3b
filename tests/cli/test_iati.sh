#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The plan as activities of IATI 2.03: judged by the schemas of the standard
# and against the plan.
. "$(dirname "$0")/../tap.sh"
XSD=$CORPUS/iati/schema/iati-activities-schema.xsd
S="$TMP/ph.cop"
"$COPKIT" init "$S" --country PH >/dev/null 2>&1
export COPKIT_STORE="$S"
ok "written" "$COPKIT" export iati -q -o "$TMP/a.xml"
if ! command -v xmllint >/dev/null; then skip "valid by the schema of the standard" "xmllint is not installed"
elif [ ! -e "$XSD" ]; then skip "valid by the schema of the standard" "no test corpus beside the source"
else ok "valid by the schema of the standard" xmllint --noout --schema "$XSD" "$TMP/a.xml"; fi
"$COPKIT" export iati -q -o - >"$TMP/b.xml"
ok "same plan, same instant, same bytes" cmp "$TMP/a.xml" "$TMP/b.xml"
"$COPKIT" plan --json -q >"$TMP/plan.json"
cat >"$TMP/check.py" <<'P'
import json, sqlite3, sys
import xml.etree.ElementTree as E
root, plan, db = E.parse(sys.argv[1]).getroot(), json.load(open(sys.argv[2])), sqlite3.connect(sys.argv[3])
acts = root.findall("iati-activity")
ids = [a.findtext("iati-identifier") for a in acts]
assert root.get("version") == "2.03" and len(acts) == 7 and len(set(ids)) == 7
top, rest = acts[0], acts[1:]
assert top.get("hierarchy") == "1" and not top.findall("budget"), "a sum would be counted twice"
assert sorted(r.get("ref") for r in top.findall("related-activity")) == sorted(ids[1:])
cost = {}
for a in rest:
    assert [r.get("ref") for r in a.findall("related-activity")] == ids[:1]
    assert abs(sum(float(s.get("percentage")) for s in a.findall("sector")) - 100) < 1e-9, a
    assert a.find("activity-status").get("code") == "1" and all(b.get("status") == "1" for b in a.findall("budget")), "nothing is approved"
    for b in a.findall("budget"):
        year = int(b.find("period-start").get("iso-date")[:4])
        cost[year] = cost.get(year, 0) + float(b.findtext("value"))
        assert b.find("value").get("currency") == "PHP"
    types = [r.get("type") for r in a.findall("result")]
    assert types.count("2") == 1 and types.count("1") >= 1, types
assert all(abs(cost[plan["first_year"] + y] - c) < 0.01 for y, c in enumerate(plan["cost_by_year"])), (cost, plan["cost_by_year"])
steps = db.execute("select count(*) from target_step where number is not null").fetchone()[0]
assert len(root.findall(".//result[@type='2']/indicator/period")) == steps
assert len(root.findall(".//result[@type='1']/indicator")) == len(plan["measures"])
base = db.execute("select count(*) from target where baseline is not null").fetchone()[0]
assert len(root.findall(".//baseline")) == base, base
P
ok "budgets, targets, baselines and outputs are those of the plan" python3 "$TMP/check.py" "$TMP/a.xml" "$TMP/plan.json" "$S"
ok "a registered reporter stands in every identifier, and the remark goes" sh -c "'$COPKIT' export iati -q --reporter XM-DAC-99 -o - | python3 -c 'import sys,re; t=sys.stdin.read(); assert t.count(\"<iati-identifier>XM-DAC-99-\") == 7 and \"org-id.guide\" not in t'"
refused 2 "no identifier has a space" "$COPKIT" export iati -q --reporter "XM DAC" -o "$TMP/c.xml"
refused 2 "the file is asked for" "$COPKIT" export iati
refused 3 "no store" "$COPKIT" export iati -s "$TMP/none.cop" -o "$TMP/c.xml"
refused 3 "a folder that is not there" "$COPKIT" export iati -q -o "$TMP/none/c.xml"
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stores written by earlier versions (tests/migrate/store-N.cop.gz, N the number
# of their last migration): they are not read as they are, the first change
# brings them up to date and leaves a copy, and nothing in them changes.
. "$(dirname "$0")/../tap.sh"
for old in "$SRC"/tests/migrate/store-*.cop.gz; do
  n=${old##*store-}
  n=${n%%.*}
  S="$TMP/$n.cop"
  gunzip -c "$old" >"$S"
  content() { gunzip -c "$old" >"$TMP/old.cop"; python3 -c '
import sqlite3, sys
old, db = sqlite3.connect(sys.argv[3]), sqlite3.connect(sys.argv[1])
for (t,) in sorted(old.execute("SELECT name FROM sqlite_schema WHERE type = ? AND name NOT IN (?, ?, ?)", ("table", "schema_version", "account", "audit"))):
    columns = ", ".join("\"%s\"" % c[1] for c in old.execute("PRAGMA table_info(\"%s\")" % t)) # fields added since are empty
    for row in sorted(map(repr, db.execute("SELECT %s FROM \"%s\"" % (columns, t)))): print(t, row)' "$1" x "$TMP/old.cop" >"$2"; }
  content "$S" "$TMP/before"
  ok "$n: has content" test -s "$TMP/before"
  "$COPKIT" user list -s "$S" >"$TMP/out" 2>"$TMP/err"
  same "$n: is not read as it is" 3 $?
  ok "$n: which is said" test -s "$TMP/err"
  ok "$n: the first change brings it up to date" sh -c "'$COPKIT' user invite ana --role owner -s '$S' >'$TMP/out'"
  ok "$n: and leaves a copy" test -e "$S.before-migration-$((n + 1))"
  ok "$n: in which all is as it was" sh -c "gunzip -c '$old' | cmp -s - '$S.before-migration-$((n + 1))' || '$COPKIT' user list -s '$S.before-migration-$((n + 1))' 2>&1 | grep -q ."
  sed -i '/^\(account_grant\|api_token\|lookup_code\|session\) /d' "$TMP/before"
  content "$S" "$TMP/after"
  sed -i '/^\(account_grant\|api_token\|lookup_code\|session\) /d' "$TMP/after"
  ok "$n: nothing in it changed" diff "$TMP/before" "$TMP/after"
  ok "$n: the log is whole" "$COPKIT" log verify -q -s "$S"
  ok "$n: it is in good health" "$COPKIT" doctor -q -s "$S"
done
# A plan of version 8 gets a floor: what is new can be written beside what was there.
gunzip -c "$SRC/tests/migrate/store-8.cop.gz" >"$TMP/floors.cop"
"$COPKIT" user invite ana --role owner -s "$TMP/floors.cop" >/dev/null 2>&1
same "8: the plan is planned as before, without floors" "0 []" "$("$COPKIT" plan --json -q -s "$TMP/floors.cop" | python3 -c 'import json,sys; d=json.load(sys.stdin); print(len(d["measures"]), d["floors"])')"
"$COPKIT" export pack -q -s "$TMP/floors.cop" --id xa -o "$TMP/floors"
printf 'equity_floors:\n  - {id: F1, plan: XA-1, group: language group, title: one lead, at_least: 1, measures: [M01], position: 1, mark: E}\n' >"$TMP/floors/floors.yaml"
sed -i 's/^version: .*/version: "2"/' "$TMP/floors/pack.yaml"
ok "8: a floor is imported" "$COPKIT" import -q -s "$TMP/floors.cop" "$TMP/floors"
refused 1 "8: where no money is left for its running cost, the conflict is told" "$COPKIT" plan -s "$TMP/floors.cop"
same "8: with money it holds" "M01 1" "$("$COPKIT" plan --json -q --budget 9M -s "$TMP/floors.cop" | python3 -c 'import json,sys; d=json.load(sys.stdin); print(d["measures"][0]["id"], d["floors"][0]["measures_in_plan"])')"
# Regions of version 9 get outlines.
gunzip -c "$SRC/tests/migrate/store-9.cop.gz" >"$TMP/map.cop"
region() { printf '{"type":"Feature","properties":{"psgc":%s},"geometry":{"type":"Polygon","coordinates":[[[0,%s],[2,%s],[2,%s],[0,%s],[0,%s]]]}}' "$1" "$2" "$2" "$3" "$3" "$2"; }
printf '{"type":"FeatureCollection","features":[%s,%s]}\n' "$(region 100000000 1 2)" "$(region 200000000 0 1)" >"$TMP/map.geojson"
same "9: regions get outlines" "geojson: 2 added, 0 changed, 0 removed, 0 unchanged" "$("$COPKIT" import -s "$TMP/map.cop" "$TMP/map.geojson")"
ok "9: with a copy of what was there" test -e "$TMP/map.cop.before-migration-10"
ok "9: and all is sound" "$COPKIT" doctor -q -s "$TMP/map.cop"
export SOURCE_DATE_EPOCH=1795564800
# Field reports of version 14, of which one corrects another, stand in narrower rows.
gunzip -c "$SRC/tests/migrate/store-14.cop.gz" >"$TMP/rows.cop"
"$COPKIT" user invite ana --role owner -s "$TMP/rows.cop" >/dev/null 2>&1
same "14: its numbers are what they were" "I-RATIO 90 I-SUM 87" "$("$COPKIT" indicators -s "$TMP/rows.cop" --json --period 2026 | python3 -c '
import json, sys
print(" ".join(sorted("%s %g" % (v["indicator"], v["value"]) for v in json.load(sys.stdin)["values"] if v["area"] is None)))')"
same "14: its reports sent again are known" "reports: 0 added, 0 changed, 0 removed, 4 unchanged" "$("$COPKIT" import -s "$TMP/rows.cop" "$SRC/tests/migrate/reports-14.csv")"
sed 's/^0000000000000000000000000000000/1000000000000000000000000000000/; s/,00000000000000000000000000000002$/,/' "$SRC/tests/migrate/reports-14.csv" >"$TMP/more.csv"
same "14: others go in beside them" "reports: 4 added, 0 changed, 0 removed, 0 unchanged" "$("$COPKIT" import -s "$TMP/rows.cop" "$TMP/more.csv")"
same "14: what they count is there once" "5 3 14" "$(python3 -c 'import sqlite3, sys; print(*sqlite3.connect(sys.argv[1]).execute("SELECT (SELECT count(*) FROM series), (SELECT count(*) FROM place_time), (SELECT count(*) FROM observation)").fetchone())' "$TMP/rows.cop")"
# Laws of version 15 keep what they amend; papers that are no law can stand beside them.
gunzip -c "$SRC/tests/migrate/store-15.cop.gz" >"$TMP/laws.cop"
printf 'law: G.R. 5\ntitle: A v. B\nstatus: no law\n\n## Paragraph 1\nIt is so.\n' >"$TMP/law.txt"
same "15: a judgment comes in" "lawtext: 3 added, 0 changed, 0 removed, 0 unchanged" "$("$COPKIT" import -s "$TMP/laws.cop" "$TMP/law.txt")"
same "15: laws still amend what they amended" "XA-2 XA-1 XA-3 XA-2 XA-3 XA-1 " "$(sqlite3 "$TMP/laws.cop" "SELECT owner, target FROM law_amends ORDER BY owner, position" | tr '|\n' '  ')"
ok "15: and all is sound" "$COPKIT" doctor -q -s "$TMP/laws.cop"
refused 3 "15: a standing that is none" sh -c "sed 's/no law/maybe/' '$TMP/law.txt' >'$TMP/law2.txt' && '$COPKIT' import -s '$TMP/laws.cop' '$TMP/law2.txt'"
# A parcel of version 17 gets its receipt code, and a report that brings it.
gunzip -c "$SRC/tests/migrate/store-17.cop.gz" >"$TMP/slips.cop"
"$COPKIT" user invite ana --role owner -s "$TMP/slips.cop" >/dev/null 2>&1
code=$("$COPKIT" reach slips --json -s "$TMP/slips.cop" 2>/dev/null | python3 -c 'import json, sys; print(json.load(sys.stdin)["slips"][0]["code"])')
printf 'report_id,form,reporter,area,period,reported_at,indicator,language,value,receipt\n00000000000000000000000000000002,materials,The office,0100000000,2025-10,2025-10-30,I-SUM,fil,10,%s\n' "$code" >"$TMP/receipt.csv"
same "17: the report is taken" "reports: 1 added, 0 changed, 0 removed, 0 unchanged" "$("$COPKIT" import -s "$TMP/slips.cop" "$TMP/receipt.csv")"
ok "17: and confirms the parcel" "$COPKIT" reach slips -s "$TMP/slips.cop"
tap_done

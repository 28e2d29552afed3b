#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A made-up year of field reports: the same for a seed, marked as synthetic throughout,
# and what the intake makes of its mess is what truth.json says.
. "$(dirname "$0")/../tap.sh"
S=$TMP/x.cop
"$COPKIT" init "$S" --country PH -q
sim() { out=$1; shift; "$COPKIT" simulate -q -s "$S" -o "$TMP/$out" --year 2024 --communities 600 --partners 30 "$@"; }
ok "a year" sim one --seed 7
ok "the same seed" sim two --seed 7
ok "gives the same bytes" diff -r "$TMP/one" "$TMP/two"
ok "another seed does not" sh -c "'$COPKIT' simulate -q -s '$S' -o '$TMP/three' --year 2024 --communities 600 --partners 30 --seed 8 && ! diff -rq '$TMP/one' '$TMP/three' >/dev/null"
refused 3 "a folder that is there" sim one
refused 2 "no communities" "$COPKIT" simulate -s "$S" -o "$TMP/none" --communities 0
same "every row says that it is synthetic" "0" "$(cat "$TMP"/one/reports-*.csv | grep -v '^report_id' | tr -d '\r' | grep -vc ',true$')"
same "and every area" "600 600" "$(cat "$TMP"/one/pack/areas-*.yaml | grep -c 'Synthetic community') $(cat "$TMP"/one/pack/areas-*.yaml | grep -c 'Does not exist')"
ok "the communities go in" "$COPKIT" import -q -s "$S" "$TMP/one/pack"
"$COPKIT" import -q -s "$S" "$TMP/one/pack" >"$TMP/again" 2>&1
"$COPKIT" import -s "$S" "$TMP"/one/reports-*.csv >"$TMP/said" 2>"$TMP/err"
cat >"$TMP/judge.py" <<'P'
import json, re, sqlite3, sys
truth, said, store = json.load(open(sys.argv[1])), open(sys.argv[2]).read(), sqlite3.connect(sys.argv[3])
added, known = map(int, re.search(r"reports: (\d+) added, 0 changed, 0 removed, (\d+) unchanged", said).groups())
print(added == truth["reports"], known == truth["sent_again"])
print(store.execute("SELECT count(*), sum(synthetic) = count(*), sum(supersedes IS NOT NULL) FROM report").fetchone() == (truth["reports"], 1, truth["corrected"]))
P
same "as many reports are taken, and known again, as there are sound ones" "True True
True" "$(python3 "$TMP/judge.py" "$TMP/one/truth.json" "$TMP/said" "$S")"
same "the sums are the truth's" "True True True" "$("$COPKIT" indicators -s "$S" --period 2024 --json | python3 -c "
import json, sys
t = json.load(open('$TMP/one/truth.json'))['sums']
v = {x['indicator']: x for x in json.load(sys.stdin)['values'] if x['value'] is not None}
print(*[v[k]['value'] == t[k] and v[k]['example'] for k in t])")"
same "bad reports are refused, by their kinds" "area conflict text" "$(grep -o 'report-[a-z-]*' "$TMP/err" | sort -u | grep -oE 'conflict|area|text' | sort -u | tr '\n' ' ' | sed 's/ $//')"
. "$(dirname "$0")/../web/desk.sh"
STORE=$S
ok "the desk starts on it" desk_start
same "every page says that it is example data" "0" "$(for p in / /reports /reports/received /indicators /plan /documents; do curl -s "$URL$p" | grep -q 'Example data, not real reports' || echo "$p"; done | wc -l)"
same "the page of what was received has each partner, with its sums" "30 True" "$(python3 - "$URL" "$TMP/one/truth.json" <<'P'
import csv, io, json, sys, urllib.request
rows = []
text = urllib.request.urlopen(sys.argv[1] + "/reports/received.csv?table=offices").read().decode()
rows = list(csv.DictReader(io.StringIO(text)))
print(len(rows), sum(int(r["reports"]) for r in rows) == json.load(open(sys.argv[2]))["reports"])
P
)"
desk_stop
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# reach: children by groups add up to the stored totals to the child, the mix of
# channels is the best there is, and both are held against the store by other code.
. "$(dirname "$0")/../tap.sh"
S=$TMP/ph.cop
"$COPKIT" init "$S" --country PH >/dev/null 2>&1 || { echo "Bail out! no store"; exit 1; }
spoken=$(sqlite3 "$S" "SELECT group_concat(value) FROM country, json_each(languages)" 2>/dev/null)
[ -n "$spoken" ] || spoken=en,fil,ceb,ilo,hil,ar,hi,km,zh-Hans
reach() { "$COPKIT" reach "$@" -s "$S"; }
cells() { reach people --cells >"$TMP/cells.csv"; }
check() { # budget, floors...
  b=$1; shift
  reach mix --budget "$b" --json "$@" >"$TMP/mix.json"
  code=$?
  python3 "$SRC/tests/cli/reach_check.py" "$S" "$TMP/cells.csv" "$TMP/mix.json" "$spoken" 2>&1
  return $code
}
cells
same "every cell is there" "$((18 * 6 * 2 * 10 * 3 * 2 + 1))" "$(wc -l <"$TMP/cells.csv" | tr -d ' ')"
same "cells and mix are those of the store" "" "$(check 25000000)"
same "with little money" "" "$(check 2000000)"
same "with none" "" "$(check 0)"
same "with all of it" "" "$(check 1000000000)"
same "with floors that are kept" "" "$(check 40000000 --floor out-of-school=94.5 --floor region=80 --floor no-reading=50)"
floors=$(check 5000000 --floor out-of-school=96); code=$?
same "a floor that no set keeps is a finding" "1" "$code"
same "and the mix says so truly" "" "$floors"
ok "what would be possible stands beside it" sh -c "python3 -c 'import json; f = json.load(open(\"$TMP/mix.json\"))[\"floors\"][0]; assert f[\"got\"] < 0.96 and f[\"could\"] < 0.96'"
same "the same store gives the same bytes" "$(reach mix --budget 25000000 | sha256sum)" "$(reach mix --budget 25000000 | sha256sum)"
ok "what is not known says so" sh -c "'$COPKIT' reach people --by sex -s '$S' | grep -q 'no figure'"
ok "bounds hold the estimate" sh -c "'$COPKIT' reach people --by literacy,connectivity,age --json -s '$S' | python3 -c 'import json, sys
d = json.load(sys.stdin)
assert sum(g[\"children\"] for g in d[\"groups\"]) == d[\"total\"]
assert all(g[\"least\"] <= g[\"children\"] <= g[\"most\"] for g in d[\"groups\"])
assert any(g[\"least\"] < g[\"most\"] for g in d[\"groups\"])'"
same "copies are divided to the last one" "100001" "$(reach copies --copies 100001 --group out-of-school | awk -F, '{ n += $NF } END { print n }')"
refused 2 "a budget that is none" reach mix --budget much
refused 2 "no budget" reach mix
# A figure changes: everything follows.
sqlite3 "$S" "UPDATE value SET number = 50 WHERE id = 'VAL-LIT-FUNC-2024'; UPDATE value SET number = 5 WHERE id = 'VAL-TV-2019'"
cells
same "other figures, the same truth" "" "$(check 20000000 --floor no-connection=10)"
ok "the checker sees a wrong mix" sh -c "sed -i 's/\"chosen\": true/\"chosen\": false/' '$TMP/mix.json'; python3 '$SRC/tests/cli/reach_check.py' '$S' '$TMP/cells.csv' '$TMP/mix.json' '$spoken' | grep -q better"
ok "and a wrong cell" sh -c "sed -i '2s/[0-9]*\$/999999/' '$TMP/cells.csv'; python3 '$SRC/tests/cli/reach_check.py' '$S' '$TMP/cells.csv' '$TMP/mix.json' '$spoken' | grep -q 'all cells'"
# --- what is refused ---
sqlite3 "$S" "UPDATE value SET number = NULL WHERE id = 'VAL-CHILDREN-2020'"
refused 3 "a figure that is gone" reach people
ok "which is named" sh -c "'$COPKIT' reach people -s '$S' 2>&1 | grep -q VAL-CHILDREN-2020"
refused 2 "a floor over 100" reach mix --budget 1 --floor region=101
refused 2 "a dimension there is not" reach people --by colour
refused 2 "copies below one" reach copies --copies 0
# --- printed pieces ---
"$COPKIT" init "$TMP/print.cop" --country PH >/dev/null 2>&1
"$COPKIT" build -q -s "$TMP/print.cop" -o "$TMP/out" kit/notice >/dev/null 2>&1
piece=$(python3 -c 'import json, sys; a = [x for x in json.load(open(sys.argv[1]))["artifacts"] if x["path"].endswith(".pdf")][0]; print(a["path"][:-4], a["sha256"])' "$TMP/out/manifest.json")
mkdir -p "$TMP/p" && printf 'id: mine\nversion: "1"\ntitle: Mine\nlicence: none\n' >"$TMP/p/pack.yaml"
cat >"$TMP/p/c.yaml" <<Y
consignments:
  - {id: C-1, piece: "${piece% *}", printed_from: "${piece#* }", copies: 500, area: "1300000000", printed_on: 2026-11-20, position: 1, mark: E}
  - {id: C-2, piece: "${piece% *}", printed_from: "$(printf %064d 0)", copies: 200, area: "1300000000", printed_on: 2026-03-01, received_on: 2026-03-05, received: 198, position: 2, mark: E}
  - {id: C-3, piece: kit/poster/xx/MSG-0, copies: 10, area: "1300000000", printed_on: 2025-01-01, position: 3, mark: E}
  - {id: C-4, piece: kit/poster/xx/MSG-0, copies: 10, area: "1300000000", position: 4, mark: E}
Y
"$COPKIT" import -q -s "$TMP/print.cop" "$TMP/p"
"$COPKIT" reach printed -o "$TMP/out" -s "$TMP/print.cop" >"$TMP/old"; code=$?
same "outdated prints are findings" "1" "$code"
same "those that changed or went, not those that stand or are planned" "C-2 C-3" "$(cut -d: -f1 "$TMP/old" | tr '\n' ' ' | sed 's/ $//')"
sed -i 's/received: 198/received: 201/' "$TMP/p/c.yaml"; sed -i 's/"1"/"2"/' "$TMP/p/pack.yaml"
refused 3 "more came than were sent" "$COPKIT" import -q -s "$TMP/print.cop" "$TMP/p"
refused 3 "a folder without a build" "$COPKIT" reach printed -o "$TMP/p" -s "$TMP/print.cop"
tap_done

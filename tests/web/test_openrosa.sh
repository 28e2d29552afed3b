#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Reports over OpenRosa: taken once, refused with a code, on the disk before
# anybody is told.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
ok "a store" desk_store
"$COPKIT" device add ncr-1 "Example office NCR" -s "$STORE" --json >"$TMP/device.json"
token=$(python3 -c "import json; print(json.load(open('$TMP/device.json'))['token'])")
ok "only a digest of the token is kept" sh -c "! grep -aq '$token' '$STORE'"
refused 3 "a registration of that name is there" "$COPKIT" device add ncr-1 "Other" -s "$STORE"
refused 2 "a name that is none" "$COPKIT" device add "N C R" "Other" -s "$STORE"
before=$("$COPKIT" indicators -s "$STORE" --json IND-19b --period 2025 | python3 -c "import json,sys; print(json.load(sys.stdin)['values'][0]['value'])")
ok "the desk starts" desk_start
python3 "$SRC/tests/web/openrosa.py" "$URL" "$token" >"$TMP/tap" 2>"$TMP/tap.err"
while read -r line; do
  case $line in
  ok*) ok "${line#ok * - }" true ;;
  "not ok"*) ok "${line#not ok * - }" false ;;
  "#"*) echo "$line" ;;
  esac
done <"$TMP/tap"
ok "the client came to its end" sh -c "cat '$TMP/tap.err'; tail -1 '$TMP/tap' | grep -q '^1\.\.'"
kill -9 "$DESK"; wait "$DESK" 2>/dev/null
ok "after a kill the store is sound" "$COPKIT" doctor -s "$STORE"
same "and holds every report that was acknowledged, each once" "$((${before%.*} + 250 + 40))" \
  "$("$COPKIT" indicators -s "$STORE" --json IND-19b --period 2025 | python3 -c "import json,sys; print(int(json.load(sys.stdin)['values'][0]['value']))")"
same "a correction replaced its report" 21 "$("$COPKIT" indicators -s "$STORE" --json IND-21 --period 2025-Q4 --area 1300000000 | python3 -c "
import json,sys; a = json.load(sys.stdin)['values'][0]['value']
import csv; print(int(a - sum(float(r['value']) for r in csv.DictReader(open('$SRC/data/countries/ph/example/field/reports-2025-2026.csv')) if r['indicator'] == 'IND-21' and r['period'] == '2025-Q4' and r['area'] == '1300000000') - 1))")"
ok "two telephones behind one token are noticed" sh -c "'$COPKIT' device list -s '$STORE' | grep -q 'used by more than one telephone'"
ok "a registration can be closed" "$COPKIT" device close ncr-1 -s "$STORE"
ok "the desk starts again" desk_start
same "and its token is refused" 401 "$(status "$URL/openrosa/key/$token/formList")"
desk_stop

# --- told to stop while forty send ---
"$COPKIT" init "$TMP/open.cop" --country PH -q
STORE="$TMP/open.cop"
ok "a desk that nobody has joined starts" desk_start
same "forty send, some hang up, and it is told to stop" "True True False" "$(python3 "$SRC/tests/web/stopping.py" "$URL" "$DESK" "$TMP/acknowledged")"
desk_stop
same "it ends by itself" 0 "$DESK_CODE"
same "every report that was acknowledged is there" 0 "$(python3 -c "
import sqlite3, sys
held = {r[0].hex() for r in sqlite3.connect(sys.argv[1]).execute('SELECT id FROM report')}
print(sum(i not in held for i in open(sys.argv[2]).read().split()))" "$STORE" "$TMP/acknowledged")"
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The desk shows parcels and printed copies that are no longer right, as pages and
# as CSV: the same as the command line says.
. "$(dirname "$0")/../tap.sh"
. "$SRC/tests/web/desk.sh"
export SOURCE_DATE_EPOCH=1796083200 # 1 December 2026
desk_store
"$COPKIT" build -q -s "$STORE" -o "$TMP/out" --lang ceb kit/poster >/dev/null 2>&1
"$COPKIT" reach order -s "$STORE" --piece kit/poster/ceb/MSG-PC-1 --copies 5000 --partner CWC --printed 2026-11-20 -o "$TMP/out" >"$TMP/order" 2>&1
"$COPKIT" reach pack -s "$STORE" >"$TMP/pack"
desk_start || { echo "Bail out! no desk"; exit 1; }
same "as many parcels as there are slips" "$("$COPKIT" reach slips --json -s "$STORE" | python3 -c 'import json, sys; print(sorted(s["code"] for s in json.load(sys.stdin)["slips"]))')" \
  "$(curl -s "$URL/distribution/slips.csv" | python3 -c 'import csv, sys; print(sorted(r["code"] for r in csv.DictReader(sys.stdin)))')"
ok "nothing is wrong with what was printed" sh -c "curl -s '$URL/distribution/printed' | grep -q 'Nothing that was printed rests on'"
ok "a report with the code is taken by the page" sh -c "curl -s '$URL/reports/fill/materials' | grep -q 'name=\"receipt\"'"
desk_stop
"$COPKIT" export po -q -s "$STORE" -l ceb -o "$TMP/ceb.po"
sed -i 's/^msgstr "Lingkod. Paminaw. Pasalamat. Pangayo og tabang."$/msgstr "Lingkod. Paminaw. Salamat. Pangayo og tabang."/' "$TMP/ceb.po"
"$COPKIT" import -q -s "$STORE" "$TMP/ceb.po" >/dev/null 2>&1
desk_start || { echo "Bail out! no desk"; exit 1; }
same "all copies of the old words" "5000" "$(curl -s "$URL/distribution/printed.csv" | python3 -c 'import csv, sys; print(sum(int(r["lying"]) for r in csv.DictReader(sys.stdin)))')"
ok "old and new words on the page" sh -c "curl -s '$URL/distribution/printed' | grep -q 'Salamat. Pangayo'"
ok "in Filipino" sh -c "curl -s '$URL/distribution/slips?lang=fil' | grep -q 'Kodigo ng resibo'"
desk_stop
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The form at the desk, who sent what, and reports that are probably one: shown
# to a person, never merged by the program.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
ok "a store" "$COPKIT" init "$STORE" --country PH -q
ok "the desk starts" desk_start
J="$TMP/jar"
page() { curl -s -b "$J" -c "$J" "$URL$1"; }
field() { sed -n "s/.*name=\"$1\" value=\"\([^\"]*\)\".*/\1/p" | head -1; }
send() { # office, boxes...: fills in the training form
  office=$1; shift
  page /reports/fill/training >"$TMP/form"
  id=$(field id <"$TMP/form"); token=$(field token <"$TMP/form")
  echo "$id" >"$TMP/id"; echo "$token" >"$TMP/token" # this runs in a shell of its own
  curl -s -b "$J" -c "$J" -o "$TMP/answer" -w '%{http_code}' -H "Origin: $URL" --data-urlencode "token=$token" --data-urlencode "id=$id" --data-urlencode "reporter=$office" \
    --data "area=1300000000&day=2025-10-03" "$@" "$URL/reports/fill/training"
}
same "a form is filled in: 200" 200 "$(send 'Office One' --data 'passed_female=12&passed_male=7')"
ok "with a receipt" grep -qE 'Receipt [0-9a-f]{12}' "$TMP/answer"
ID=$(cat "$TMP/id"); token=$(cat "$TMP/token"); first=$(grep -oE 'Receipt [0-9a-f]{12}' "$TMP/answer" | head -1)
curl -s -b "$J" -o "$TMP/answer" -H "Origin: $URL" --data-urlencode "token=$token" --data-urlencode "id=$ID" --data-urlencode "reporter=Office One" --data "area=1300000000&day=2025-10-03&passed_female=12&passed_male=7" "$URL/reports/fill/training"
ok "the button pressed twice counts once, with the same receipt" sh -c "grep -q 'counts once' '$TMP/answer' && grep -q '$first' '$TMP/answer'"
same "an empty form: 422" 422 "$(send 'Office One')"
ok "says why" grep -q "holds no number" "$TMP/answer"
same "a telephone number as office: 422" 422 "$(send '09170000000' --data 'passed_female=1')"
ok "and what was typed stays" grep -q 'value="1"' "$TMP/answer"
same "without its token: 403" 403 "$(curl -s -o /dev/null -w '%{http_code}' -H "Origin: $URL" --data "id=$ID&passed_female=1" "$URL/reports/fill/training")"
same "another office with the same counts" 200 "$(send 'Office Two' --data 'passed_female=12&passed_male=7')"
two=$(cat "$TMP/id")
page /reports/received >"$TMP/page"
ok "who sent what" python3 - "$URL" <<'P'
import json, sys, urllib.request
rows = {r["reporter"]: r for r in json.load(urllib.request.urlopen(sys.argv[1] + "/reports/received.json"))}
one = rows["Office One"]
assert (one["sent"], one["added"], one["known"], one["refused"]) == (3, 1, 1, 1), one
assert rows["Office Two"]["added"] == 1
P
ok "the two are shown as probably told twice" grep -q "Office One and Office Two report the same counts" "$TMP/page"
count() { "$COPKIT" indicators -s "$STORE" --json IND-21 --period 2025 | python3 -c "import json,sys; print(int(json.load(sys.stdin)['values'][0]['value']))"; }
same "and both count until a person decides" 38 "$(count)"
token=$(field token <"$TMP/page")
same "set aside" 303 "$(curl -s -b "$J" -o /dev/null -w '%{http_code}' -H "Origin: $URL" --data-urlencode "token=$token" --data hold=yes "$URL/reports/hold/$two")"
same "it counts no more" 19 "$(count)"
page /reports/received >"$TMP/page"
ok "it is shown as set aside" grep -q "Let it count again" "$TMP/page"
ok "the log says who did it" sh -c "'$COPKIT' log -s '$STORE' -n 3 | grep -q 'hold .*report'"
same "and can be undone" 303 "$(curl -s -b "$J" -o /dev/null -w '%{http_code}' -H "Origin: $URL" --data-urlencode "token=$(field token <"$TMP/page")" --data hold=no "$URL/reports/hold/$two")"
same "it counts again" 38 "$(count)"
ok "one report can be looked for" sh -c "curl -s '$URL/reports/received?report=$ID' | grep -q 'web: known'"
ok "one that never came is said to be missing" sh -c "curl -s '$URL/reports/received?report=00000000000000000000000000000000' | grep -q 'It has not arrived'"
desk_stop
ok "the log is whole" "$COPKIT" log verify -q -s "$STORE"
tap_done

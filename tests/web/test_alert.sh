#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Alerts at the desk: written from two sentences, refused with a reason, decided
# about by two people, shown in Filipino.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
ok "a store" env COPKIT_ACTOR=importer "$COPKIT" init "$STORE" --country PH -q
ok "the desk starts" desk_start
J="$TMP/jar" me=$(id -un)
page() { curl -s -b "$J" -c "$J" "$URL/$1" >"$TMP/page"; }
field() { sed -n "s/.*name=\"$1\" value=\"\([^\"]*\)\".*/\1/p" "$TMP/page" | head -1; }
today=$(date -u -d "@${SOURCE_DATE_EPOCH:-$(date +%s)}" +%F)
until=$(date -u -d "$today +5 days" +%F)
A="ALERT-$today"
write() { # language, headline, act, last day, why, where
  page materials/alerts
  curl -s -b "$J" -o "$TMP/answer" -w '%{http_code}' -H "Origin: $URL" --data-urlencode "token=$(field token)" --data-urlencode "alert=$A" --data-urlencode "in=$1" --data-urlencode "headline=$2" \
    --data-urlencode "act=$3" --data-urlencode "until=$4" --data-urlencode "why=$5" --data-urlencode "where=${6:-}" "$URL/materials/alerts"
}
page materials/alerts
ok "the page says that none can go out while nobody dialled the number" grep -q 'No alert can go out now' "$TMP/page"
ok "what is left out stands there" grep -q 'back-translation' "$TMP/page"
page "materials/alerts?pattern=asks-for-pictures&in=fil"
ok "a prepared wording fills the form" grep -q 'value="May humihingi ba ng pribadong picture' "$TMP/page"
same "Filipino before English: 422" 422 "$(write fil 'May humihingi?' 'Tumawag sa {HELP}.' "$until" why)"
ok "why is said" grep -q 'rite it in English first' "$TMP/answer"
ok "and what was typed is not lost" grep -q 'May humihingi?' "$TMP/answer"
same "without a last day: 422" 422 "$(write en 'Someone asks?' 'Call {HELP}.' '' why)"
same "an alert in English" 303 "$(write en 'Someone asks for a picture?' 'Say no. Call {HELP}.' "$until" 'reports from schools' 0800000000)"
same "and in Filipino" 303 "$(write fil 'May humihingi ng picture?' 'Tumanggi. Tumawag sa {HELP}.' '' '')"
same "six texts of its own and two in the message" "5 7" "$(sqlite3 "$STORE" "SELECT sum(lang = 'en'), sum(lang = 'fil') FROM message_text WHERE message = '$A'" | tr '|' ' ')"
page "materials/$A"
ok "its page says until when, and what is left out" sh -c "grep -q 'Urgent alert, until' '$TMP/page' && grep -q 'Left out, and printed on every sheet' '$TMP/page'"
"$COPKIT" review grant -q -s "$STORE" "$me" approver; "$COPKIT" review grant -q -s "$STORE" ann author; COPKIT_ACTOR=ann "$COPKIT" alert submit -q -s "$STORE" "$A"; sleep 1.5
page "review/message_text/$A/poster/fil"
ok "who wrote it is not offered to let it out" sh -c "! grep -q 'approver approved' '$TMP/page'"
"$COPKIT" review grant -q -s "$STORE" amy approver
same "by another it goes out" 0 "$(COPKIT_ACTOR=amy "$COPKIT" alert approve -q -s "$STORE" "$A" >/dev/null; echo $?)"
sleep 1.5; page "materials/alerts"
ok "which the list shows" sh -c "tr -d '\n' <'$TMP/page' | grep -q 'passed'"
same "as CSV too" "$A,$until" "$(curl -s -b "$J" "$URL/materials/alerts.csv" | tail -1 | cut -d, -f1,2)"
page preferences
curl -s -b "$J" -c "$J" -o /dev/null -H "Origin: $URL" --data-urlencode "token=$(field token)" --data-urlencode "lang=fil" "$URL/preferences"
page materials/alerts
ok "in Filipino" sh -c "grep -q 'Mga babala' '$TMP/page' && grep -q 'Huling araw' '$TMP/page' && ! grep -q 'Prepared wordings' '$TMP/page'"
desk_stop
ok "the log is whole" "$COPKIT" log verify -q -s "$STORE"
tap_done

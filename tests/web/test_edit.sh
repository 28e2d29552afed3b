#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Changing records in the desk: kept with history, refused with reasons beside
# the field, two writers at once, put back, added, removed.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
command -v curl >/dev/null || skip_all "no curl"
ok "a store of the example country" desk_store
ok "the desk starts" desk_start
ok "the plan comes" desk_planned

# form PATH: the token and revision of a form go to TOKEN and REVISION.
form() {
  curl -s -b "$TMP/jar" -c "$TMP/jar" "$URL$1" >"$TMP/form"
  TOKEN=$(sed -n 's/.*name="token" value="\([0-9a-f]*\)".*/\1/p' "$TMP/form" | head -n 1)
  REVISION=$(sed -n 's/.*name="revision" value="\([0-9]*\)".*/\1/p' "$TMP/form" | head -n 1)
}
# send PATH FIELD=VALUE...: posts with the token; the page goes to answer, the code is printed.
send() {
  path=$1
  shift
  n=$#
  while [ $n -gt 0 ]; do
    set -- "$@" --data-urlencode "$1"
    shift
    n=$((n - 1))
  done
  curl -s -b "$TMP/jar" -o "$TMP/answer" -D "$TMP/head" -w '%{http_code}' --data-urlencode "token=$TOKEN" "$@" "$URL$path"
}
field() { curl -s "$URL/api/v1/$1" | python3 -c 'import json, sys; v = json.load(sys.stdin).get(sys.argv[1]); print(json.dumps(v) if isinstance(v, list) else v)' "$2"; }

# --- a change ---
same "a field has a translation" draft "$(field translation/helpline/makabata-1383/hours/fil state)"
form /edit/helpline/makabata-1383
same "the form knows its revision" 1 "$REVISION"
ok "each control has a label that asks" grep -q '<label for="f-verified_on" class="question">On which day did somebody dial it' "$TMP/form"
same "a change is kept" 303 "$(send /edit/helpline/makabata-1383 revision=1 f.verified_on=2026-11-20 'f.verified_by=desk officer')"
ok "and leads to the record, which says so" grep -qi 'location: /record/helpline/makabata-1383?done=changed' "$TMP/head"
same "the value stands" 2026-11-20 "$(field helpline/makabata-1383 verified_on)"
same "what was not on the form stands too" "MAKABATA Helpline" "$(field helpline/makabata-1383 name)"
same "the revision counts up" 2 "$(field helpline/makabata-1383 revision)"
same "no pack wrote it any more" "" "$(field helpline/makabata-1383 origin | sed 's/None//')"
ok "the next page shows it" sh -c "curl -s '$URL/' | grep -q 'has dialled' && exit 1; exit 0"
ok "the history names person, fields and the way to compare" sh -c "curl -s '$URL/record/helpline/makabata-1383' | grep -q 'changed' && curl -s '$URL/record/helpline/makabata-1383' | grep -q '/compare/helpline/makabata-1383?entry='"
ok "the log is whole" "$COPKIT" log verify -s "$STORE"

# --- two writers ---
form /edit/helpline/makabata-1383
same "somebody else changes it meanwhile" 303 "$(send /edit/helpline/makabata-1383 revision=2 'f.hours=day and night')"
same "the second is told" 409 "$(send /edit/helpline/makabata-1383 revision=2 'f.cost=free')"
ok "sees both" sh -c "grep -q 'As it stands now' '$TMP/answer' && grep -q 'day and night' '$TMP/answer'"
ok "loses nothing of what was typed" grep -q '>free</textarea>' "$TMP/answer"
ok "and can keep it on top" grep -q 'name="revision" value="3"' "$TMP/answer"
same "which is kept" 303 "$(send /edit/helpline/makabata-1383 revision=3 'f.cost=free')"
same "beside the other's change" "day and night" "$(field helpline/makabata-1383 hours)"

# --- consultations: counts and views, never names ---
form "/new/consultation?held_on=2026-11-20&mark=K&back=/stakeholders"
session() { send /new/consultation id=c1 revision=0 f.held_on=2026-11-20 f.participants=24 f.mark=K "$@"; }
same "a name is refused" 422 "$(session 'f.asked_for=Ana, 12, wants a line that answers at night.')"
ok "beside the field, with what to write" sh -c "grep -q 'id=\"f-asked_for-error\"' '$TMP/answer' && grep -q 'not who said it' '$TMP/answer'"
same "so is it in what was done" 422 "$(session 'f.asked_for=A line at night.' 'f.answer=We called her at 0917 555 0123.')"
same "views are kept" 303 "$(session 'f.asked_for=A line that answers at night, by chat.' 'f.answer=The hours are before the steering group.')"
ok "and stand among the consultations" sh -c "curl -s '$URL/stakeholders' | grep -q 'A line that answers at night, by chat'"
same "by the interface a name is refused too" 422 "$(status -X PUT -H 'If-None-Match: *' -H 'Content-Type: application/json' -d '{"id":"c2","held_on":"2026-11-20","participants":24,"asked_for":"Nagsalita si Maria.","mark":"K"}' "$URL/api/v1/consultation/c2")"
printf 'id: told\nversion: "1"\ntitle: T\nlicence: CC0-1.0\ncountry: PH\n' >"$TMP/pack.yaml"; mkdir "$TMP/told"; mv "$TMP/pack.yaml" "$TMP/told"
printf 'consultations:\n  - {id: c3, held_on: 2026-11-20, participants: 3, age_band: %s, area: %s, asked_for: A line at night., mark: K}\n' \
  "$(sqlite3 "$STORE" 'SELECT id FROM age_band LIMIT 1')" "$(sqlite3 "$STORE" "SELECT id FROM area WHERE level = 'region' LIMIT 1")" >"$TMP/told/c.yaml"
"$COPKIT" import -s "$STORE" "$TMP/told" >"$TMP/said" 2>&1
same "by a pack: three children of a place are refused" 3 $?
ok "with the remedy" grep -q 'leave the area out' "$TMP/said"

# --- the text of a law beside the clause, by the section an answer cites ---
printf 'law: RA 10175\n\n## Section 4. Offences\nMade-up words of section four.\n## Section 40. Another\nMade-up words of section forty.\n' >"$TMP/law.txt"
ok "a text is typed" "$COPKIT" import -q -s "$STORE" "$TMP/law.txt"
for _ in $(seq 50); do curl -s "$URL/law/LR-04" >"$TMP/page"; grep -q 'section four' "$TMP/page" && break; sleep 0.1; done # the desk meets a change from outside within a second
ok "LR-04 cites Section 4(c)(2) and shows Section 4" sh -c "grep -q 'words of section four' '$TMP/page' && ! grep -q 'words of section forty' '$TMP/page'"

# --- the text of a law, pasted ---
form /law/texts
ok "the page shows how to write it" grep -q 'law: RA 11930' "$TMP/form"
same "a text without sections is refused" 422 "$(send /law/texts 'text=law: RA 9995')"
ok "with the remedy, and what was typed stays" sh -c "grep -q 'Give each section a heading' '$TMP/answer' && grep -q '>law: RA 9995</textarea>' '$TMP/answer'"
same "what is no text of a law is refused" 422 "$(send /law/texts 'text=id,value
1,2')"
same "an entity bomb is refused" 422 "$(send /law/texts 'text=<!DOCTYPE a [<!ENTITY x "y">]><akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act>&x;</act></akomaNtoso>')"
ok "which says why" grep -q 'declares its own entities' "$TMP/answer"
CRLF=$(printf '\r\n_')
CRLF=${CRLF%_}
same "a sound one is kept" 303 "$(send /law/texts "text=law: RA 9995${CRLF}${CRLF}## Section 4. Prohibited acts${CRLF}Made-up words about recordings.${CRLF}")"
curl -s "$URL/law/texts/PHL-9995" >"$TMP/page"
ok "and is read as it was typed" sh -c "grep -q 'Made-up words about recordings' '$TMP/page' && ! grep -q '&#13;' '$TMP/page'"
ok "beside what we say of the section, with the question that rests on it" grep -q '/record/provision/' "$TMP/page"
ok "it stands in the list" sh -c "curl -s '$URL/law/texts' | grep -q 'texts/PHL-9995'"
ok "and leaves as an act" sh -c "curl -s '$URL/exchange/akn/PHL-9995' | grep -q 'Made-up words about recordings'"
same "a law without a text has no such page" 404 "$(status "$URL/law/texts/PHL-7610")"

# --- what is refused ---
form /edit/helpline/makabata-1383
same "a date that is none" 422 "$(send /edit/helpline/makabata-1383 revision=4 f.verified_on=yesterday)"
ok "is said beside the field" grep -q 'id="f-verified_on-error"' "$TMP/answer"
ok "and at the top, with a link" grep -q 'href="#f-verified_on"' "$TMP/answer"
ok "what was typed stays" grep -q 'value="yesterday"' "$TMP/answer"
same "a required field that is empty" 422 "$(send /edit/helpline/makabata-1383 revision=4 f.number=)"
same "a word that is not in the list" 422 "$(send /edit/helpline/makabata-1383 revision=4 f.purpose=nothing)"
same "a reference to nobody" 422 "$(send /edit/helpline/makabata-1383 revision=4 f.institution=nobody)"
same "nothing of it was kept" 4 "$(field helpline/makabata-1383 revision)"
form /edit/measure_profile/M19
same "an amount as people write it" 303 "$(send /edit/measure_profile/M19 revision=1 'f.cost_plan=1,600,000.50')"
same "is kept exactly" 160000050 "$(field measure_profile/M19 cost_plan)"
form /edit/measure_profile/M19
same "an amount with too many decimals" 422 "$(send /edit/measure_profile/M19 revision=2 f.cost_plan=1.2345)"
same "words for an amount" 422 "$(send /edit/measure_profile/M19 revision=2 f.cost_plan=much)"
same "an amount beyond all bounds" 422 "$(send /edit/measure_profile/M19 revision=2 f.cost_plan=99999999999999999999)"
same "the lower end above the upper" 422 "$(send /edit/measure_profile/M19 revision=2 f.cost_low=900000000)"
same "a change without a token" 403 "$(curl -s -b "$TMP/jar" -o /dev/null -w '%{http_code}' -d revision=2 "$URL/edit/measure_profile/M19")"
same "a record that does not exist" 404 "$(send /edit/measure_profile/M99 revision=1)"

# --- lists ---
form /edit/answer/PH-LR-11
same "several boxes of one name" 303 "$(send /edit/answer/PH-LR-11 revision=1 f.provisions= f.provisions=IRR-4 f.provisions=IRR-7)"
same "are a list" '["IRR-4", "IRR-7"]' "$(field answer/PH-LR-11 provisions)"
form /edit/answer/PH-LR-11
same "no box ticked" 303 "$(send /edit/answer/PH-LR-11 revision=2 f.provisions=)"
same "empties the list" "None" "$(field answer/PH-LR-11 provisions | sed 's/^\[\]$/None/')"

# --- put back ---
entry=$(curl -s "$URL/record/answer/PH-LR-11" | grep -oE 'entry=[0-9]+' | tail -n 1)
form "/compare/answer/PH-LR-11?$entry"
ok "an old state can be seen and put back" grep -q 'Put this state back' "$TMP/form"
same "putting back is a change" 303 "$(send /restore/answer/PH-LR-11 "$entry" revision=3)"
ok "the list is as it was" sh -c "[ '$(field answer/PH-LR-11 provisions)' != None ]"
same "putting back on an old revision" 409 "$(send /restore/answer/PH-LR-11 "$entry" revision=3)"

# --- add and remove ---
form "/new/duty"
same "a new record" 303 "$(send /new/duty id=D-NEW 'f.title=A new duty' 'f.from_whom=we' 'f.to_whom=them' f.frequency=yearly f.due=03-01 f.position=99 f.mark=E)"
same "is there" "A new duty" "$(field duty/D-NEW title)"
same "the same id again" 422 "$(send /new/duty id=D-NEW 'f.title=A new duty' 'f.from_whom=we' 'f.to_whom=them' f.frequency=yearly f.due=03-01 f.position=99 f.mark=E)"
same "an id that is none" 422 "$(send /new/duty 'id=a b' 'f.title=T' 'f.from_whom=we' 'f.to_whom=them' f.frequency=yearly f.due=03-01 f.position=99 f.mark=E)"
same "a day of the year that is none" 422 "$(send /new/duty id=D-2 'f.title=T' 'f.from_whom=we' 'f.to_whom=them' f.frequency=yearly f.due=13-45 f.position=99 f.mark=E)"
form /remove/duty/D-NEW
same "removing" 303 "$(send /remove/duty/D-NEW revision=1)"
same "it is gone" 404 "$(status "$URL/record/duty/D-NEW")"
form /remove/institution/CWC
same "what others refer to stays" 409 "$(send /remove/institution/CWC revision=1)"
ok "and it is said who" grep -qi "refer" "$TMP/answer"

# --- the legal review: two reviewers, disputes, gaps in order ---
form /edit/answer/PH-LR-36
same "a second reviewer who is the first" 422 "$(send /edit/answer/PH-LR-36 revision=1 'f.reviewer=counsel' f.reviewed_on=2026-11-20 'f.second_reviewer=counsel')"
ok "is refused with the reason" grep -q 'id="f-second_reviewer-error"' "$TMP/answer"
same "a date of review without reviewer" 422 "$(send /edit/answer/PH-LR-36 revision=1 f.reviewed_on=2026-11-20)"
same "two reviewers who differ" 303 "$(send /edit/answer/PH-LR-36 revision=1 'f.reviewer=counsel, DOJ' f.reviewed_on=2026-11-20 \
  'f.second_reviewer=counsel, CWC' f.second_reviewed_on=2026-11-21 'f.dispute=DOJ: the general rule suffices. CWC: it does not.' 'f.drafting=Amend the penal code, not RA 11930.')"
curl -s "$URL/law/LR-36" >"$TMP/page"
ok "both stand on the page" sh -c "grep -q 'counsel, DOJ, 20 November 2026' '$TMP/page' && grep -q 'counsel, CWC, 21 November 2026' '$TMP/page'"
ok "with what each holds" grep -q 'CWC: it does not' "$TMP/page"
ok "the drafter is told" grep -q 'Amend the penal code' "$TMP/page"
same "disputed answers can be listed" 1 "$(curl -s "$URL/law.json?reviewed=disputed" | python3 -c 'import json,sys; print(len(json.load(sys.stdin)))')"
same "so can those two have seen" 1 "$(curl -s "$URL/law.json?reviewed=twice" | python3 -c 'import json,sys; print(len(json.load(sys.stdin)))')"
curl -s "$URL/law/gaps.json" >"$TMP/gaps.json"
ok "gaps stand in falling order of score" python3 -c '
import json, sys
rows = json.load(open(sys.argv[1]))
scores = [r["score"] for r in rows]
assert rows and scores == sorted(scores, reverse=True) and [r["rank"] for r in rows] == list(range(1, len(rows) + 1)), scores' "$TMP/gaps.json"
before=$(python3 -c 'import json,sys; print(len(json.load(open(sys.argv[1]))))' "$TMP/gaps.json")
form /edit/answer/PH-LR-36
send /edit/answer/PH-LR-36 revision=2 f.status=met >/dev/null
same "what is met is no gap" $((before - 1)) "$(curl -s "$URL/law/gaps.json" | python3 -c 'import json,sys; print(len(json.load(sys.stdin)))')"

# --- self-assessment: a new year is a new record ---
requirement=$(curl -s "$URL/api/v1/requirement" | python3 -c 'import json,sys; print([r["id"] for r in json.load(sys.stdin) if r["framework"] == "MNR"][0])')
form "/new/assessment?requirement=$requirement"
assess() { send /new/assessment "id=A-$1" "f.requirement=$requirement" "f.year=$1" f.status=unknown "f.phase=$2" f.mark=E back=/standards/MNR/assessment; }
same "an assessment of 2031" 303 "$(assess 2031 2)"
same "and of 2032" 303 "$(assess 2032 3)"
curl -s "$URL/standards/MNR/assessment.json" >"$TMP/assessed.json"
ok "the newest, the one before and the change stand side by side" python3 -c '
import json, sys
row = [r for r in json.load(open(sys.argv[1])) if r["requirement"] == sys.argv[2]][0]
assert (row["now"], row["before"], row["change"], row["year"]) == ("phase 3 of 4", "phase 2 of 4", "better", 2032), row' "$TMP/assessed.json" "$requirement"
value=$(curl -s "$URL/api/v1/value" | python3 -c 'import json,sys; print(json.load(sys.stdin)[0]["id"])')
form "/new/assessment?requirement=$requirement"
same "an answer with a figure and a source behind it" 303 "$(send /new/assessment id=A-2033 "f.requirement=$requirement" f.year=2033 f.status=unknown f.phase=3 f.mark=E "f.evidence=$value" f.source=ph-irr-11930)"
curl -s "$URL/standards/MNR/assessment" >"$TMP/page.html"
ok "its evidence stands beside it and leads to all of it" grep -q 'href="/record/assessment/A-2033"' "$TMP/page.html"
ok "so it does in the table for others" python3 -c '
import json, sys, urllib.request
row = [r for r in json.load(urllib.request.urlopen(sys.argv[1] + "/standards/MNR/assessment.json")) if r["requirement"] == sys.argv[2]][0]
value = [v for v in json.load(urllib.request.urlopen(sys.argv[1] + "/api/v1/value")) if v["id"] == sys.argv[3]][0]
assert value["label"] in row["evidence"] and ";" in row["evidence"], row' "$URL" "$requirement" "$value"
ok "the record leads to the figure" sh -c "curl -s '$URL/record/assessment/A-2033' | grep -q '/record/value/$value'"
same "a year that is none" 422 "$(assess 30 2)"
same "clauses are not assessed by hand" 404 "$(status "$URL/standards/CRC/assessment")"

# --- coming back ---
form "/edit/answer/PH-LR-01?back=/law/LR-01"
same "back to where it was opened" 303 "$(send /edit/answer/PH-LR-01 revision=1 back=/law/LR-01 f.confidence=medium)"
ok "which is named" grep -qi 'location: /law/LR-01?done=changed' "$TMP/head"
form "/edit/answer/PH-LR-01"
send /edit/answer/PH-LR-01 revision=2 back=//evil.example/ f.confidence=high >/dev/null
ok "but never elsewhere" grep -qi 'location: /law\|location: /record' "$TMP/head"
# --- a translation of an earlier wording ---
form /edit/helpline/makabata-1383
same "the field is changed" 303 "$(send /edit/helpline/makabata-1383 "revision=$REVISION" 'f.hours=Every day from six to ten')"
same "its translation is open again" untranslated "$(field translation/helpline/makabata-1383/hours/fil state)"
curl -s -b lang=fil "$URL/record/helpline/makabata-1383" >"$TMP/page"
ok "in that language the source is shown, marked as such" sh -c "grep -q 'lang=\"en\">Every day from six to ten' '$TMP/page' && grep -q 'luma na ang salin' '$TMP/page'"
desk_stop
same "SIGTERM stops it cleanly" 0 "$DESK_CODE"
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# alert: one message into all channels within the hour. Two people let it out, it
# ends, and helpline and referral path are asked for whatever happens.
. "$(dirname "$0")/../tap.sh"
# The gates go by the clock, not by SOURCE_DATE_EPOCH.
today=$(date -u +%F)
unset SOURCE_DATE_EPOCH
B=$TMP/base.cop
COPKIT_ACTOR=importer "$COPKIT" init "$B" --country PH -q || { echo "Bail out! no store"; exit 1; }
S=$B
as() { # person, then what is typed after copkit: copkit alert, copkit review
  COPKIT_ACTOR=$1; export COPKIT_ACTOR; shift
  "$COPKIT" "$@" -s "$S"
}
for g in "ann author" "pia child-protection" "amy approver" "ann approver" "stan author"; do as admin review grant -q $g; done
# Line and path work: dialled and walked, confirmed by somebody else.
cat >"$TMP/works.sql" <<Q
UPDATE helpline SET verified_on = '$today', verified_by = 'dialler';
INSERT INTO referral_path (id, revision, origin, title, first_contact, verified_on, verified_by, position, mark) VALUES ('path', 1, '', 'Path', 'social worker', '$today', 'walker', 1, 'E');
Q
sqlite3 "$B" <"$TMP/works.sql"
as pia review accept -q --role child-protection helpline/makabata-1383 referral_path/path
A=ALERT-2026-STORM
until=$(date -u -d '+5 days' +%F)

# --- writing ---
same "prepared wordings in two languages" 10 "$(as x alert patterns | grep -cE '^  (en|fil)  ')"
refused 2 "a name that is no alert's" as ann alert write STORM --pattern after-a-disaster --until "$until" --why x
refused 2 "without a last day" as ann alert write $A --pattern after-a-disaster --why x
refused 2 "a last day too far off" as ann alert write $A --pattern after-a-disaster --why x --until "$(date -u -d '+31 days' +%F)"
refused 2 "Filipino before English" as ann alert write $A -l fil --pattern after-a-disaster --until "$until" --why x
refused 2 "a pattern that is none" as ann alert write $A --pattern nothing --until "$until" --why x
city=$(sqlite3 "$S" "SELECT id FROM area WHERE level NOT IN ('country', 'region', 'province') LIMIT 1")
[ -z "$city" ] || refused 2 "a place that could tell who" as ann alert write $A --pattern after-a-disaster --until "$until" --why x --where "$city"
ok "an alert from a pattern" as ann alert write -q $A --pattern after-a-disaster --until "$until" --why "camps since the storm" --where 0800000000
ok "and in Filipino" as ann alert write -q $A -l fil --pattern after-a-disaster
same "no pattern frightens, blames, teaches an offence or types a number" "" "$(as x review check "message_text/$A/*" | grep -E ': error ')"
same "its SMS is one part in English" 1 "$(as x review check "message_text/$A/sms/en" | grep -c 'sms-parts' | sed 's/0/1/')"
for p in asks-for-pictures threat-for-money false-prize-or-job pictures-passed-on; do
  as ann alert write -q "ALERT-$p" --pattern $p --until "$until" --why x; as ann alert write -q "ALERT-$p" -l fil --pattern $p
done
same "nor any other" "" "$(as x review check 'message_text/ALERT-*' | grep -E ': error ')"
for p in asks-for-pictures threat-for-money false-prize-or-job pictures-passed-on; do sqlite3 "$S" "DELETE FROM message_text WHERE message = 'ALERT-$p'; DELETE FROM message WHERE id = 'ALERT-$p'"; done
same "every language of the country is told: written or not" "en, fil draft" "$(as x alert list --json | python3 -c 'import json,sys; a=json.load(sys.stdin)[0]; l=a["languages"]; print(", ".join(sorted(k for k in l if l[k])), *sorted({v for v in l.values() if v}))')"

# --- nothing leaves without two people ---
issue() { rm -rf "$TMP/out"; as anybody alert issue -q -o "$TMP/out" >/dev/null 2>"$TMP/why"; }
left() { (cd "$TMP/out/released" 2>/dev/null && find kit -type f | cut -d/ -f3 | sort | uniq -c | awk '{ printf "%s%s:%s", (NR > 1 ? " " : ""), $2, $1 }'); }
issue
same "an alert nobody handed in stays" "" "$(left)"
refused 1 "nor may an approver let it go before its author" as amy alert approve $A
ok "its author hands it in" as ann alert submit -q $A
issue
same "the author alone is not enough" "" "$(left)"
ok "why is said" grep -q 'gate-approval' "$TMP/why"
refused 1 "the author does not approve, whatever parts they have" as ann alert approve $A
refused 1 "nor does somebody without the part" as stan alert approve $A
refused 1 "nor the child-protection reviewer" as pia alert approve $A
ok "an approver lets it out in English" as amy alert approve -q -l en $A
issue
same "then it leaves in English, in every channel" "en:11" "$(left)"
ok "drafts of all languages are there, with their mark" sh -c "pdftotext '$TMP/out/drafts/kit/alert/fil/$A/poster.pdf' - | grep -q 'Borador'"
ok "English bears no draft mark" sh -c "! pdftotext '$TMP/out/released/kit/alert/en/$A/poster.pdf' - | grep -qi 'draft'"
shown() { pdftotext "$TMP/out/released/kit/alert/en/$A/$1.pdf" - | tr -s '\n ' '  '; }
for p in poster loudspeaker; do
  ok "$p: who wrote and approved it, until when, and what was left out" sh -c "printf '%s' \"\$1\" | grep -q \"Urgent alert, good until $(LC_ALL=C date -u -d "$until" +'%-d %B %Y'); written by ann, approved by amy on $(LC_ALL=C date -u +'%-d %B %Y'); left out: child-protection review, language review, back-translation, pretest with readers, approval of each sheet\"" sh "$(shown $p)"
done
ok "the notice for the web says it" grep -q 'approved by amy' "$TMP/out/released/kit/alert/en/$A/notice.html"
ok "and the manifest of every file" python3 -c '
import json, sys
for a in json.load(open(sys.argv[1]))["artifacts"]:
    assert a["released"] and any(f["code"] == "gate-alert" for f in a["findings"]), a["path"]' "$TMP/out/released/manifest.json"
ok "SMS, USSD, voice and loudspeaker in one table" python3 -c '
import csv, sys
rows = {r[0]: r for r in csv.reader(open(sys.argv[1], encoding="utf-8-sig"))}
sms, ussd = rows["SMS"], rows["USSD screen"]
assert sms[4] == "1" and "1383" in sms[1] and len(ussd[1]) <= 160, (sms, ussd)' "$TMP/out/released/kit/alert/en/$A/texts.csv"
ok "in Filipino by the same two" as amy alert approve -q -l fil $A
issue
same "both languages leave" "en:11 fil:11" "$(left)"
ok "the Filipino sheet says it in Filipino" sh -c "pdftotext '$TMP/out/released/kit/alert/fil/$A/poster.pdf' - | tr -s '\n ' '  ' | grep -q 'Agarang babala'"
same "every use is in the log" "1" "$(as x log list -n 400 2>/dev/null | grep -c 'issue.*alert' | sed 's/^[1-9][0-9]*$/1/')"
cp "$S" "$TMP/out.cop"

# --- helpline and path: no approval stands in for them ---
for broken in "UPDATE helpline SET verified_on = NULL" "UPDATE helpline SET verified_on = '$(date -u -d '-181 days' +%F)'" "UPDATE helpline SET verified_by = NULL" "UPDATE country SET helpline = NULL" \
  "DELETE FROM referral_path" "UPDATE referral_path SET verified_on = '$(date -u -d '-181 days' +%F)'" "UPDATE referral_path SET verified_on = '$(date -u -d '+2 days' +%F)'" \
  "UPDATE message SET invites_disclosure = 0; DELETE FROM referral_path"; do
  S=$TMP/broken.cop; cp "$TMP/out.cop" "$S"; sqlite3 "$S" "$broken"
  issue
  same "nothing leaves: $(echo "$broken" | cut -c1-60)" "" "$(left)"
done

# --- edits, ends, takes back ---
S=$TMP/s.cop; cp "$TMP/out.cop" "$S"
as ann alert write -q $A -l fil --headline "Iba na ito." --act "Tumawag sa {HELP}."
issue
same "a wording that changed waits again, the other stays" "en:11" "$(left)"
cp "$TMP/out.cop" "$S"
as ann alert write -q $A --pattern after-a-disaster --until "$(date -u -d '+6 days' +%F)"
issue
same "a last day that is put off waits again" "" "$(left)"
cp "$TMP/out.cop" "$S"
refused 1 "taking back needs a reason" as amy alert withdraw $A
ok "taken back" as amy alert withdraw -q --note "it was a rumour" $A
issue
same "it stays" "" "$(left)"
cp "$TMP/out.cop" "$S"; sqlite3 "$S" "UPDATE message SET review_by = '$(date -u -d '-1 day' +%F)' WHERE id = '$A'"
issue
same "after its last day nothing is made, not even a draft" "" "$(left)$(find "$TMP/out/drafts/kit" -type f 2>/dev/null)"
as x build -q -o "$TMP/over" kit/alert kit/poster -l en >/dev/null 2>&1
same "nor by a plain build" "" "$(find "$TMP/over" -name "*ALERT*")"

# --- what a machine finds holds it back ---
cp "$TMP/out.cop" "$S"
as ann alert write -q $A --headline "He gains the child's trust, then asks." --act "Call {HELP}."
refused 1 "the method of an offence is not handed in" as ann alert submit $A
as ann alert write -q $A --headline "Someone asks for pictures?" --act "Call 0917 555 1234."
refused 1 "nor a number typed by hand" as ann alert submit $A
tap_done

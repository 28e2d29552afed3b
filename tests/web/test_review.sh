#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Decisions about a text at the desk: who has no part decides nothing, a decision
# holds for the wording that was seen, a return says why, nobody accepts their own.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
ok "a store" env COPKIT_ACTOR=importer "$COPKIT" init "$STORE" --country PH -q
ok "the desk starts" desk_start
J="$TMP/jar" U=message_text/MSG-U9-5/poster/fil me=$(id -un)
page() { curl -s -b "$J" -c "$J" "$URL/$1" >"$TMP/page"; }
field() { sed -n "s/.*name=\"$1\" value=\"\([^\"]*\)\".*/\1/p" "$TMP/page" | head -1; }
decide() { # decision [note [digest]]
  page "review/$U"
  token=$(field token)
  [ -n "$token" ] || { page preferences; token=$(field token); page "review/$U"; }
  curl -s -b "$J" -o "$TMP/answer" -w '%{http_code}' -H "Origin: $URL" --data-urlencode "token=$token" --data-urlencode "decision=$1" --data-urlencode "note=${2:-}" --data-urlencode "digest=${3:-$(digest)}" "$URL/review/$U"
}
digest() { "$COPKIT" review list -s "$STORE" --json "$U" | python3 -c 'import json,sys; print(json.load(sys.stdin)[0]["digest"])'; }
part() { "$COPKIT" review grant -q -s "$STORE" "$me" "$@"; sleep 1.5; } # the desk looks once a second
state() { "$COPKIT" review list -s "$STORE" --json "$U" | python3 -c 'import json,sys; print(json.load(sys.stdin)[0]["state"])'; }

same "no such text: 404" 404 "$(status "$URL/review/message_text/NONE/poster/fil")"
same "nor a kind nobody decides about" 404 "$(status "$URL/review/measure/M19")"
page "review/$U"
ok "who has no part is offered nothing" sh -c "grep -q 'nothing for you to decide' '$TMP/page' && ! grep -q 'name=\"decision\"' '$TMP/page'"
same "and cannot send it all the same: 422" 422 "$(decide "author submitted")"
same "which left the text as it was" draft "$(state)"
part author
page "review/$U"
ok "an author may hand it in" grep -q 'value="author submitted"' "$TMP/page"
same "another wording than the one that stands: 422" 422 "$(decide "author submitted" "" 00)"
ok "says why" grep -q "changed while you read it" "$TMP/answer"
same "a decision that is none: 422" 422 "$(decide "author blessed")"
same "handed in" 303 "$(decide "author submitted")"
same "it is in review" "in review" "$(state)"
part language
same "returned without saying why: 422" 422 "$(decide "language returned")"
ok "says so" grep -q "note must say why" "$TMP/answer"
same "returned with a note" 303 "$(decide "language returned" "larong <b>online")"
page "review/$U"
ok "the note stands there, as text" sh -c "grep -q 'larong &lt;b&gt;online' '$TMP/page' && grep -q returned '$TMP/page'"
page "edit/message_text/MSG-U9-5%2Fposter%2Ffil"
curl -s -b "$J" -o /dev/null -H "Origin: $URL" --data-urlencode "token=$(field token)" --data-urlencode "revision=$(field revision)" --data-urlencode "f.message=MSG-U9-5" --data-urlencode "f.form=poster" --data-urlencode "f.lang=fil" \
  --data-urlencode "f.text=Magalang na salita, pati sa larong online" --data-urlencode "f.state=draft" --data-urlencode "f.mark=E" "$URL/edit/message_text/MSG-U9-5%2Fposter%2Ffil"
page "review/$U"
ok "a new wording begins again" sh -c "grep -q 'about an earlier wording' '$TMP/page'"
same "it is handed in again" 303 "$(decide "author submitted")"
same "nobody accepts what they wrote: 422" 422 "$(decide "language accepted")"
ok "four eyes" grep -q "four eyes" "$TMP/answer"
same "without its token: 403" 403 "$(curl -s -o /dev/null -w '%{http_code}' -H "Origin: $URL" --data "decision=language accepted" "$URL/review/$U")"
# --- a round with readers, typed in ---
COPKIT_ACTOR=emil "$COPKIT" review grant -q -s "$STORE" emil child-protection
COPKIT_ACTOR=fe "$COPKIT" review grant -q -s "$STORE" fe language
COPKIT_ACTOR=gus "$COPKIT" review grant -q -s "$STORE" gus pretester
U=message_text/MSG-U9-4/poster/fil
same "another text is handed in" 303 "$(decide "author submitted")"
round() { # people, act, hurt
  page "review/$U"
  curl -s -b "$J" -o "$TMP/answer" -w '%{http_code}' -H "Origin: $URL" --data-urlencode "token=$(field token)" --data-urlencode "decision=pretester round" --data-urlencode "digest=$(digest)" \
    --data-urlencode "held_on=$(date -u -d "@${SOURCE_DATE_EPOCH:-$(date +%s)}" +%F)" --data-urlencode "people=$1" --data-urlencode "act_named=$2" --data-urlencode "hurt=$3" --data-urlencode "changes=${4:-}" "$URL/review/$U"
}
same "who is no pretester enters no round: 422" 422 "$(round 6 6 0)"
part pretester
same "nor a pretester before the reviewers: 422" 422 "$(round 6 6 0)"
COPKIT_ACTOR=emil "$COPKIT" review accept -q -s "$STORE" --role child-protection "$U"
COPKIT_ACTOR=fe "$COPKIT" review accept -q -s "$STORE" --role language "$U"
sleep 1.5
page "review/$U"
ok "the page offers the data sheet and asks no name" sh -c "grep -q 'name=\"act_named\"' '$TMP/page' && ! grep -qE 'name=\"(name|child|photo)\"' '$TMP/page'"
same "more answers than people: 422" 422 "$(round 5 6 0)"
same "three people" 303 "$(round 3 3 0)"
same "are not enough" reviewed "$(state)"
same "three more" 303 "$(round 3 2 0 "a larger hand")"
same "make it pass" passed "$(state)"
page "review/$U?lang=fil"
ok "the revision log stands there" grep -q 'a larger hand' "$TMP/page"
page "review/$U"
same "somebody was hurt" 303 "$(round 2 2 1)"
same "and it is to be changed" returned "$(state)"
page "materials/MSG-U9-4"
ok "the page of the message says so" sh -c "tr -d '\\n' <'$TMP/page' | grep -q 'Pretest: revise; 8 people, 5 needed'"
page "preferences"
curl -s -b "$J" -c "$J" -o /dev/null -H "Origin: $URL" --data-urlencode "token=$(field token)" --data-urlencode "lang=fil" "$URL/preferences"
page "review/$U"
ok "in Filipino too" sh -c "grep -q 'Talaan ng pagbabago' '$TMP/page' && grep -q 'nasabi ang gagawin' '$TMP/page'"
desk_stop
ok "the log is whole" "$COPKIT" log verify -q -s "$STORE"
tap_done

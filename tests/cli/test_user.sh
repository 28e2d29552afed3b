#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# copkit user: accounts, roles and their scope, handing over, the last owner.
. "$(dirname "$0")/../tap.sh"
S="$TMP/x.cop"
ok "a store" "$COPKIT" init "$S" --country PH -q
export COPKIT_STORE="$S" COPKIT_ACTOR=tester
code() { "$COPKIT" "$@" >"$TMP/out" 2>"$TMP/err"; echo $?; }
state() { "$COPKIT" user --json | python3 -c 'import json,sys; x=[a for a in json.load(sys.stdin) if a["id"]==sys.argv[1]]; print(x[0]["state"], " ".join(sorted(r["role"]+(":"+r["of"] if r["of"] else "") for r in x[0]["roles"])), x[0]["successor"] or "") if x else print("none")' "$1" | sed 's/ *$//'; }

same "nobody yet" "" "$("$COPKIT" user)"
same "an account is made" 0 "$(code user invite ana --name 'Ana Cruz' --role owner)"
ok "its invitation cannot be guessed" grep -qE '^/join/[A-Za-z0-9_-]{43}$' "$TMP/out"
first=$(cat "$TMP/out")
same "it waits" "invited owner" "$(state ana)"
same "a second invitation" 0 "$(code user invite ana)"
ok "is another one" test "$first" != "$(cat "$TMP/out")"
same "the role stays" "invited owner" "$(state ana)"
same "an account of one institution" 0 "$(code user invite ben --role agency_editor:CWC)"
same "says which" "invited agency_editor:CWC" "$(state ben)"
same "roles add up" 0 "$(code user grant ben translator)"
same "are both there" "invited agency_editor:CWC translator" "$(state ben)"
same "an area that is none" 3 "$(code user grant ben partner:NOWHERE)"

same "no id" 2 "$(code user invite)"
same "an id with capitals" 2 "$(code user invite Ana)"
same "a role nobody knows" 2 "$(code user grant ben emperor)"
ok "is answered by where roles stand" grep -q 'copkit user roles' "$TMP/err"
same "a role of an institution without one" 3 "$(code user grant ben agency_editor)"
same "an institution that is none" 3 "$(code user grant ben agency_editor:NOBODY)"
same "a role of the country with an institution" 3 "$(code user grant ben viewer:CWC)"
same "an account that is none" 3 "$(code user grant zoe viewer)"
same "a role that was not given" 3 "$(code user revoke ben viewer)"
same "a successor who never signed in" 3 "$(code user handover ana ben)"
ok "is refused with the reason" grep -q 'signing in' "$TMP/err"
same "oneself as successor" 3 "$(code user handover ana ana)"
same "nothing of it was kept" "invited agency_editor:CWC translator" "$(state ben)"

same "an account closes" 0 "$(code user close ben)"
same "without roles" "closed" "$(state ben)"
same "for good" 3 "$(code user grant ben viewer)"
same "but it can be invited again" 0 "$(code user invite ben)"
same "and waits then" "invited" "$(state ben)"
ok "all of it stands in the log" sh -c "[ \$('$COPKIT' log list -n 50 | grep -c ' account ') -ge 7 ]"
ok "and no secret does" sh -c "! '$COPKIT' log list -n 50 -v | grep -q '${first#/join/}'"
ok "the log is whole" "$COPKIT" log verify -q
ok "no invitation stands in the store as it was handed out" sh -c "! grep -q '${first#/join/}' '$S'"
ok "each role is described" sh -c "[ \$('$COPKIT' user roles | wc -l) -ge 10 ] && '$COPKIT' user roles --json | python3 -c 'import json,sys; assert all(r[\"description\"] for r in json.load(sys.stdin))'"
# --- parts in the review of texts come and go with roles ---
part() { "$COPKIT" review roles | grep " $1\$" | awk '{ print $1 }' | sort | tr '\n' ' ' | sed 's/ $//'; }
"$COPKIT" user invite -q kim -r protection_reviewer >/dev/null
same "a role of the desk brings its part in the review" "child-protection" "$(part kim)"
"$COPKIT" user grant kim translator >/dev/null; "$COPKIT" user grant kim editor >/dev/null
same "each role its own" "author child-protection" "$(part kim)"
"$COPKIT" user revoke kim translator >/dev/null
same "a part that another role brings stays" "author child-protection" "$(part kim)"
"$COPKIT" user revoke kim editor >/dev/null
same "with the last such role it goes" "child-protection" "$(part kim)"
"$COPKIT" user grant kim language_reviewer >/dev/null; "$COPKIT" user grant kim pretester >/dev/null
same "native readers and pretesters have roles of the desk" "child-protection language pretester" "$(part kim)"
"$COPKIT" user close kim >/dev/null
same "a closed account decides nothing" "" "$(part kim)"
tap_done

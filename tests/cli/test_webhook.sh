#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# webhook: endpoints by the command line; what is refused. What is sent, and how it is
# signed, is tried by tests/web/test_webhooks.sh.
. "$(dirname "$0")/../tap.sh"
S="$TMP/x.cop"
ok "a store" "$COPKIT" init "$S" --country PH -q
same "no endpoint yet" "" "$("$COPKIT" webhook -s "$S")"
same "said to programs, too" "[]" "$("$COPKIT" webhook list --json -s "$S" | tr -d '\n')"
"$COPKIT" webhook add -s "$S" "A board" "https://board.example/hook?key=k" --type record.changed --kind measure --kind law --json >"$TMP/added"
same "one is added" 0 $?
id=$(python3 -c 'import json, sys; d = json.load(open(sys.argv[1])); assert d["secret"].startswith("whsec_") and len(d["secret"]) == 50; print(d["id"])' "$TMP/added")
same "it is listed by its server" "$id  active   A board, https://board.example, record.changed" "$("$COPKIT" webhook list -s "$S")"
ok "without secret and whole address" sh -c "! '$COPKIT' webhook list --json -s '$S' | grep -qE 'whsec|key=k'"
ok "the log has it by the server alone" sh -c "'$COPKIT' log list -v -s '$S' | grep -q 'https://board.example' && ! '$COPKIT' log list -v -s '$S' | grep -qE 'whsec|key=k'"
"$COPKIT" webhook test -s "$S" "$id" --authorities "$TMP/none.pem" >"$TMP/said" 2>&1
same "authorities that are not there" 2 $?
says() { # exit code, words, name, arguments
  want=$1 words=$2 name=$3
  shift 3
  "$COPKIT" webhook "$@" -s "$S" >"$TMP/said" 2>&1
  same "$name" "$want" $?
  ok "$name: the message says why" grep -qe "$words" "$TMP/said"
}
says 2 "private net" "an address of this machine" add x https://127.0.0.1/x
says 2 "https" "without TLS" add x http://board.example/
says 0 "whsec_" "a net that is named" add Near http://10.1.2.3/x --reach 10.0.0.0/8
says 2 "no event 'record.lost'" "an event that is none" add x https://board.example/ --type record.lost
says 2 "no kind of record 'person'" "a kind that is none" add x https://board.example/ --kind person
says 2 "go with add" "an option of another call" pause "$id" --kind law
says 2 "webhook list, webhook add" "a call that is none" shout
says 3 "no endpoint 'wh-none'" "an endpoint that is none" remove wh-none
says 0 "whsec_" "a new secret" rotate "$id"
ok "pause" "$COPKIT" webhook pause -s "$S" "$id"
same "it is paused" paused "$("$COPKIT" webhook list --json -s "$S" | python3 -c 'import json, sys; print(json.load(sys.stdin)[0]["state"])')"
ok "go on" "$COPKIT" webhook go-on -s "$S" "$id"
ok "remove" "$COPKIT" webhook remove -s "$S" "$id"
same "one is left" 1 "$("$COPKIT" webhook list -s "$S" | wc -l | tr -d ' ')"
"$COPKIT" backup -q -s "$S" "$TMP/b.cop"
near=$("$COPKIT" webhook list -s "$S" | cut -d' ' -f1)
ok "in a backup it is paused" sh -c "'$COPKIT' webhook list -s '$TMP/b.cop' | grep -q 'paused .*(backup)'"
"$COPKIT" webhook go-on -s "$TMP/b.cop" "$near" >"$TMP/said" 2>&1
same "and has no secret" 3 $?
ok "which is said with the remedy" grep -q "make a new one first" "$TMP/said"
ok "the log is whole" "$COPKIT" log verify -q -s "$S"
tap_done

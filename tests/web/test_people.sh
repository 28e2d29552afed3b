#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Accounts of the desk (tests/web/people.py), and where a desk may listen.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
command -v python3 >/dev/null || skip_all "no python3"
ok "a store of the example country" desk_store
"$COPKIT" serve -s "$STORE" --listen 0.0.0.0:0 >"$TMP/out" 2>"$TMP/err"
same "nobody has joined: no other machine may reach it" 3 $?
ok "which is said with the remedy" grep -q 'add people' "$TMP/err"
"$COPKIT" user invite -s "$STORE" early -r owner >/dev/null
"$COPKIT" serve -s "$STORE" --listen 0.0.0.0:0 >"$TMP/out" 2>"$TMP/err"
same "an invitation is nobody yet" 3 $?
"$COPKIT" user close -s "$STORE" early
ok "the desk starts" desk_start
ok "the plan comes" desk_planned
list=
[ -e "$SRC/tests/node_modules/puppeteer-core" ] && command -v node >/dev/null && command -v "${CHROMIUM:-chromium}" >/dev/null && list=$TMP/list
DESK_LOG=$TMP/desk.err python3 "$SRC/tests/web/people.py" "$COPKIT" "$STORE" "$URL" $list >"$TMP/lines" 2>"$TMP/trouble"
while IFS= read -r line; do
  case $line in
    "ok "*) ok "${line#ok }" true ;;
    *) ok "${line#not ok }" false ;;
  esac
done <"$TMP/lines"
same "all was tried, without trouble" "" "$(cat "$TMP/trouble")"
ok "to the end" grep -q "no password, code, token or session stands in the store" "$TMP/lines"
desk_stop
same "SIGTERM stops it cleanly" 0 "$DESK_CODE"
"$COPKIT" serve -s "$STORE" --listen 0.0.0.0:0 >"$TMP/desk.out" 2>"$TMP/desk.err" &
DESK=$!
for _ in $(seq 100); do grep -q ready "$TMP/desk.out" && break; sleep 0.1; done
ok "with people it listens for other machines" grep -q 'http://0.0.0.0:' "$TMP/desk.out"
PORT=$(sed -n 's|.*:\([0-9]*\)/$|\1|p' "$TMP/desk.out")
URL=http://127.0.0.1:$PORT
same "where strangers see the door only" 303 "$(status "http://127.0.0.1:$PORT/law")"
# For whom a proxy asks: five tries of the same address, each of another account.
tries() { # ARGS of curl
  for n in 1 2 3 4 5; do
    TOKEN=$(curl -s -c "$TMP/jar" "$URL/sign-in" "$@" | sed -n 's/.*name="token" value="\([0-9a-f]*\)".*/\1/p' | head -n 1)
    curl -s -o /dev/null -b "$TMP/jar" -d "token=$TOKEN" -d account=nobody$n -d password=x -d code=123456 "$URL/sign-in" "$@"
  done
}
tries -H 'X-Forwarded-For: 198.51.100.7'
same "without --proxy nobody says who they are" 0 "$(grep -c '198.51.100.7' "$TMP/desk.err")"
desk_stop
refused 2 "a proxy is named in numbers" "$COPKIT" serve -s "$STORE" --proxy localhost
ok "a desk behind a proxy" desk_start --proxy 127.0.0.1
tries -H 'X-Forwarded-For: 192.0.2.66, 198.51.100.7'
same "the proxy's word is taken, not what was said to the proxy" "5 0" "$(grep -c '"peer":"198.51.100.7"' "$TMP/desk.err") $(grep -c '192.0.2.66' "$TMP/desk.err")"
tries -H 'X-Forwarded-For: 192.0.2.66' -H 'X-Forwarded-For: 198.51.100.8'
same "of two headers the last is the proxy's" "5 0" "$(grep -c '"peer":"198.51.100.8"' "$TMP/desk.err") $(grep -c '192.0.2.66' "$TMP/desk.err")"
desk_stop
tap_done

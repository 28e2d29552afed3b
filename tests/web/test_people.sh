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
same "where strangers see the door only" 303 "$(status "http://127.0.0.1:$PORT/law")"
desk_stop
tap_done

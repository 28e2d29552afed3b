#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Records written by programs (tests/web/api.py).
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
command -v python3 >/dev/null || skip_all "no python3"
ok "a store of the example country" desk_store
ok "the desk starts" desk_start
ok "the plan comes" desk_planned
python3 "$SRC/tests/web/api.py" "$URL" "$SRC" >"$TMP/lines" 2>"$TMP/trouble"
while IFS= read -r line; do
  case $line in
    "ok "*) ok "${line#ok }" true ;;
    *) ok "${line#not ok }" false ;;
  esac
done <"$TMP/lines"
same "without trouble" "" "$(cat "$TMP/trouble")"
ok "to the end" grep -q "a record is as its schema says" "$TMP/lines"
ok "the log is whole" "$COPKIT" log verify -q -s "$STORE"
desk_stop
same "SIGTERM stops it cleanly" 0 "$DESK_CODE"
tap_done

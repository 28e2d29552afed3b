#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Comments on records and questions to institutions (tests/web/discuss.py).
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
command -v python3 >/dev/null || skip_all "no python3"
ok "a store of the example country" desk_store
ok "the desk starts" desk_start
python3 "$SRC/tests/web/discuss.py" "$COPKIT" "$STORE" "$URL" >"$TMP/lines" 2>"$TMP/trouble"
while IFS= read -r line; do
  case $line in
    "ok "*) ok "${line#ok }" true ;;
    *) ok "${line#not ok }" false ;;
  esac
done <"$TMP/lines"
same "all was tried, without trouble" "" "$(cat "$TMP/trouble")"
desk_stop
same "SIGTERM stops it cleanly" 0 "$DESK_CODE"
tap_done

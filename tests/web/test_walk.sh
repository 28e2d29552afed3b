#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every address of the desk, asked by somebody who only reads (tests/web/walk.py).
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
command -v python3 >/dev/null || skip_all "no python3"
ok "a store of the example country" desk_store
ok "the desk starts" desk_start
ok "the plan comes" desk_planned
python3 "$SRC/tests/web/walk.py" "$COPKIT" "$STORE" "$URL" "$SRC" >"$TMP/lines" 2>"$TMP/trouble"
while IFS= read -r line; do
  case $line in
    "ok "*) ok "${line#ok }" true ;;
    *) ok "${line#not ok }" false ;;
  esac
done <"$TMP/lines"
same "all was tried, without trouble" "7" "$(wc -l <"$TMP/lines" | tr -d ' ')$(cat "$TMP/trouble")"
desk_stop
tap_done

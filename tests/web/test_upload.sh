#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A messy spreadsheet sent in at the desk (tests/web/upload.py): what is sound is
# taken, what is not is mended on the spot, nothing counts twice.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
ok "a store" "$COPKIT" init "$STORE" --country PH -q
ok "the desk starts" desk_start
ok "a messy spreadsheet" python3 "$SRC/tests/web/messy.py" "$TMP/messy.xlsx"
python3 "$SRC/tests/web/upload.py" "$URL" "$TMP/messy.xlsx" >"$TMP/lines" 2>"$TMP/trouble"
while IFS= read -r line; do
  case $line in
    "ok "*) ok "${line#ok }" true ;;
    *) ok "${line#not ok }" false ;;
  esac
done <"$TMP/lines"
same "without trouble" "" "$(cat "$TMP/trouble")"
ok "to the end" grep -q 'over the limit' "$TMP/lines"
ok "the log says what came and who sent it" sh -c "'$COPKIT' log -s '$STORE' -n 20 | grep -q 'import .*report.*messy'"
desk_stop
same "SIGTERM stops it cleanly" 0 "$DESK_CODE"
ok "the log is whole" "$COPKIT" log verify -q -s "$STORE"
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Documents made at the desk (tests/web/building.py): a build is begun, seen, stopped
# and gone on with; it ends with the desk. In Chromium its page says by itself when it is done.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
ok "a store" "$COPKIT" init "$STORE" --country PH -q
ok "the desk starts, without a folder named" desk_start
ok "the plan stands" desk_planned
python3 "$SRC/tests/web/building.py" "$URL" "$TMP/ph-documents" >"$TMP/lines" 2>"$TMP/trouble"
while IFS= read -r line; do
  case $line in
    "ok "*) ok "${line#ok }" true ;;
    *) ok "${line#not ok }" false ;;
  esac
done <"$TMP/lines"
same "without trouble" "" "$(cat "$TMP/trouble")"
ok "to the end" grep -q 'left running' "$TMP/lines"
running() { ps -eo args | grep -q "[c]opkit build -o $TMP/ph-documents"; }
ended() { ! running; }
ok "a build is under way when the desk is told to stop" running
desk_stop
same "SIGTERM stops it cleanly" 0 "$DESK_CODE"
ok "and the build with it" ended
if [ -x "${CHROMIUM:-/usr/bin/chromium}" ]; then
  rm -rf "$TMP/ph-documents"
  ok "the desk starts again" desk_start
  ok "in Chromium the page says by itself when it is done" node "$SRC/tests/web/building.js" "$URL"
  desk_stop
else
  skip "the page in Chromium" "no Chromium"
fi
refused 2 "a command line with an option the build does not know" "$COPKIT" build -s "$STORE" -o "$TMP/x" --progres contribution
"$COPKIT" build -s "$STORE" -o "$TMP/x" --progress contribution/regional >"$TMP/out" 2>"$TMP/err"
ok "progress in lines, for programs" grep -qxE 'progress 1 of 1 in [0-9.]+ s: contribution/regional\.en' "$TMP/err"
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every reporting form in somebody else's form engine: ODK Web Forms in Chromium
# loads it from the running desk, fills it in, and the desk takes it.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
unset SOURCE_DATE_EPOCH # the browser's day is today
command -v chromium >/dev/null || skip_all "no chromium"
[ -d "${COPKIT_TEST_MODULES:-$SRC/tests/node_modules}/@getodk/web-forms" ] || skip_all "ODK Web Forms is not installed; ./test installs it"
ok "a store" "$COPKIT" init "$STORE" --country PH -q
ok "the desk starts" desk_start
node "$SRC/tests/web/webforms.js" "$URL" sessions materials training helpline cases pretest survey services >"$TMP/said" 2>&1
while read -r line; do
  case $line in
  ok*) ok "${line#ok }" true ;;
  "not ok"*) ok "${line#not ok }" false ;;
  *) echo "# $line" ;;
  esac
done <"$TMP/said"
desk_stop
same "eight reports are held" 8 "$(python3 -c "import sqlite3; print(sqlite3.connect('$STORE').execute('SELECT count(*) FROM report').fetchone()[0])")"
tap_done

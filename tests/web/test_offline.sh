#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Forms that work without a network: nothing is lost when the tab is closed or the desk
# is gone, nothing counts twice when it comes back.
. "$(dirname "$0")/../tap.sh"
unset SOURCE_DATE_EPOCH # the browser's day is today
command -v node >/dev/null || skip_all "no node"
command -v "${CHROMIUM:-chromium}" >/dev/null || skip_all "no chromium"
ok "a store" "$COPKIT" init "$TMP/ph.cop" --country PH -q
node "$SRC/tests/web/offline.js" "$COPKIT" "$TMP/ph.cop" "${COPKIT_TEST_PICTURES:-$TMP}" >"$TMP/said" 2>"$TMP/err"
same "the browser came to its end" 0 $?
while read -r line; do
  case $line in
  ok*) ok "${line#ok }" true ;;
  "not ok"*) ok "${line#not ok }" false ;;
  *) echo "$line" ;;
  esac
done <"$TMP/said"
sed 's/^/# /' "$TMP/err"
same "the desk holds what arrived, each once: 12, 1, 99 and 5" "1.0 5.0 12.0 99.0" "$(python3 -c "
import sqlite3
print(*[r[0] for r in sqlite3.connect('$TMP/ph.cop').execute('SELECT value FROM observation ORDER BY value')])")"
tap_done

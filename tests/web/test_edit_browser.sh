#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The forms in Chromium, without scripts (tests/web/edit.js).
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
[ -e "$SRC/tests/node_modules/puppeteer-core" ] || skip_all "npm packages are not installed; run npm ci in tests/"
command -v node >/dev/null || skip_all "no node"
command -v "${CHROMIUM:-chromium}" >/dev/null || skip_all "no chromium"
ok "a store of the example country" desk_store
ok "the desk starts" desk_start
ok "the plan comes" desk_planned
node "$SRC/tests/web/edit.js" "$URL" >"$TMP/lines" 2>"$TMP/trouble"
while IFS= read -r line; do
  case $line in
    "ok "*) ok "${line#ok }" true ;;
    *) ok "${line#not ok }" false ;;
  esac
done <"$TMP/lines"
same "all was tried, without trouble" "13" "$(wc -l <"$TMP/lines" | tr -d ' ')$(cat "$TMP/trouble")"
desk_stop
tap_done

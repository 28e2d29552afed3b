#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Real jobs at the desk, by keyboard alone (tests/web/jobs.js). With PICTURES=DIR
# the pictures of the guide are made there.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
[ -e "$SRC/tests/node_modules/puppeteer-core" ] || skip_all "npm packages are not installed; run npm ci in tests/"
command -v node >/dev/null || skip_all "no node"
command -v "${CHROMIUM:-chromium}" >/dev/null || skip_all "no chromium"
ok "a store of the example country" desk_store
ok "the contribution is built" "$COPKIT" build -q -s "$STORE" -o "$TMP/out" contribution
ok "the desk starts" desk_start --out "$TMP/out"
ok "the plan comes" desk_planned
node "$SRC/tests/web/jobs.js" "$URL" "$COPKIT" "$STORE" "$TMP/out" "${PICTURES:-}" >"$TMP/lines" 2>"$TMP/trouble"
while IFS= read -r line; do
  case $line in
    "ok "*) ok "${line#ok }" true ;;
    *) ok "${line#not ok }" false ;;
  esac
done <"$TMP/lines"
same "without trouble" "" "$(cat "$TMP/trouble")"
ok "to the end" grep -q 'what stood before the mistake' "$TMP/lines"
desk_stop
same "SIGTERM stops it cleanly" 0 "$DESK_CODE"
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# copkit serve from the command line: what it refuses, that it says where it
# is, answers, and stops when told. The pages are tested in tests/web.
. "$(dirname "$0")/../tap.sh"
store="$TMP/ph.cop"
refused 2 "no store" "$COPKIT" serve
refused 2 "one argument too many" "$COPKIT" serve -s "$store" more
refused 2 "an address that is none" "$COPKIT" serve -s "$store" --listen here
refused 3 "a store that is not there" "$COPKIT" serve -s "$store" --listen 127.0.0.1:0
ok "a store is made" "$COPKIT" init "$store" --country PH -q
"$COPKIT" serve -s "$store" --listen 127.0.0.1:0 >"$TMP/said" 2>"$TMP/trouble" &
desk=$!
for _ in $(seq 600); do grep -q . "$TMP/said" && break; sleep 0.1; done
ok "it says where it is" grep -qE '^copkit is ready: http://127\.0\.0\.1:[0-9]+/$' "$TMP/said"
if command -v curl >/dev/null; then
  ok "and answers there" curl -sf "$(sed -n 's/^copkit is ready: //p' "$TMP/said")healthz"
else
  skip "and answers there" "no curl"
fi
kill -TERM $desk
wait $desk
same "SIGTERM stops it: exit 0" 0 $?
same "it had nothing to complain about" "" "$(cat "$TMP/trouble")"
tap_done

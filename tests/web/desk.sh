# SPDX-License-Identifier: Apache-2.0
# desk.sh -- a running desk for tests; sourced after tap.sh.
#
#   desk_store          makes $STORE: the Philippines with the example
#   desk_start [args]   serves it on a free port; URL is its address without
#                       the last slash, DESK its process
#   desk_stop           stops it; its exit code is in DESK_CODE
#   status ARGS...      the status code curl gets
#   head_of ARGS...     the head of the answer, without carriage returns
STORE="$TMP/ph.cop"
desk_store() {
  "$COPKIT" init "$STORE" --country PH --example -q >"$TMP/init" 2>&1 || "$COPKIT" init "$STORE" --country PH -q >"$TMP/init" 2>&1
}
desk_start() {
  : >"$TMP/desk.out" # not the address of the desk before
  "$COPKIT" serve -s "$STORE" --listen 127.0.0.1:0 "$@" >"$TMP/desk.out" 2>"$TMP/desk.err" &
  DESK=$!
  for _ in $(seq 600); do
    URL=$(sed -n 's|^copkit is ready: \(http://.*\)/$|\1|p' "$TMP/desk.out")
    [ -n "$URL" ] && break
    kill -0 $DESK 2>/dev/null || { cat "$TMP/desk.err" >&2; return 1; }
    sleep 0.1
  done
  [ -n "$URL" ]
}
desk_planned() { # waits for the plan
  for _ in $(seq 600); do
    curl -s "$URL/healthz" | grep -q '"planning":false' && return 0
    sleep 0.2
  done
  return 1
}
desk_stop() {
  kill -TERM "$DESK" 2>/dev/null
  wait "$DESK"
  DESK_CODE=$?
}
trap 'kill $DESK 2>/dev/null; rm -rf "$TMP"' EXIT
DESK=
status() { curl -s -o /dev/null -w '%{http_code}' --max-time 60 "$@"; }
head_of() { curl -s -D - -o /dev/null --max-time 60 "$@" | tr -d '\r'; }

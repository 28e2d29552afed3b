# SPDX-License-Identifier: Apache-2.0
# tap.sh -- the Test Anything Protocol for shell tests; sourced, never run.
#
#   . tests/tap.sh
#   ok "what holds" command args...        passes when the command succeeds
#   refused 3 "what is refused" command... passes when it exits with that code
#   same "what is equal" expected actual   compares two texts
#   skip_all "reason"                      skips the whole file
#   tap_done                               prints the plan; last line of a test
#
# A failing check shows what the command printed. COPKIT names the binary under
# test, SRC the source tree, TMP a directory of the test's own, removed at the end.
set -u
SRC=${COPKIT_TEST_SOURCE:-$(cd "$(dirname "$0")/../.." && pwd)}
COPKIT=${COPKIT_BINARY:-$SRC/build/src/copkit}
CORPUS=${COPKIT_CORPUS:-$SRC/../shared/corpus}
TMP=$(mktemp -d)
trap 'rm -rf "$TMP"' EXIT
export LC_ALL=C.UTF-8 TZ=UTC SOURCE_DATE_EPOCH=1764028800
unset COPKIT_STORE
tap_n=0

tap_say() { # status, name, file with details
  tap_n=$((tap_n + 1))
  echo "$1 $tap_n - $2"
  if [ "$1" = "not ok" ] && [ -s "${3:-/dev/null}" ]; then head -n 60 "$3" | sed 's/^/#   /'; fi
}
ok() {
  tap_name=$1; shift
  if "$@" >"$TMP/.out" 2>&1; then tap_say ok "$tap_name"; else tap_say "not ok" "$tap_name" "$TMP/.out"; fi
}
refused() {
  tap_code=$1 tap_name=$2; shift 2
  "$@" >"$TMP/.out" 2>&1; tap_got=$?
  if [ "$tap_got" = "$tap_code" ]; then tap_say ok "$tap_name"; else
    echo "exit $tap_got, not $tap_code" >>"$TMP/.out"; tap_say "not ok" "$tap_name" "$TMP/.out"; fi
}
same() {
  if [ "$2" = "$3" ]; then tap_say ok "$1"; else
    printf 'expected:\n%s\ngot:\n%s\n' "$2" "$3" >"$TMP/.out"; tap_say "not ok" "$1" "$TMP/.out"; fi
}
skip() { tap_n=$((tap_n + 1)); echo "ok $tap_n - $1 # SKIP $2"; }
skip_all() { echo "1..0 # SKIP $1"; exit 0; }
tap_done() { echo "1..$tap_n"; }

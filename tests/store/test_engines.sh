#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The unit tests of the store on both engines: every statement prepared, the
# same operations with the same answers.
. "$(dirname "$0")/../tap.sh"
"$SRC/tests/postgres.sh" true 2>"$TMP/why" || skip_all "$(cat "$TMP/why")"
BUILD=${COPKIT_BUILD:-$SRC/build}
for program in test_db test_store test_intake test_federated; do
  [ -e "$BUILD/tests/unit/$program" ] || continue
  "$SRC/tests/postgres.sh" "$BUILD/tests/unit/$program" --tap >"$TMP/out" 2>"$TMP/err"
  code=$?
  ok "$program on SQLite and PostgreSQL" test "$code" = 0
  [ "$code" = 0 ] || { grep -E '^not ok|^Bail' "$TMP/out"; tail -n 5 "$TMP/err"; } | sed 's/^/# /'
  ok "$program really ran on PostgreSQL" grep -qE '^ok [0-9]+ .*/postgres$' "$TMP/out"
done
tap_done

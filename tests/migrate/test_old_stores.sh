#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Stores written by earlier versions (tests/migrate/store-N.cop.gz, N the number
# of their last migration): they are not read as they are, the first change
# brings them up to date and leaves a copy, and nothing in them changes.
. "$(dirname "$0")/../tap.sh"
for old in "$SRC"/tests/migrate/store-*.cop.gz; do
  n=${old##*store-}
  n=${n%%.*}
  S="$TMP/$n.cop"
  gunzip -c "$old" >"$S"
  content() { gunzip -c "$old" >"$TMP/old.cop"; python3 -c '
import sqlite3, sys
old, db = sqlite3.connect(sys.argv[3]), sqlite3.connect(sys.argv[1])
for (t,) in sorted(old.execute("SELECT name FROM sqlite_schema WHERE type = ? AND name NOT IN (?, ?, ?)", ("table", "schema_version", "account", "audit"))):
    columns = ", ".join("\"%s\"" % c[1] for c in old.execute("PRAGMA table_info(\"%s\")" % t)) # fields added since are empty
    for row in sorted(map(repr, db.execute("SELECT %s FROM \"%s\"" % (columns, t)))): print(t, row)' "$1" x "$TMP/old.cop" >"$2"; }
  content "$S" "$TMP/before"
  ok "$n: has content" test -s "$TMP/before"
  "$COPKIT" user list -s "$S" >"$TMP/out" 2>"$TMP/err"
  same "$n: is not read as it is" 3 $?
  ok "$n: which is said" test -s "$TMP/err"
  ok "$n: the first change brings it up to date" sh -c "'$COPKIT' user invite ana --role owner -s '$S' >'$TMP/out'"
  ok "$n: and leaves a copy" test -e "$S.before-migration-$((n + 1))"
  ok "$n: in which all is as it was" sh -c "gunzip -c '$old' | cmp -s - '$S.before-migration-$((n + 1))' || '$COPKIT' user list -s '$S.before-migration-$((n + 1))' 2>&1 | grep -q ."
  sed -i '/^\(account_grant\|api_token\|lookup_code\|session\) /d' "$TMP/before"
  content "$S" "$TMP/after"
  sed -i '/^\(account_grant\|api_token\|lookup_code\|session\) /d' "$TMP/after"
  ok "$n: nothing in it changed" diff "$TMP/before" "$TMP/after"
  ok "$n: the log is whole" "$COPKIT" log verify -q -s "$S"
  ok "$n: it is in good health" "$COPKIT" doctor -q -s "$S"
done
tap_done

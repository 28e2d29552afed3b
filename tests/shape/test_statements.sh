#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The statement generator: what it refuses, and that the content tables are
# those of schema.def.
. "$(dirname "$0")/../tap.sh"
cd "$SRC" || exit 1
MKSQL=${COPKIT_BUILD:-build}/src/db/mksql

"$MKSQL" --ddl >"$TMP/ddl.sql"
cmp -s "$TMP/ddl.sql" src/db/sql/migrations/0002-content.sql ||
  echo "# schema.def or enums.def has changed: until the first release run  $MKSQL --ddl >src/db/sql/migrations/0002-content.sql ; after it write a migration"
ok "the content tables are those of schema.def" cmp "$TMP/ddl.sql" src/db/sql/migrations/0002-content.sql

says() { # name, words, file text
  printf '%b' "$3" >"$TMP/x.sql"
  "$MKSQL" --header "$TMP/x.sql" >/dev/null 2>"$TMP/said" && echo "accepted" >"$TMP/said"
  ok "refused: $1" grep -qF "$2" "$TMP/said"
}
says "the same statement twice" "'b' is the same statement as 'a'" '-- name: a :one\nSELECT x FROM y WHERE z = :p;\n-- name: b :many\nselect  x FROM y\nWHERE z=  :q;\n'
says "the same name twice" "the name 'a' is taken" '-- name: a :one\nSELECT 1;\n-- name: a :one\nSELECT 2;\n'
says "a name of schema.def" "the name 'measure_list' is taken" '-- name: measure_list :one\nSELECT 1;\n'
says "different parameters" "the sections have different parameters" '-- name: a :one\n-- sqlite:\nSELECT :x;\n-- postgres:\nSELECT :x, :y;\n'
says "text for both and for one" "text for one engine after text for both" '-- name: a :one\nSELECT 1;\n-- postgres:\nSELECT 2;\n'
says "no text" "a: no SQL" '-- name: a :one\n-- name: b :one\nSELECT 2;\n'
says "two statements in one" "write one statement that ends with" '-- name: a :one\nSELECT 1; SELECT 2;\n'
says "an :exec that reads" "changes nothing" '-- name: a :exec\nSELECT 1;\n'
says "an unknown kind" "is not :one" '-- name: a :some\nSELECT 1;\n'
mkdir -p "$TMP/migrations"
printf 'CREATE TABLE t (a TEXT);\n' >"$TMP/migrations/0002-late.sql"
ok "refused: a gap in the migrations" sh -c "! '$MKSQL' --source '$TMP/migrations/0002-late.sql' 2>'$TMP/said' && grep -q 'migration 1 is expected' '$TMP/said'"
printf 'CREATE TABLE t (a TEXT NOT NULL, b INTEGER, c REAL, d BLOB, e TEXT CHECK (e IN (%sTEXT%s))) STRICT, WITHOUT ROWID;\nCREATE TABLE u (a TEXT) STRICT;\n' "'" "'" >"$TMP/migrations/0001-x.sql"
rm "$TMP/migrations/0002-late.sql"
"$MKSQL" --source "$TMP/migrations/0001-x.sql" >"$TMP/out" 2>/dev/null
ok "types for PostgreSQL" grep -qF 'CREATE TABLE t (a text COLLATE \"C\" NOT NULL, b bigint, c double precision, d bytea, e text COLLATE \"C\" CHECK (e IN ('"'TEXT'"')));' "$TMP/out"
ok "options only SQLite has are dropped" grep -qF 'CREATE TABLE u (a text COLLATE \"C\");' "$TMP/out"
ok "SQLite keeps its words" grep -qF "STRICT, WITHOUT ROWID;" "$TMP/out"
tap_done

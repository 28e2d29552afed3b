#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The statement generator: what it refuses, and that the content tables are
# those of schema.def.
. "$(dirname "$0")/../tap.sh"
cd "$SRC" || exit 1
MKSQL=${COPKIT_BUILD:-build}/src/db/mksql

"$MKSQL" --ddl >"$TMP/ddl.sql"
cat >"$TMP/same.py" <<'P'
# The tables all migrations make together, against those of schema.def; what
# PostgreSQL gets is compared by tests/migrate/test_schema.sh.
import glob, re, sqlite3, sys
def sections(path):
    keep, out = True, []
    for line in open(path):
        if re.match(r"-- (sqlite|postgres|both):", line): keep = "postgres" not in line
        elif keep: out.append(line)
    return "".join(out)
def tables(*scripts):
    db = sqlite3.connect(":memory:")
    for s in scripts: db.executescript(s)
    return dict(db.execute("SELECT name, replace(sql, '\"', '') FROM sqlite_schema WHERE type = 'table'"))
def columns(sql): # what stands between commas outside brackets, and the options; a column added later stands last
    head, _, rest = sql.partition("(")
    body, _, options = rest.rpartition(")")
    parts, depth = [""], 0
    for c in body:
        depth += (c == "(") - (c == ")")
        if c == "," and depth == 0: parts.append("")
        else: parts[-1] += c
    return sorted(re.sub(r"\s+", " ", l).strip() for l in parts), options.strip()
migrated = tables(*[sections(f) for f in sorted(glob.glob("src/db/sql/migrations/*.sql"))])
wanted, bad = tables(open(sys.argv[1]).read()), 0
for name, sql in wanted.items():
    if name not in migrated or columns(sql) != columns(migrated[name]):
        bad += 1
        print(f"{name}: schema.def has\n{sql}\nthe migrations make\n{migrated.get(name)}")
if bad: print("schema.def or enums.def has changed: write a migration, src/db/sql/migrations/NNNN-name.sql; earlier ones stay as they are")
sys.exit(bad > 0)
P
ok "the migrations make the tables of schema.def" python3 "$TMP/same.py" "$TMP/ddl.sql"
same "migrations are never changed" "" "$(cd src/db/sql/migrations && sha256sum -c --quiet "$SRC/tests/migrate/migrations.sha256" 2>&1)"

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

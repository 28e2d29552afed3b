#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The content tables of a store that came by its migrations are those that
# schema.def describes, on both engines: columns, types, what may be empty,
# words allowed, keys and references.
. "$(dirname "$0")/../tap.sh"
MKSQL=${COPKIT_BUILD:-$SRC/build}/src/db/mksql
export COPKIT_HOME="$TMP/home"
mkdir -p "$TMP/home/data/countries/xa"
printf 'id: xa\nversion: "1"\ntitle: X\nlicence: L\ncountry: XA\n' >"$TMP/home/data/countries/xa/pack.yaml"
"$MKSQL" --ddl >"$TMP/ddl.sql"
tables=$(sed -n 's/^CREATE TABLE "\([a-z_]*\)".*/\1/p' "$TMP/ddl.sql" | LC_ALL=C sort)
ok "schema.def has tables" test "$(echo "$tables" | wc -l)" -gt 50

cat >"$TMP/describe.py" <<'P'
import re, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
if len(sys.argv) > 2:
    db.executescript(open(sys.argv[2]).read())
for name, sql in sorted(db.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'")):
    if name not in sys.stdin_tables if hasattr(sys, "stdin_tables") else False: continue
    strict, wr = db.execute("SELECT strict, wr FROM pragma_table_list WHERE name = ?", (name,)).fetchone()
    print(name, "strict" if strict else "loose", "without rowid" if wr else "")
    for _, column, kind, notnull, default, pk in sorted(db.execute('PRAGMA table_info("%s")' % name), key=lambda c: c[1]):
        check = re.search(r'CHECK \("%s" IN \(([^)]*)\)\)' % column, sql)
        print("  ", column, kind, "not null" if notnull else "", pk, default, check.group(1) if check else "")
    for row in sorted(db.execute('PRAGMA foreign_key_list("%s")' % name), key=lambda r: r[3]):
        print("   ->", row[2:8])
P
sed -i '/stdin_tables/d' "$TMP/describe.py"
"$COPKIT" init "$TMP/x.cop" --country XA >/dev/null
only() { # keeps the tables of schema.def of a description
  echo "$tables" >"$TMP/tables"
  awk 'BEGIN { while ((getline t < ARGV[2]) > 0) want[t] = 1; ARGV[2] = "" } /^[^ ]/ { show = $1 in want } show' "$1" "$TMP/tables"
}
python3 "$TMP/describe.py" "$TMP/x.cop" >"$TMP/migrated.all"
python3 "$TMP/describe.py" "$TMP/generated.db" "$TMP/ddl.sql" >"$TMP/generated.all"
only "$TMP/migrated.all" >"$TMP/migrated"; only "$TMP/generated.all" >"$TMP/generated"
ok "SQLite: migrated is generated" diff "$TMP/migrated" "$TMP/generated"
ok "SQLite: all tables are strict" sh -c "! grep -q ' loose' '$TMP/migrated.all'"

if ! "$SRC/tests/postgres.sh" true 2>"$TMP/why"; then skip "PostgreSQL: migrated is generated" "$(cat "$TMP/why")"; tap_done; exit 0; fi
cat >"$TMP/pg.sh" <<'P'
set -eu
B=${COPKIT_TEST_POSTGRES%/*}
for d in migrated generated; do createdb --maintenance-db="$COPKIT_TEST_POSTGRES" $d; done
"$1" init "$B/migrated" --country XA >/dev/null
psql -q -X -v ON_ERROR_STOP=1 "$B/generated" -f "$2/pg.sql"
for d in migrated generated; do
  pg_dump --schema-only --no-owner --no-comments $(sed 's/^/-t public./' "$2/tables") "$B/$d" | grep -vE '^(--|SET|SELECT|$|\\)' |
    sed 's/,$//; s/^ *//' | LC_ALL=C sort >"$2/pg.$d"
done
P
mkdir "$TMP/migrations"; cp "$TMP/ddl.sql" "$TMP/migrations/0001-x.sql"
"$MKSQL" --source "$TMP/migrations/0001-x.sql" 2>/dev/null >"$TMP/out.c"
cat >"$TMP/text.py" <<'P'
# The PostgreSQL text of the one migration, out of the C it was written as.
import re, sys
source = open(sys.argv[1]).read()
source = source[source.index("cop_migrations[]"):]
texts = re.split(r'",\n    "', source)[1:]
print(re.sub(r'\\n"\n    "', "\n", texts[-1]).split('" },')[0].replace('\\"', '"').replace("\\n", "\n"))
P
python3 "$TMP/text.py" "$TMP/out.c" >"$TMP/pg.sql"
ok "PostgreSQL: both were made" "$SRC/tests/postgres.sh" sh "$TMP/pg.sh" "$COPKIT" "$TMP"
ok "PostgreSQL: there is something to compare" test "$(wc -l <"$TMP/pg.migrated")" -gt 800
ok "PostgreSQL: migrated is generated" diff "$TMP/pg.migrated" "$TMP/pg.generated"
tap_done

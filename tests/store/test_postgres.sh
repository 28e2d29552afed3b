#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The commands on a store in PostgreSQL: the same answers as on SQLite.
. "$(dirname "$0")/../tap.sh"
if [ -z "${COPKIT_TEST_POSTGRES:-}" ]; then
  "$SRC/tests/postgres.sh" true 2>"$TMP/why" || skip_all "$(cat "$TMP/why")"
  exec "$SRC/tests/postgres.sh" "$0"
fi
export COPKIT_ACTOR=tester COPKIT_HOME="$SRC"
[ -e "$SRC/data/countries" ] || skip_all "no country in data/ yet"
C=$(sed -n 's/^country: *//p' "$SRC"/data/countries/*/pack.yaml | head -n 1)
P=$(dirname "$(grep -l "^country: *$C" "$SRC"/data/countries/*/pack.yaml | head -n 1)")
BASE=${COPKIT_TEST_POSTGRES%/*}
database() { createdb --maintenance-db="$COPKIT_TEST_POSTGRES" "$1"; }
sql() { psql -q -X -v ON_ERROR_STOP=1 "$BASE/$1" -c "$2"; }
database store; A="$BASE/store"
L="$TMP/x.cop"

ok "init" "$COPKIT" init "$A" --country "$C"
"$COPKIT" init "$L" --country "$C" >/dev/null
same "init: the log is the same to the last hash" "$("$COPKIT" log verify -s "$L")" "$("$COPKIT" log verify -s "$A")"
same "log list is the same" "$("$COPKIT" log -n 50 -s "$L")" "$("$COPKIT" log -n 50 -s "$A")"
"$COPKIT" export pack -s "$L" -o "$TMP/lite" >/dev/null
"$COPKIT" export pack -s "$A" -o "$TMP/pg" >/dev/null
ok "export pack is the same" diff -r "$TMP/lite" "$TMP/pg"
cp -r "$P" "$TMP/pack"
find "$TMP/pack" -name '*.yaml' ! -name pack.yaml -exec sed -i 's/^\( *\)\(title\|name\|gist\): \([A-Za-z]\)/\1\2: X\3/' {} +
same "import: the same counts" "$("$COPKIT" import -s "$L" "$TMP/pack" 2>&1)" "$("$COPKIT" import -s "$A" "$TMP/pack" 2>&1)"
same "import: the same log" "$("$COPKIT" log verify -s "$L")" "$("$COPKIT" log verify -s "$A")"
before=$("$COPKIT" log verify -s "$A")
refused 3 "import: a broken pack" "$COPKIT" import -s "$A" "$SRC/tests/golden/pack/references"
same "import: refused changes nothing" "$before" "$("$COPKIT" log verify -s "$A")"
ok "doctor" "$COPKIT" doctor -s "$A"
ok "rebuild" "$COPKIT" rebuild -s "$A"
ok "debug statements --prepare" "$COPKIT" debug statements --prepare -s "$A"

refused 3 "init: a database in use" "$COPKIT" init "$A" --country "$C"
database other; sql other "CREATE TABLE x (y int)"
refused 3 "init: a database of something else" "$COPKIT" init "$BASE/other" --country "$C"
says() { "$@" >"$TMP/said" 2>&1; }
says "$COPKIT" log -s "$BASE/other"
ok "not a store" grep -q "is not a copkit store" "$TMP/said"
says "$COPKIT" log -s "$BASE/nosuch"
ok "no such database" grep -q "PostgreSQL is not reached:.*nosuch.*does not exist" "$TMP/said"
says "$COPKIT" log -s "postgresql://127.0.0.1:1/x?connect_timeout=2"
ok "no server" grep -q "PostgreSQL is not reached:" "$TMP/said"
says "$COPKIT" backup -s "$A" "$TMP/b.cop"
ok "backup: names pg_dump" grep -q "pg_dump" "$TMP/said"
database broken; cp -r "$SRC/data" "$TMP/data"; printf 'areas:\n  - {id: x}\n' >"$TMP/data/catalogue/zz.yaml"
COPKIT_HOME="$TMP" says "$COPKIT" init "$BASE/broken" --country "$C"
same "init: refused leaves the database empty" "0" "$(psql -X -A -t "$BASE/broken" -c "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'")"
sql store "INSERT INTO schema_version VALUES (1000, 'x', 'x', 'x', 'x')"
says "$COPKIT" log -s "$A"
ok "a newer store" grep -q "was written by a newer copkit (store version 1000" "$TMP/said"
sql store "DELETE FROM schema_version WHERE version = 1000"
ok "the log cannot be changed by mistake" sh -c "! psql -q -X '$A' -c 'DELETE FROM audit' 2>/dev/null && ! psql -q -X '$A' -c 'TRUNCATE audit' 2>/dev/null"
sql store "ALTER TABLE audit DISABLE TRIGGER USER; UPDATE audit SET actor = 'other' WHERE seq = 5"
says "$COPKIT" log verify -s "$A"
ok "log verify: an entry changed" grep -q "broken at entry 5: its content is not what was written" "$TMP/said"
tap_done

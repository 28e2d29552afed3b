#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# init, import, backup, restore, doctor, log, rebuild: what works, what is
# refused in which words, and that nothing half done is left.
. "$(dirname "$0")/../tap.sh"
export COPKIT_ACTOR=tester
S="$TMP/xa.cop"

# --- a home with a small country ---
home() {
  export COPKIT_HOME="$TMP/home"
  mkdir -p "$COPKIT_HOME/data/catalogue" "$COPKIT_HOME/data/countries/xa/example" "$COPKIT_HOME/data/countries/xb"
  printf 'id: base\nversion: "1"\ntitle: Base\nlicence: CC-BY-4.0\n' >"$COPKIT_HOME/data/catalogue/pack.yaml"
  printf 'sources:\n  - {id: s, title: Source, short_title: S}\n' >"$COPKIT_HOME/data/catalogue/a.yaml"
  printf 'id: xa\nversion: "1"\ntitle: XA\nlicence: CC-BY-4.0\ncountry: XA\nrequires: [base]\n' >"$COPKIT_HOME/data/countries/xa/pack.yaml"
  cp "$SRC/tests/golden/pack/sound/deep/country.yaml" "$COPKIT_HOME/data/countries/xa/country.yaml"
  areas One Two >"$COPKIT_HOME/data/countries/xa/areas.yaml"
  printf 'id: xa-example\nversion: "1"\ntitle: XA example\nlicence: CC-BY-4.0\nrequires: [xa]\n' >"$COPKIT_HOME/data/countries/xa/example/pack.yaml"
  printf 'areas:\n  - {id: e, name: Made up, level: region, position: 9, mark: E}\n' >"$COPKIT_HOME/data/countries/xa/example/a.yaml"
  printf 'id: xb\nversion: "1"\ntitle: XB\nlicence: L\ncountry: XB\n' >"$COPKIT_HOME/data/countries/xb/pack.yaml"
  printf 'areas:\n  - {id: r1, name: One, level: regions, position: 1, mark: K}\n' >"$COPKIT_HOME/data/countries/xb/a.yaml"
}
areas() {
  echo "areas:"
  n=0
  for name in "$@"; do n=$((n + 1)); echo "  - {id: r$n, name: $name, level: region, position: $n, mark: S, source: s}"; done
}
XA="$TMP/home/data/countries/xa"
home
alone() { # only the store itself lies there
  left=$(ls -A "$TMP" | grep '^xa\.cop' | grep -vxE "xa\.cop$1" || true)
  [ -z "$left" ] || { echo "left: $left"; return 1; }
}
said() { "$@" >"$TMP/said" 2>&1; echo "exit $?" >>"$TMP/said"; }

# --- init ---
said "$COPKIT" init "$S" --country XX
same "init: an unknown country" "copkit init: 'XX' is no country of ISO 3166: write its two letters, as KE or NP; with content of their own there are: XA, XB
exit 3" "$(cat "$TMP/said")"
said "$COPKIT" init "$S" --country XB
same "init: a broken pack" "$TMP/home/data/countries/xb/a.yaml:2:32: error record-word: level: 'regions' is not a word for level of an administrative area; did you mean 'region'?
copkit init: the packs have errors; no store was made
exit 3" "$(cat "$TMP/said")"
refused 3 "init: no example data" "$COPKIT" init "$S" --country XB --example
refused 3 "init: no such folder" "$COPKIT" init "$TMP/nosuch/x.cop" --country XA
refused 2 "init: no country" "$COPKIT" init "$S"
refused 2 "init: no store" "$COPKIT" init --country XA
ok "init: refused leaves nothing" sh -c "! ls '$TMP' | grep -q cop"
said "$COPKIT" init "$S" --country XA --dry-run
same "init --dry-run" "5 records would be stored
exit 0" "$(cat "$TMP/said")"
ok "init --dry-run leaves nothing" sh -c "! ls '$TMP' | grep -q cop"
said "$COPKIT" init "$S" --country xa
same "init" "$S: 5 records
exit 0" "$(cat "$TMP/said")"
ok "init: one file" alone
same "init: for its owner only" "600" "$(stat -c %a "$S")"
said "$COPKIT" init "$S" --country XA
same "init: a store that is there" "copkit init: '$S' exists already
exit 3" "$(cat "$TMP/said")"
ok "init --example" "$COPKIT" init "$TMP/ex.cop" --country XA --example
ok "init --example: its row is there" sh -c "'$COPKIT' log list --record area/e -s '$TMP/ex.cop' | grep -q add"
"$COPKIT" init "$TMP/ex2.cop" --country XA --example >/dev/null
same "init: the same packs and time give the same log" "$("$COPKIT" log verify -s "$TMP/ex.cop")" "$("$COPKIT" log verify -s "$TMP/ex2.cop")"

# --- log ---
ok "log list" sh -c "'$COPKIT' log -s '$S' -n 1 | grep -qE '^ +7  2025-11-25T00:00:00Z  tester +import +pack (base|xa)$'"
ok "log list --json" sh -c "'$COPKIT' log list --json -s '$S' | python3 -c 'import json,sys; a=json.load(sys.stdin); assert len(a) == 7 and a[0][\"seq\"] == 7'"
ok "log list -v shows the record" sh -c "'$COPKIT' log -v -s '$S' --record area/r1 | grep -q '\"name\":\"One\"'"
refused 2 "log list: not a record" "$COPKIT" log -s "$S" --record nonsense
refused 2 "log: no such subject" "$COPKIT" log nosuch
refused 2 "log: no store" "$COPKIT" log
ok "log verify" "$COPKIT" log verify -s "$S"
HEAD=$("$COPKIT" log verify -s "$S" | sed 's/.*, //')

cat >"$TMP/chain.py" <<'P'
# The chain as model/audit.h describes it, by somebody else's BLAKE2b.
import hashlib, json, sqlite3, sys
last = bytes(32)
for *entry, prev, hash in sqlite3.connect(sys.argv[1]).execute(
    "SELECT seq, at, actor, action, entity, record, revision, content, prev, hash FROM audit ORDER BY seq"):
    text = json.dumps(entry, separators=(",", ":"), ensure_ascii=False).encode()
    assert prev == last
    last = hashlib.blake2b(last + text, digest_size=32).digest()
    assert hash == last, entry
print(last.hex())
P
same "log: the chain is the one that is described" "$HEAD" "$(python3 "$TMP/chain.py" "$S")"

# --- import ---
said "$COPKIT" import -s "$S" "$XA"
same "import: the same pack again changes nothing" "pack: 0 added, 0 changed, 0 removed, 4 unchanged
exit 0" "$(cat "$TMP/said")"
same "import: and logs nothing" "$HEAD" "$("$COPKIT" log verify -s "$S" | sed 's/.*, //')"
sed -i 's/version: "1"/version: "2"/' "$XA/pack.yaml"
areas One Second Third >"$XA/areas.yaml"
said "$COPKIT" import -s "$S" --dry-run "$XA"
same "import --dry-run" "note area-news: areas: 1 new, 0 end, 1 with another name, 0 within another area
$XA/areas.yaml:3:5: note area-news: area 'r2' is called 'Second', before 'Two'
$XA/areas.yaml:4:5: note area-news: area 'r3' (Third) is new
pack: 1 added, 1 changed, 0 removed, 3 unchanged (nothing was stored)
exit 0" "$(cat "$TMP/said")"
same "import --dry-run stores nothing" "$HEAD" "$("$COPKIT" log verify -s "$S" | sed 's/.*, //')"
said "$COPKIT" import -s "$S" "$XA/pack.yaml"
same "import: a new version" "note area-news: areas: 1 new, 0 end, 1 with another name, 0 within another area
$XA/areas.yaml:3:5: note area-news: area 'r2' is called 'Second', before 'Two'
$XA/areas.yaml:4:5: note area-news: area 'r3' (Third) is new
pack: 1 added, 1 changed, 0 removed, 3 unchanged
exit 0" "$(cat "$TMP/said")"
ok "log verify --contains an earlier hash" "$COPKIT" log verify -s "$S" --contains "$HEAD"
refused 3 "log verify --contains a foreign hash" "$COPKIT" log verify -s "$S" --contains "$(printf '%064d' 1)"
areas One Second >"$XA/areas.yaml"
printf 'areas:\n  - {id: r9, name: Nine, level: province, parent: r2, position: 9, mark: K}\n' >"$XA/more.yaml"
"$COPKIT" import -s "$S" "$XA" >/dev/null
areas One >"$XA/areas.yaml"
said "$COPKIT" import -s "$S" "$XA"
same "import: a reference to a row that is gone" "$XA/more.yaml:2:51: error record-reference: parent: there is no area 'r2'; add the area or remove the reference
copkit import: 1 error; nothing was stored
exit 3" "$(cat "$TMP/said")"
rm "$XA/more.yaml"
said "$COPKIT" import -s "$S" "$XA"
same "import: rows the pack no longer has are withdrawn" "pack: 0 added, 0 changed, 2 removed, 3 unchanged
exit 0" "$(cat "$TMP/said")"
ok "import: the withdrawal is logged" sh -c "'$COPKIT' log -s '$S' --record area/r2 | tail -n 1 | grep -q ' withdraw '"

# --- what a person did stays: the row loses its origin, as the desk does it ---
by_hand() { # r1 as if typed by a person; a row of their own that refers to a pack's row
  python3 - "$S" <<'P'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("UPDATE area SET name = 'By hand', origin = '' WHERE id = 'r1'")
db.execute("INSERT INTO area (id, revision, origin, name, level, parent, position, mark) VALUES ('mine', 1, '', 'Mine', 'province', 'r5', 9, 'K')")
db.commit()
P
}
areas One B C D E >"$XA/areas.yaml"
"$COPKIT" import -s "$S" "$XA" >/dev/null
by_hand
areas Uno B C >"$XA/areas.yaml"
said "$COPKIT" import -s "$S" "$XA"
same "import: what a person changed stays" "note pack-kept: area 'r5' is no longer in the pack 'xa' but others refer to it; it stays; remove the references to it, then import again
$XA/areas.yaml:2:5: note pack-kept: area 'r1' was changed by hand and stays as it is; import with --overwrite to take the pack's version
pack: 0 added, 0 changed, 1 removed, 4 unchanged, 2 left alone
exit 0" "$(cat "$TMP/said")"
said "$COPKIT" log verify -s "$S"
same "log verify: a change made round copkit" "copkit log verify: 2 records are not as the log left them, first area 'mine'; restore a backup
exit 3" "$(cat "$TMP/said")"
said "$COPKIT" import -s "$S" --overwrite "$XA"
ok "import --overwrite" grep -q "1 changed" "$TMP/said"
printf 'id: other\nversion: "1"\ntitle: O\nlicence: L\n' >"$TMP/home/pack.yaml"
mkdir -p "$TMP/other"; mv "$TMP/home/pack.yaml" "$TMP/other"
printf 'areas:\n  - {id: r1, name: Theirs, level: region, position: 1, mark: K}\n' >"$TMP/other/a.yaml"
said "$COPKIT" import -s "$S" "$TMP/other"
same "import: a row of another pack" "$TMP/other/a.yaml:2:5: error pack-owner: area 'r1' belongs to the pack 'xa'; give the row another id
copkit import: 1 error; nothing was stored
exit 3" "$(cat "$TMP/said")"

# --- import: refused ---
BEFORE=$("$COPKIT" log verify -s "$TMP/ex.cop")
for case in fields kinds syntax references money manifest; do
  refused 3 "import: golden pack $case" "$COPKIT" import -s "$TMP/ex.cop" "$SRC/tests/golden/pack/$case"
done
printf 'countries:\n  - {id: XQ, name: a}\n' >"$TMP/other/a.yaml"
ok "import: a second country" sh -c "'$COPKIT' import -s '$TMP/ex.cop' '$TMP/other' 2>&1 | grep -q \"'XQ' is a second country beside 'XA'\""
refused 3 "import: nothing there" "$COPKIT" import -s "$TMP/ex.cop" "$TMP/nosuch"
refused 3 "import: of no kind" "$COPKIT" import -s "$TMP/ex.cop" "$TMP/home"
refused 2 "import: unknown kind" "$COPKIT" import -s "$TMP/ex.cop" --as nosuch "$XA"
refused 2 "import: nothing named" "$COPKIT" import -s "$TMP/ex.cop"
same "import: refused changes nothing" "$BEFORE" "$("$COPKIT" log verify -s "$TMP/ex.cop")"

# --- backup and restore ---
E1="$TMP/ex.cop"
said "$COPKIT" backup -s "$E1" "$TMP/b.cop"
ok "backup" grep -qE '^[^ ]+b\.cop: [0-9]+ bytes, checked$' "$TMP/said"
same "backup: it is a store with the same log" "$BEFORE" "$("$COPKIT" log verify -s "$TMP/b.cop")"
mkdir "$TMP/r"
ok "restore where no store was" "$COPKIT" restore -s "$TMP/r/x.cop" "$TMP/b.cop"
same "restore: nothing beside" "x.cop" "$(ls -A "$TMP/r")"
printf 'areas:\n  - {id: z, name: Z, level: region, position: 1, mark: K}\n' >"$TMP/other/a.yaml"
"$COPKIT" import -s "$TMP/r/x.cop" "$TMP/other" >/dev/null
ok "restore over a store" "$COPKIT" restore -s "$TMP/r/x.cop" "$TMP/b.cop"
same "restore: as backed up" "$BEFORE" "$("$COPKIT" log verify -s "$TMP/r/x.cop")"
ok "restore: the old one is kept" sh -c "'$COPKIT' log -s '$TMP/r/x.cop.before-restore' --record area/z | grep -q add"
head -c 30000 "$TMP/b.cop" >"$TMP/cut.cop"
refused 3 "restore: a backup cut off" "$COPKIT" restore -s "$TMP/r/x.cop" "$TMP/cut.cop"
refused 3 "restore --dry-run: a backup cut off" "$COPKIT" restore --dry-run "$TMP/cut.cop"
ok "restore --dry-run" "$COPKIT" restore --dry-run "$TMP/b.cop"
same "restore: refused changes nothing" "$BEFORE" "$("$COPKIT" log verify -s "$TMP/r/x.cop")"
refused 2 "restore: no file" "$COPKIT" restore -s "$TMP/r/x.cop"
refused 2 "backup: no file" "$COPKIT" backup -s "$E1"
refused 3 "backup: not over the store itself" "$COPKIT" backup -s "$E1" "$E1"
ln -s "$E1" "$TMP/alias.cop"
refused 3 "nor by another name" "$COPKIT" backup -s "$E1" "$TMP/alias.cop"
same "which loses nothing" "$BEFORE" "$("$COPKIT" log verify -s "$E1")"
refused 3 "backup: a folder" "$COPKIT" backup -s "$E1" "$TMP"

# --- stores that are refused, in the words of the contract ---
said "$COPKIT" doctor -s "$TMP/cut.cop"
ok "a truncated store" grep -qE "is cut off \(30000 of [0-9]+ bytes are there\); 'copkit restore' puts a backup in its place" "$TMP/said"
cp "$E1" "$TMP/newer.cop"
printf '\000\000\003\350' | dd of="$TMP/newer.cop" bs=1 seek=60 conv=notrunc 2>/dev/null
said "$COPKIT" log -s "$TMP/newer.cop"
ok "a newer store" grep -qE "was written by a newer copkit \(store version 1000, this program knows [0-9]+\); use that version" "$TMP/said"
cp "$SRC/LICENSE" "$TMP/text.cop"
said "$COPKIT" log -s "$TMP/text.cop"
ok "not a store" grep -qx "copkit log list: '$TMP/text.cop' is not a copkit store" "$TMP/said"
said "$COPKIT" log -s "$TMP/none.cop"
ok "no store" grep -qx "copkit log list: '$TMP/none.cop': there is no such store" "$TMP/said"
ok "refused stores: nothing is left beside them" sh -c "! ls -A '$TMP' | grep -qE '(wal|shm|journal|partial)'"

# --- one byte of the log ---
cp "$E1" "$TMP/bent.cop"
python3 - "$TMP/bent.cop" <<'P'
import sys
b = bytearray(open(sys.argv[1], "rb").read())
at = b.rfind(b'"name":"Made up"')
b[at + 9] = ord("N")
open(sys.argv[1], "wb").write(b)
P
said "$COPKIT" log verify -s "$TMP/bent.cop"
ok "log verify: a byte that was flipped" grep -qE "the log is broken at entry [0-9]+: its content is not what was written; restore a backup" "$TMP/said"
refused 3 "doctor: says so too" "$COPKIT" doctor -s "$TMP/bent.cop"
cat >"$TMP/bend.py" <<'P'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
for (name,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
    db.execute('DROP TRIGGER "%s"' % name)
db.execute(sys.argv[2])
db.commit()
P
bent() { # name, words, SQL
  cp "$E1" "$TMP/bent.cop"
  python3 "$TMP/bend.py" "$TMP/bent.cop" "$3"
  said "$COPKIT" log verify -s "$TMP/bent.cop"
  ok "log verify: $1" grep -qF "$2" "$TMP/said"
}
bent "an entry taken out" "broken at entry 4: an entry before it is missing" "DELETE FROM audit WHERE seq = 3"
bent "an entry changed" "broken at entry 2: its content is not what was written" "UPDATE audit SET actor = 'other' WHERE seq = 2"
bent "a record changed" "1 records are not as the log left them, first area 'r2'" "UPDATE area SET name = 'X' WHERE id = 'r2'"
bent "a record removed" "1 records are not as the log left them, first area 'e'" "DELETE FROM area WHERE id = 'e'"
said "$COPKIT" log verify -s "$E1" --contains "$(python3 -c "
import sqlite3; print(sqlite3.connect('$E1').execute('SELECT hex(hash) FROM audit WHERE seq = 4').fetchone()[0].lower())")"
ok "log verify --contains: an entry in the middle" grep -qx "exit 0" "$TMP/said"
ok "the log cannot be changed by mistake" sh -c "! python3 -c \"import sqlite3; sqlite3.connect('$E1').execute('DELETE FROM audit')\" 2>/dev/null"

# --- export pack: there and back ---
said "$COPKIT" export pack -s "$E1" -o "$TMP/out"
same "export pack" "$TMP/out: 6 records
exit 0" "$(cat "$TMP/said")"
ok "export pack: it is a sound pack" "$COPKIT" debug pack "$TMP/out"
mkdir -p "$TMP/home2/data/countries"
cp -r "$TMP/out" "$TMP/home2/data/countries/xa"
ok "export pack: a store made of it" env COPKIT_HOME="$TMP/home2" "$COPKIT" init "$TMP/again.cop" --country XA
"$COPKIT" export pack -s "$TMP/again.cop" -o "$TMP/out2" --pack export >/dev/null
sed -i 's/^title: .*/title: t/' "$TMP/out/pack.yaml" "$TMP/out2/pack.yaml"
ok "export pack: gives the same bytes" diff -r "$TMP/out" "$TMP/out2"
ok "export pack --pack: only its rows" sh -c "'$COPKIT' export pack -s '$E1' --pack xa-example --id mine -o '$TMP/out3' | grep -q ': 1 records' && grep -qx 'id: mine' '$TMP/out3/pack.yaml'"
refused 3 "export pack: the folder is there" "$COPKIT" export pack -s "$E1" -o "$TMP/out"
refused 3 "export pack: no such pack" "$COPKIT" export pack -s "$E1" -o "$TMP/out4" --pack nosuch
refused 3 "export pack: nowhere" "$COPKIT" export pack -s "$E1" -o "$TMP/no/out"
refused 2 "export pack: no folder" "$COPKIT" export pack -s "$E1"
refused 2 "export: no such subject" "$COPKIT" export nosuch
ok "export pack: refused leaves nothing" sh -c "! ls -A '$TMP' | grep -qE 'out4|partial'"

# --- doctor, rebuild, debug ---
ok "doctor: all well" sh -c "'$COPKIT' doctor -s '$E1' | grep -c '^well' | grep -qE '^(9|10)$'"
ok "doctor --json" sh -c "'$COPKIT' doctor --json -s '$E1' | python3 -m json.tool"
ok "doctor: without a store" "$COPKIT" doctor
ok "rebuild" "$COPKIT" rebuild -s "$E1"
same "rebuild: changes no content" "$BEFORE" "$("$COPKIT" log verify -s "$E1")"
ok "debug statements" sh -c "'$COPKIT' debug statements | grep -q '^measure_upsert '"
ok "debug statements: one" sh -c "'$COPKIT' debug statements vacuum_into | grep -q 'VACUUM INTO ?1'"
ok "debug statements --prepare" "$COPKIT" debug statements --prepare -s "$E1"
ok "debug migrations" sh -c "'$COPKIT' debug migrations -s '$E1' | grep -q '0001-base  applied'"
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Field reports on a stick: signed, numbered, taken once; what was changed on the
# way is refused with a reason. Signatures are checked by OpenSSL.
. "$(dirname "$0")/../tap.sh"
export SOURCE_DATE_EPOCH=1795564800
S="$TMP/ph.cop"
ok "a store" "$COPKIT" init "$S" --country PH -q
row() { # id, value
  printf '%032d,sessions,Example office NCR,1300000000,2026-Q3,2026-10-02,IND-21,female,%s,1\n' "$1" "$2"
}
head='report_id,form,reporter,area,period,reported_at,indicator,sex,value,synthetic'
{ echo $head; row 1 12; row 2 5; } >"$TMP/one.csv"
{ echo $head; row 3 7; } >"$TMP/two.csv"
{ echo $head; row 4 9; } >"$TMP/three.csv"
printf '2026-10-03 09:11 +63 917 000 0000 TRAIN DEPED5 1 05 2026-Q1 1=12 2=7\n' >"$TMP/inbox.txt"
value() { "$COPKIT" indicators -s "$S" --json IND-21 --area "$1" --period "$2" | python3 -c "import json,sys; v=json.load(sys.stdin)['values']; print('none' if not v else v[0]['state'] if v[0]['value'] is None else '%g' % v[0]['value'])"; }
take() { "$COPKIT" import -s "$S" "$@" >"$TMP/out" 2>"$TMP/err"; }

# --- keys ---
key=$("$COPKIT" bundle key "$TMP/office.key")
same "a public key has 64 digits" 64 "$(printf %s "$key" | tr -d -c 0-9a-f | wc -c)"
same "only its owner can read the key file" 600 "$(stat -c %a "$TMP/office.key")"
ok "the secret is not what is printed" sh -c "! grep -q '^secret $key' '$TMP/office.key'"
refused 3 "a key is never written over" "$COPKIT" bundle key "$TMP/office.key"
refused 2 "a word that is no job" "$COPKIT" bundle sign
refused 2 "writing without a key" "$COPKIT" bundle write -o "$TMP/x" "$TMP/one.csv"
printf 'colour,number\nred,1\n' >"$TMP/other.csv"
refused 3 "a file that holds no field reports" "$COPKIT" bundle write --key "$TMP/office.key" -o "$TMP/x" "$TMP/other.csv"
ok "a first bundle of two files" "$COPKIT" bundle write -q --key "$TMP/office.key" -o "$TMP/1.bundle" "$TMP/one.csv" "$TMP/inbox.txt"
refused 3 "a bundle is not written over" "$COPKIT" bundle write --key "$TMP/office.key" -o "$TMP/1.bundle" "$TMP/one.csv"
cp "$TMP/office.key" "$TMP/copy.key"
ok "a second" "$COPKIT" bundle write -q --key "$TMP/office.key" -o "$TMP/2.bundle" "$TMP/two.csv"
ok "a third" "$COPKIT" bundle write -q --key "$TMP/office.key" -o "$TMP/3.bundle" "$TMP/three.csv"
ok "it says what it holds" sh -c "'$COPKIT' bundle show '$TMP/1.bundle' | grep -q 'Bundle 1 of key $key' && '$COPKIT' bundle show '$TMP/1.bundle' | grep -q 'inbox.txt'"
ok "OpenSSL finds the signature good" python3 - "$TMP/1.bundle" "$TMP" <<'P'
import subprocess, sys
whole = open(sys.argv[1], "rb").read()
at = whole.rindex(b"signature ")
key = next(l for l in whole.split(b"\n") if l.startswith(b"key "))[4:]
t = sys.argv[2]
open(t + "/m", "wb").write(whole[:at])
open(t + "/s", "wb").write(bytes.fromhex(whole[at + 10:].decode().strip()))
open(t + "/k", "wb").write(bytes.fromhex("302a300506032b6570032100" + key.decode()))  # SubjectPublicKeyInfo, RFC 8410
sys.exit(subprocess.run(["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", t + "/k", "-rawin", "-in", t + "/m", "-sigfile", t + "/s"],
                        stdout=subprocess.DEVNULL).returncode)
P

# --- taken in ---
refused 3 "an unknown key" "$COPKIT" import -s "$S" "$TMP/1.bundle"
ok "which is said, with the key" sh -c "'$COPKIT' import -s '$S' '$TMP/1.bundle' 2>&1 | grep -q 'bundle-key: no open registration has the key $key'"
"$COPKIT" device add ncr-1 "Example office NCR" -s "$S" >/dev/null
refused 2 "a key that is none" "$COPKIT" device key ncr-1 abc -s "$S"
refused 3 "a registration that is not there" "$COPKIT" device key ncr-9 "$key" -s "$S"
ok "its key" "$COPKIT" device key ncr-1 "$key" -s "$S"
refused 3 "a registration keeps its first key" "$COPKIT" device key ncr-1 "$key" -s "$S"
ok "dry run" take --dry-run "$TMP/1.bundle"
same "keeps nothing" none "$(value 1300000000 2026-Q3)"
ok "the third is taken before the second" take "$TMP/1.bundle" "$TMP/3.bundle"
ok "which is told" grep -q "3.bundle: warning bundle-gap: bundle 3 of 'ncr-1' has come, the one before it has not" "$TMP/err"
same "their numbers count" "26 19" "$(value 1300000000 2026-Q3) $(value 0500000000 2026-Q1)"
ok "the second is taken when it comes" take "$TMP/2.bundle"
same "and counts" 33 "$(value 1300000000 2026-Q3)"
ok "sent again" take "$TMP/1.bundle" "$TMP/2.bundle" "$TMP/3.bundle"
same "nothing counts again" "bundle: 0 added, 0 changed, 0 removed, 3 unchanged" "$(cat "$TMP/out")"

# --- refused ---
sed 's/female,7,1/female,8,1/' "$TMP/2.bundle" >"$TMP/changed.bundle"
refused 3 "one number changed on the way" "$COPKIT" import -s "$S" "$TMP/changed.bundle"
ok "which is said" sh -c "'$COPKIT' import -s '$S' '$TMP/changed.bundle' 2>&1 | grep -q 'changed.bundle: error bundle-signature: the signature does not fit'"
refused 3 "shown neither" "$COPKIT" bundle show "$TMP/changed.bundle"
sed 's/^number 2/number 4/' "$TMP/2.bundle" >"$TMP/renumbered.bundle"
refused 3 "another number" "$COPKIT" import -s "$S" "$TMP/renumbered.bundle"
head -c 400 "$TMP/2.bundle" >"$TMP/cut.bundle"
refused 3 "cut off" "$COPKIT" import -s "$S" "$TMP/cut.bundle"
{ echo $head; row 9 4; } >"$TMP/nine.csv"
ok "a copy of the key signs a second bundle 2" "$COPKIT" bundle write -q --key "$TMP/copy.key" -o "$TMP/fork.bundle" "$TMP/nine.csv"
refused 3 "which is refused" "$COPKIT" import -s "$S" "$TMP/fork.bundle"
ok "as one of two" sh -c "'$COPKIT' import -s '$S' '$TMP/fork.bundle' 2>&1 | grep -q 'bundle-forked'"
{ echo "$head,child_name"; } >"$TMP/who.csv"
ok "a file that asks for names can be signed" "$COPKIT" bundle write -q --key "$TMP/office.key" -o "$TMP/4.bundle" "$TMP/nine.csv" "$TMP/who.csv"
refused 3 "but is not taken, nor what stands beside it" "$COPKIT" import -s "$S" "$TMP/4.bundle"
same "nothing of all that counts" 33 "$(value 1300000000 2026-Q3)"
{ echo $head; row 10 4; row 11 many; } >"$TMP/ten.csv"
ok "a fifth" "$COPKIT" bundle write -q --key "$TMP/office.key" -o "$TMP/5.bundle" "$TMP/ten.csv"
take "$TMP/5.bundle" "$TMP/changed.bundle"
same "good reports go in, a bad row and a bad bundle are told: exit 1" 1 $?
same "bundle: one added, a row and a bundle refused" "bundle: 1 added, 0 changed, 0 removed, 0 unchanged, 2 refused" "$(cat "$TMP/out")"
ok "the place is told within the bundle" grep -q "5.bundle/ten.csv:3: error report-number-refused" "$TMP/err"
chmod 644 "$TMP/office.key"
refused 3 "a key that others can read" "$COPKIT" bundle write --key "$TMP/office.key" -o "$TMP/6.bundle" "$TMP/one.csv"
"$COPKIT" device close ncr-1 -s "$S"
chmod 600 "$TMP/office.key"
ok "a sixth" "$COPKIT" bundle write -q --key "$TMP/office.key" -o "$TMP/6.bundle" "$TMP/one.csv"
refused 3 "a closed registration" "$COPKIT" import -s "$S" "$TMP/6.bundle"
same "every attempt is in the log of what was received" "added 4, known 3, refused 11" "$(python3 -c "
import sqlite3, sys
print(', '.join('%s %d' % r for r in sqlite3.connect(sys.argv[1]).execute('SELECT outcome, count(*) FROM reception WHERE channel = ? GROUP BY outcome ORDER BY outcome', ('bundle',))))" "$S")"
ok "the store is sound" "$COPKIT" doctor -q -s "$S"
tap_done

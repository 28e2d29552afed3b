#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
. "$(dirname "$0")/../tap.sh"
cd "$SRC/tests/golden/pack" || exit 1
export COPKIT_HOME="$TMP"

ok "debug lists its subjects" sh -c "'$COPKIT' debug --help | grep -q '^  pack '"
refused 2 "debug without a subject" "$COPKIT" debug
refused 2 "an unknown subject" "$COPKIT" debug nosuch

# --- pack: what is refused, in which words ---
for case in */; do
  case=${case%/}
  "$COPKIT" debug pack "$case" >"$TMP/out" 2>&1
  code=$?
  same "pack $case: what is said" "$(cat "$case/expected.txt")" "$(cat "$TMP/out"; echo "exit $code")"
done
ok "pack --json: findings as an array" sh -c "'$COPKIT' debug pack --json fields | python3 -c 'import json,sys; a=json.load(sys.stdin); assert len(a) > 15 and all(f[\"line\"] > 0 and f[\"remedy\"] for f in a)'"
refused 3 "pack: no such folder" "$COPKIT" debug pack nosuch
refused 3 "pack: a folder without pack.yaml" "$COPKIT" debug pack "$TMP"
refused 3 "pack: the same pack twice" "$COPKIT" debug pack sound sound
refused 2 "pack: without a folder" "$COPKIT" debug pack

# --- pack: requires ---
mkdir -p "$TMP/data/base" "$TMP/data/countries/xa"
printf 'id: base\nversion: "1"\ntitle: T\nlicence: L\n' >"$TMP/data/base/pack.yaml"
printf 'languages:\n  - {id: fil, name: F, autonym: F, position: 1, mark: K}\n  - {id: x, name: F}\n' >"$TMP/data/base/a.yaml"
printf 'id: xa\nversion: "1"\ntitle: T\nlicence: L\nrequires: [base]\n' >"$TMP/data/countries/xa/pack.yaml"
printf 'areas:\n  - {id: a, name: A, level: region, languages: [fil], position: 1, mark: K}\n' >"$TMP/data/countries/xa/a.yaml"
ok "pack: references lead into the pack it requires" "$COPKIT" debug pack "$TMP/data/countries/xa"
ok "pack: faults of a required pack are counted, not shown" sh -c "'$COPKIT' debug pack '$TMP/data/countries/xa' 2>&1 | grep -qx '3 findings in packs that these require'"

# --- size: a map of many keys is not quadratic ---
python3 - "$TMP/many.yaml" <<'P'
import sys
with open(sys.argv[1], "w") as f:
    for i in range(200000):
        f.write("k%d: %d\n" % (i, i))
P
ok "tree: 200,000 keys are read in seconds" timeout 60 "$COPKIT" debug tree "$TMP/many.yaml"
refused 3 "tree: 100,000 open brackets" sh -c "python3 -c 'print(\"[\" * 100000)' >'$TMP/deep.yaml'; timeout 20 '$COPKIT' debug tree '$TMP/deep.yaml'"
mkfifo "$TMP/pipe"
refused 3 "tree: a pipe is no file" timeout 5 "$COPKIT" debug tree "$TMP/pipe"

# --- what is too much is refused and no crash ---
mkdir "$TMP/huge"
printf 'id: huge\nversion: "1"\ntitle: T\nlicence: L\n' >"$TMP/huge/pack.yaml"
python3 -c "
for i in range(3):
    with open('$TMP/huge/%d.yaml' % i, 'w') as f:
        f.write('areas:\n')
        for k in range(180000): f.write(' - {}\n')"
said=$("$COPKIT" debug pack "$TMP/huge" 2>&1 | grep -o 'more than 500000 records' | head -n 1)
same "pack: more than 500,000 records" "more than 500000 records" "$said"
python3 -c "
with open('$TMP/big.yaml', 'w') as f:
    for i in range(4200000): f.write('- 1\n')"
ok "tree: more than 4 million values" sh -c "'$COPKIT' debug tree '$TMP/big.yaml' 2>&1 | grep -q 'more than 4 million values'"
truncate -s 300M "$TMP/sparse.yaml"
ok "tree: more than 256 MiB" sh -c "'$COPKIT' debug tree '$TMP/sparse.yaml' 2>&1 | grep -q 'larger than 268435456 bytes'"
rm -rf "$TMP/huge" "$TMP/big.yaml" "$TMP/sparse.yaml"

# --- schema ---
ok "schema: kinds" sh -c "'$COPKIT' debug schema | grep -q '^measures '"
ok "schema: fields and words of a kind" sh -c "'$COPKIT' debug schema laws | grep -q 'in force | repealed | pending'"
ok "schema --json" sh -c "'$COPKIT' debug schema --json | python3 -m json.tool"
refused 2 "schema: no such kind" "$COPKIT" debug schema nosuch
tap_done

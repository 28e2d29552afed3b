# SPDX-License-Identifier: Apache-2.0
# Half a million texts come back from translators as one PO file, all new, into
# a store that holds none; and msgfmt reading the same file, as a measure of
# what reading it costs.
set -eu
home=$TMP/home pack=$TMP/pack store=$TMP/big.cop
mkdir -p "$home/data/catalogue" "$home/data/countries/xa" "$pack"
printf 'id: base\nversion: "1"\ntitle: Base\nlicence: CC-BY-4.0\n' >"$home/data/catalogue/pack.yaml"
printf 'id: xa\nversion: "1"\ntitle: XA\nlicence: CC-BY-4.0\ncountry: XA\nrequires: [base]\n' >"$home/data/countries/xa/pack.yaml"
printf 'sources:\n  - {id: s, title: Source, short_title: S}\n' >"$home/data/catalogue/a.yaml"
printf 'id: big\nversion: "1"\ntitle: Big\nlicence: CC-BY-4.0\n' >"$pack/pack.yaml"
python3 - "$pack" <<'P'
import sys
n, each = 250000, 50000
for b in range(0, n, each):
    with open(f"{sys.argv[1]}/{b}.yaml", "w") as f:
        f.write("definitions:\n")
        for i in range(b, b + each):
            f.write(f'  - {{id: D-{i}, term: word {i}, text: "What word {i} means, in one sentence.", position: {i}, mark: E}}\n')
P
COPKIT_HOME=$home "$COPKIT" init -q "$store" --country XA >/dev/null
COPKIT_HOME=$home "$COPKIT" import -q -s "$store" "$pack" >/dev/null
"$COPKIT" export po -q -s "$store" -l fil -o "$TMP/out.po"
sed '1,/^$/!s/^msgstr ""$/msgstr "Isang teksto para sa pagsubok."/' "$TMP/out.po" >"$TMP/in.po"
units=$(grep -c '^msgctxt' "$TMP/in.po")
began=$(date +%s%N)
"$COPKIT" import -q -s "$store" "$TMP/in.po"
ended=$(date +%s%N)
ours=$(awk -v a="$began" -v b="$ended" 'BEGIN { printf "%.2f", (b - a) / 1e9 }')
began=$(date +%s%N)
msgfmt -o /dev/null "$TMP/in.po"
ended=$(date +%s%N)
peer=$(awk -v a="$began" -v b="$ended" 'BEGIN { printf "%.2f", (b - a) / 1e9 }')
printf 'messages-po-units\t%s\t-\t-\tunits\tmore\t>= 500000\n' "$units"
printf 'messages-po-import\t%s\tmsgfmt-reading-only\t%s\ts\tless\t<= 10\n' "$ours" "$peer"

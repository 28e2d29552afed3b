#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A print run is divided, packed and sent; field reports with the receipt code
# confirm it, whichever way they come; what was printed from a text that has
# changed is found, with the change. Codes are worked out anew by other code.
. "$(dirname "$0")/../tap.sh"
export SOURCE_DATE_EPOCH=1796083200 # 1 December 2026
S=$TMP/ph.cop
"$COPKIT" init "$S" --country PH -q || { echo "Bail out! no store"; exit 1; }
reach() { "$COPKIT" reach "$@" -s "$S"; }
"$COPKIT" build -q -s "$S" -o "$TMP/out" --lang ceb kit/poster >/dev/null 2>&1
order() { reach order --piece kit/poster/ceb/MSG-PC-1 "$@"; }
ok "a print run becomes consignments" sh -c "'$COPKIT' reach order -s '$S' --piece kit/poster/ceb/MSG-PC-1 --copies 10001 --partner CWC --printed 2026-11-20 -o '$TMP/out' >'$TMP/order'"
same "to the last copy" "10001" "$(sqlite3 "$S" 'SELECT sum(copies) FROM consignment')"
same "most where the language is spoken" "0700000000" "$(sqlite3 "$S" 'SELECT area FROM consignment ORDER BY copies DESC LIMIT 1')"
same "a sheet of A4 of 80 grams weighs 5" "A4|5.0" "$(sqlite3 "$S" 'SELECT DISTINCT format, grams FROM consignment')"
same "the file is that of the build" "$(sha256sum "$TMP/out/kit/poster/ceb/MSG-PC-1.pdf" | cut -d' ' -f1)" "$(sqlite3 "$S" 'SELECT DISTINCT printed_from FROM consignment')"
ok "what it was made of is noted" sh -c "sqlite3 '$S' 'SELECT made_of FROM consignment LIMIT 1' | grep -q 'message_text/MSG-PC-1/poster/ceb@1'"
refused 3 "a piece there is not" reach order --piece kit/poster/ceb/MSG-0 --copies 5
refused 3 "an institution there is not" order --copies 5 --partner NOBODY
refused 3 "a folder without the file" reach order --piece kit/poster/fil/MSG-PC-1 --copies 5 -o "$TMP/out"
refused 2 "no copies" order --copies 0
refused 2 "a day that is none" order --copies 5 --printed soon
# --- slips ---
same "nothing is on a slip" "0" "$(reach slips --json | python3 -c 'import json, sys; print(len(json.load(sys.stdin)["slips"]))')"
same "each place and partner gets one" "18 parcels got a slip, 0 consignments left" "$(reach pack)"
same "once" "0 parcels got a slip, 0 consignments left" "$(reach pack)"
slips() { reach slips --json >"$TMP/slips.json"; python3 -c 'import json, sys; d = json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$TMP/slips.json" "$1"; }
ok "codes are those another program makes of number, place and partner" python3 - "$S" "$COPKIT" <<'P'
import hashlib, json, sqlite3, subprocess, sys, os
D = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
def code(slip, area, partner):
    h = hashlib.blake2b(digest_size=32)
    for part in ("packing slip", slip, area, partner): h.update(part.encode() + b"\0")
    v = [b % 32 for b in h.digest()[:7]]
    check = 0
    for x in v: # the seventh has weight 1 * x, the first x^7, in GF(32)
        check = (check ^ x) << 1
        if check & 32: check ^= 0x25
    s = "".join(D[x] for x in v + [check])
    return s[:4] + "-" + s[4:]
said = json.loads(subprocess.run([sys.argv[2], "reach", "slips", "--json", "-s", sys.argv[1]], capture_output=True, text=True).stdout)["slips"]
assert len(said) == 18
for s in said: assert s["code"] == code(s["slip"], s["area"], s["partner"]), s
P
same "before they leave" "['not sent yet']" "$(slips 'sorted({s["standing"] for s in d["slips"]})')"
same "one leaves" "0 parcels got a slip, 1 consignments left" "$(reach pack --sent 2026-11-28 --slip 2026-001)"
same "the others left long ago" "0 parcels got a slip, 17 consignments left" "$(reach pack --sent 2026-11-01)"
refused 3 "a slip there is not" reach pack --sent 2026-11-28 --slip 2026-999
refused 1 "no word is a finding" reach slips
same "and told apart from what is on its way" "['on its way', 'no word']" "$(slips '[d["slips"][0]["standing"], d["slips"][1]["standing"]]')"
# --- proof of delivery, by three ways ---
code() { slips "d[\"slips\"][$1][\"code\"]"; }
sent() { slips "d[\"slips\"][$1][\"copies\"]"; }
standing() { slips "d[\"slips\"][$1][\"standing\"]"; }
head=report_id,form,reporter,area,period,reported_at,indicator,language,value,receipt
row() { printf '%s\n%032d,materials,office %d,%s,2026-11,2026-11-29,IND-19b,ceb,%s,%s\n' $head "$1" "$1" "1300000000" "$2" "$3"; }
row 1 "$(sent 0)" "$(code 0)" >"$TMP/r.csv"
ok "field data with the code" "$COPKIT" import -q -s "$S" "$TMP/r.csv"
same "all came" "confirmed" "$(standing 0)"
row 2 $(($(sent 1) - 3)) "$(code 1 | tr 'A-Z' 'a-z' | tr -d -)" >"$TMP/r.csv"
ok "small letters and no hyphen" "$COPKIT" import -q -s "$S" "$TMP/r.csv"
same "three are missing" "numbers differ" "$(standing 1)"
echo "COPIES OFFICE3 1 1300 2026-11 language=ceb receipt=$(code 2) 1=$(sent 2)" >"$TMP/s.txt"
ok "by SMS" "$COPKIT" import -q -s "$S" "$TMP/s.txt"
same "the SMS counts" "confirmed" "$(standing 2)"
"$COPKIT" export forms -q -s "$S" --form materials -o "$TMP/forms"
ok "the XForm asks for it and offers a scanner" sh -c "grep -q 'nodeset=\"/data/receipt\" type=\"barcode\"' '$TMP/forms/materials.xform.xml'"
python3 - "$TMP/forms/materials.csv" "$TMP/sheet.csv" "$(code 3)" "$(sent 3)" <<'P'
import csv, sys
rows = list(csv.reader(open(sys.argv[1])))
fill = dict(form="materials", reporter="Office 4", area="1300000000", period="2026-11", reported_at="2026-11-29", language="ceb", receipt=sys.argv[3], copies=sys.argv[4])
csv.writer(open(sys.argv[2], "w")).writerows(rows + [[fill.get(c, "") for c in rows[0]]])
P
ok "by spreadsheet" "$COPKIT" import -q -s "$S" "$TMP/sheet.csv"
same "the sheet counts" "confirmed" "$(standing 3)"
wrong=$(code 5 | sed 's/^\(.\)\(.\)/\2\1/'); [ "$wrong" = "$(code 5)" ] && wrong=$(code 5 | sed 's/.$/U/')
row 6 5 "$wrong" >"$TMP/r.csv"
refused 1 "two letters that changed places" "$COPKIT" import -s "$S" "$TMP/r.csv"
ok "which is said" sh -c "'$COPKIT' import -s '$S' '$TMP/r.csv' 2>&1 | grep -q 'report-receipt-unknown'"
row 7 5 "7K3M-Q2XB" >"$TMP/r.csv"
python3 - "$TMP/r.csv" <<'P'
import sys # a sound code of nobody
D = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; check = 0
for c in "7K3MQ2X":
    check = (check ^ D.index(c)) << 1
    check ^= 0x25 if check & 32 else 0
s = open(sys.argv[1]).read().replace("7K3M-Q2XB", "7K3M-Q2X" + D[check])
open(sys.argv[1], "w").write(s)
P
ok "a sound code of another office is kept" "$COPKIT" import -q -s "$S" "$TMP/r.csv"
same "and shown" "1" "$(slips 'len(d["unknown_codes"])')"
row 8 "$(sent 1)" "$(code 1)" | sed '1s/$/,supersedes/; 2s/$/,00000000000000000000000000000002/' >"$TMP/r.csv"
ok "a correction" "$COPKIT" import -q -s "$S" "$TMP/r.csv"
same "takes the place of what it corrects" "confirmed" "$(standing 1)"
ok "a receipt is never changed" sh -c "! sqlite3 '$S' \"UPDATE report_receipt SET code = '00000000'\""
# --- the signed slip, typed in ---
mkdir "$TMP/p"; printf 'id: mine\nversion: "1"\ntitle: Mine\nlicence: none\n' >"$TMP/p/pack.yaml"
cat >"$TMP/p/c.yaml" <<Y
consignments:
  - {id: X-1, piece: kit/card/fil/MSG-PC-1, copies: 100, area: "1300000000", slip: P-1, sent_on: 2026-11-01, received_on: 2026-11-05, received: 90, position: 900, mark: E}
  - {id: X-2, piece: kit/card/fil/MSG-PC-2, copies: 100, area: "1300000000", slip: P-1, sent_on: 2026-11-01, received_on: 2026-11-05, received: 100, position: 901, mark: E}
Y
"$COPKIT" import -q -s "$S" "$TMP/p"
same "ten of two hundred are missing" "('numbers differ', 200, 190)" "$(slips '[(s["standing"], s["copies"], s["came"]) for s in d["slips"] if s["slip"] == "P-1"][0]')"
sed -i 's/mark: E}/mark: E, made_of: [nonsense]}/; s/X-1/X-9/' "$TMP/p/c.yaml"; sed -i 's/"1"/"2"/' "$TMP/p/pack.yaml"
refused 3 "what it was made of names records" "$COPKIT" import -q -s "$S" "$TMP/p"
# --- no longer right ---
ok "nothing has changed" reach printed
"$COPKIT" export po -q -s "$S" -l ceb -o "$TMP/ceb.po"
sed -i 's/^msgstr "Lingkod. Paminaw. Pasalamat. Pangayo og tabang."$/msgstr "Lingkod. Paminaw. Salamat. Pangayo og tabang."/' "$TMP/ceb.po"
ok "a translation changes" "$COPKIT" import -q -s "$S" "$TMP/ceb.po"
reach printed >"$TMP/old"; same "printed copies are a finding" "1" "$?"
same "all eighteen parcels of it" "18" "$(grep -c '^C-' "$TMP/old")"
ok "old and new words stand there" grep -q 'text: "Lingkod. Paminaw. Pasalamat. Pangayo og tabang.", now "Lingkod. Paminaw. Salamat. Pangayo og tabang."' "$TMP/old"
same "as CSV, with all copies" "10001" "$(reach printed --csv | python3 -c 'import csv, sys; print(sum(int(r["lying"]) for r in csv.DictReader(sys.stdin)))')"
refused 3 "a file built before the change is not ordered" order --copies 5 -o "$TMP/out"
sqlite3 "$S" "UPDATE consignment SET remedy = 'sticker', remedied_on = '2026-11-30' WHERE id LIKE 'C-%'"
refused 1 "what was done before the change does not settle it" reach printed
sqlite3 "$S" "UPDATE consignment SET remedied_on = '2026-12-01' WHERE id LIKE 'C-%'"
ok "with a sticker over them it is settled" reach printed
# --- on paper ---
ok "slips and list are built" "$COPKIT" build -q -s "$S" -o "$TMP/out" packing
pdftotext -layout "$TMP/out/packing/slips.en.pdf" "$TMP/slips.txt"; pdftotext -layout "$TMP/out/packing/distribution-list.en.pdf" "$TMP/list.txt"
first=$(code 0)
ok "the slip bears its code" grep -q "$first" "$TMP/slips.txt"
same "one page for each slip, and the overview" "$(slips 'len(d["slips"]) + 1')" "$(pdfinfo "$TMP/out/packing/slips.en.pdf" | awk '/^Pages/ { print $2 }')"
ok "its SMS can be sent as it stands" sh -c "tr -s ' \n' '  ' <'$TMP/slips.txt' | grep -q 'COPIES OFFICE NUMBER 1300000000 2026-12 language=ceb receipt=$first 1=COPIES'"
ok "the list says what came" sh -c "grep -q 'confirmed' '$TMP/list.txt' && grep -q 'no word' '$TMP/list.txt'"
ok "and what changed" sh -c "tr -s ' \n' '  ' <'$TMP/list.txt' | grep -q 'sticker'"
ok "in Filipino, too" sh -c "pdftotext '$TMP/out/packing/slips.fil.pdf' - | grep -q 'Kodigo ng resibo'"
for f in slips.en slips.fil distribution-list.en distribution-list.fil; do
  ok "$f holds to PDF/UA-1 and PDF/A-2a" "$COPKIT" debug shape "$TMP/out/packing/$f.pdf"
done
if command -v zbarimg >/dev/null; then
  pdftoppm -r 150 -f 2 -l 4 -png "$TMP/out/packing/slips.en.pdf" "$TMP/page"
  same "a camera reads the codes" "$(slips '" ".join(sorted(s["code"] for s in d["slips"][:2]))' | tr ' ' '\n')" "$(for p in "$TMP"/page*.png; do zbarimg -q --raw "$p" 2>/dev/null; done | sort | grep -xF -e "$first" -e "$(code 1)")"
fi
tap_done

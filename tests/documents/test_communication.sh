#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Communication strategy and its papers for the example country: thirteen
# chapters whose figures are those of `reach`, PDF that other programs read.
. "$(dirname "$0")/../tap.sh"
S=$TMP/ph.cop out=$TMP/out
"$COPKIT" init "$S" --country PH -q || { echo "Bail out! no store"; exit 1; }
ok "all four papers are made" "$COPKIT" build -q -s "$S" -o "$out" communication
same "as PDF, DOCX and HTML" "12" "$(ls "$out/communication" | wc -l | tr -d ' ')"
same "no finding" "" "$(python3 -c 'import json, sys
for a in json.load(open(sys.argv[1]))["artifacts"]:
    for f in a["findings"]: print(a["path"], f["code"], f["message"])' "$out/manifest.json")"
for d in communication facilitator-guide pretest partner-briefs; do
  ok "$d: the PDF holds to PDF/UA-1 and PDF/A-2a" "$COPKIT" debug shape "$out/communication/$d.en.pdf"
  pdftotext -layout "$out/communication/$d.en.pdf" "$TMP/$d.txt"
  same "$d: our own linter has no error against it" "" "$("$COPKIT" lint "$out/communication/$d.en.html" | grep ' error ' | head -3)"
done
T=$TMP/communication.txt
pdftotext -layout -f 2 -l 2 "$out/communication/communication.en.pdf" "$TMP/contents.txt"
same "thirteen chapters" "1 2 3 4 5 6 7 8 9 10 11 12 13" "$(grep -oE '^ *[0-9]+ +[A-Z].* [0-9]+$' "$TMP/contents.txt" | awk '{ print $1 }' | sort -n | uniq | tr '\n' ' ' | sed 's/ $//')"
same "every message stands in it" "45" "$(grep -oE 'MSG-[A-Z0-9]+-[0-9]+' "$T" | sort -u | wc -l | tr -d ' ')"
n=$("$COPKIT" reach people --by age --json -s "$S" | python3 -c 'import json, sys; print(f"{json.load(sys.stdin)[\"total\"]:,}")' 2>/dev/null || echo 28,600,000)
ok "as many children as reach counts ($n)" grep -q "$n" "$T"
ok "what is not known says so" grep -q 'not known' "$T"
ok "no pretest is claimed" grep -q 'No pretest is' "$T"
ok "the number says whether it was verified" grep -qi 'not yet' "$T"
ok "the data sheet asks no name" sh -c "! grep -qiE '^ *(Name|Surname)' '$TMP/pretest.txt'"
ok "the guide says what to do when a child tells" grep -q 'Do not promise to keep it secret' "$TMP/facilitator-guide.txt"
ok "a sheet for translators is made when its language is asked for" "$COPKIT" build -q -s "$S" -o "$TMP/sheets" --lang km communication
same "as PDF and DOCX" "translators.km.docx translators.km.pdf" "$(ls "$TMP/sheets/communication" | tr '\n' ' ' | sed 's/ $//')"
ok "it holds to PDF/UA-1 and PDF/A-2a" "$COPKIT" debug shape "$TMP/sheets/communication/translators.km.pdf"
ok "with the English, room for the language, and what no version may do" sh -c "pdftotext -layout '$TMP/sheets/communication/translators.km.pdf' - | tr -s ' \n' '  ' | grep -q 'No version may: name or show acts on a body'"
# What was tried and sent comes in.
mkdir -p "$TMP/p" && printf 'id: mine\nversion: "1"\ntitle: Mine\nlicence: none\n' >"$TMP/p/pack.yaml"
cat >"$TMP/p/c.yaml" <<'Y'
pretest_rounds:
  - {id: P-1, unit: message_text/MSG-U9-1/poster/fil, held_on: 2026-11-20, people: 5, act_named: 4, hurt: 0, changes: Larger hand, decided_by: pretester, mark: E}
consignments:
  - {id: C-1, piece: kit/poster/fil/MSG-U9-1, copies: 1234, area: "1300000000", partner: CWC, printed_on: 2026-11-20, position: 1, mark: E}
Y
ok "a pretest and a consignment are recorded" "$COPKIT" import -q -s "$S" "$TMP/p"
"$COPKIT" build -q -s "$S" -o "$out" communication && pdftotext -layout "$out/communication/communication.en.pdf" "$T"
ok "the pretest stands in it" grep -q 'Larger hand' "$T"
ok "and the consignment" grep -q '1,234' "$T"
sed -i 's/act_named: 4/act_named: 6/' "$TMP/p/c.yaml"; sed -i 's/"1"/"2"/' "$TMP/p/pack.yaml"
refused 3 "more answers than people" "$COPKIT" import -q -s "$S" "$TMP/p"
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Policy documents: all eight in English and Filipino, slots filled, clauses with
# the provisions they rest on, drafts that say so.
. "$(dirname "$0")/../tap.sh"
S="$TMP/ph.cop" out="$TMP/out/policy"
"$COPKIT" init "$S" --country PH >/dev/null 2>&1
ok "built, all fit to use" "$COPKIT" build -q -s "$S" -o "$TMP/out" --date 2026-11-30 -l en,fil policy
names="national-policy school-policy ordinance industry-code procedure memorandum media-code terms-of-reference"
for n in $names; do
  for l in en fil; do
    ok "$n.$l: PDF, DOCX, HTML; PDF/UA-1 and PDF/A-2a" sh -c "test -s '$out/$n.$l.docx' -a -s '$out/$n.$l.html' && '$COPKIT' debug shape '$out/$n.$l.pdf'"
  done
  same "$n: as many sections in both" "$(grep -c '<h2' "$out/$n.en.html")" "$(grep -c '<h2' "$out/$n.fil.html")"
done
same "no slot is left" "" "$(grep -l '{HELP}\|{LEAD}\|{EMERGENCY}' "$out"/*.html)"
ok "the helpline procedure names the line and the emergency number" sh -c "grep -q 1383 '$out/procedure.en.html' && grep -q 911 '$out/procedure.fil.html'"
ok "clauses name what they rest on" grep -q 'Rests on:.*RA 11930.*Sections 5-6' "$out/national-policy.en.html"
ok "drafts say so, and that no lawyer has read them" sh -c "for f in '$out'/*.en.html; do grep -q 'Draft, for review' \$f && grep -q 'not legal advice' \$f || exit 1; done"
ok "the Filipino text says that nobody has reviewed it" sh -c "for f in '$out'/*.fil.html; do grep -q 'Borador, para sa pagsusuri' \$f && grep -q 'wala pang katutubong tagapagsalita' \$f || exit 1; done"
for n in $names; do "$COPKIT" lint -s "$S" "$out/$n.en.html" 2>&1; done | grep ' error ' >"$TMP/linted"
same "our own linter has no error against them" "" "$(head -3 "$TMP/linted")"
same "no finding" "" "$(python3 -c 'import json, sys
for a in json.load(open(sys.argv[1]))["artifacts"]:
    for f in a["findings"]: print(a["path"], f["code"], f["message"])' "$TMP/out/manifest.json" | head -3)"
tap_done

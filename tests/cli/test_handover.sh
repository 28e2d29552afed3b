#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# handover: a folder for a partner is whole, sha256sum can check it, its code
# changes with what is in it and for whom it is.
. "$(dirname "$0")/../tap.sh"
store=$TMP/ph.cop out=$TMP/out stick=$TMP/stick
"$COPKIT" init "$store" --country PH >/dev/null 2>&1 || { echo "Bail out! no store"; exit 1; }
"$COPKIT" build -q -s "$store" -o "$out" -l en,fil,km kit/sms kit/book contribution >/dev/null 2>&1
ok "a folder is made" "$COPKIT" handover -s "$store" --from "$out" --for "Municipality X" -l fil,km "$stick"
code=$(sed -n 's/^Code: //p' "$stick/RECEIPT.txt")
ok "the code can be told: $code" sh -c "echo '$code' | grep -qE '^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'"
same "materials of these languages, and nothing else" "$(cd "$out" && find kit -type f -path '*/fil/*' -o -type f -path '*/km/*' | LC_ALL=C sort)" "$(cd "$stick" && find kit -type f | LC_ALL=C sort)"
ok "sha256sum finds all of it whole" sh -c "cd '$stick' && sha256sum --quiet --strict -c SHA256SUMS"
ok "the start page leads to every file" python3 - "$stick" <<'P'
import os, re, sys, urllib.parse
page = open(sys.argv[1] + "/index.html").read()
links = {urllib.parse.unquote(h) for h in re.findall(r'href="(kit/[^"]+)"', page)}
files = {os.path.relpath(os.path.join(d, f), sys.argv[1]) for d, _, fs in os.walk(sys.argv[1] + "/kit") for f in fs}
assert links == files, links ^ files
P
ok "and says what each is called, in its language" grep -q '<span lang="\?km"\?[^>]*>[^<]*ប' "$stick/index.html"
ok "a set of texts, which says many things, has no empty column for it" sh -c "[ \$(grep -o '<th[^>]*>What it says' '$stick/index.html' | wc -l) = 1 ]"
ok "books are in the catalogue" grep -q 'kit/book/km/ST-1.epub' "$stick/opds.xml"
same "looked at again, the same code" "$code" "$("$COPKIT" handover --check --for "Municipality X" --json "$stick" | sed -n 's/.*"code": "\(.*\)".*/\1/p')"
ok "another partner has another" sh -c "! '$COPKIT' handover --check --for 'Municipality Y' '$stick' | grep -q '$code'"
printf x >>"$stick/kit/sms/km/sms.csv"
refused 1 "a changed file is found" "$COPKIT" handover --check --for "Municipality X" "$stick"
ok "and named" sh -c "'$COPKIT' handover --check --for X '$stick' 2>&1 | grep -q 'kit/sms/km/sms.csv: missing or changed'"
refused 3 "a folder with something in it is not touched" "$COPKIT" handover -s "$store" --from "$out" --for X "$stick"
printf x >>"$out/kit/sms/fil/sms.csv"
refused 3 "a file that is not what was built is not handed over" "$COPKIT" handover -s "$store" --from "$out" --for X -l fil "$TMP/other"
refused 3 "a language without materials" "$COPKIT" handover -s "$store" --from "$out" --for X -l is "$TMP/third"
refused 3 "no build" "$COPKIT" handover -s "$store" --from "$TMP/nowhere" --for X "$TMP/fourth"
refused 2 "for whom?" "$COPKIT" handover -s "$store" --from "$out" "$TMP/fifth"
tap_done

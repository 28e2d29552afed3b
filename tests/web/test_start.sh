#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The first hour, and documents beside the records they rest on.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
command -v curl >/dev/null || skip_all "no curl"
ok "a store of the example country" desk_store
ok "documents are built" "$COPKIT" build -q -s "$STORE" -o "$TMP/out" strategy contribution
ok "the desk starts" desk_start --out "$TMP/out"
ok "the plan comes" desk_planned

# --- the first hour: what is done is read from the store ---
done_steps() { curl -s "$URL/start" | grep -oE '[0-9]+ of 9 steps are done' | cut -d' ' -f1; }
token() { curl -s -b "$TMP/jar" -c "$TMP/jar" "$URL$1" | sed -n 's/.*name="token" value="\([0-9a-f]*\)".*/\1/p' | head -n 1; }
before=$(done_steps)
same "country and documents are there" 2 "$before"
ok "the overview leads to it and names the next step" sh -c "curl -s '$URL/' | grep -q 'href=\"/start\"' && curl -s '$URL/' | grep -q 'Next: Dial the helpline'"
t=$(token /edit/helpline/makabata-1383)
same "the call is noted" 303 "$(curl -s -b "$TMP/jar" -o /dev/null -w '%{http_code}' --data-urlencode "token=$t" -d revision=1 -d f.verified_on=2026-11-20 --data-urlencode 'f.verified_by=desk officer' "$URL/edit/helpline/makabata-1383")"
same "which is a step done" 3 "$(done_steps)"
id=$(curl -s "$URL/api/v1/budget" | python3 -c 'import json,sys; print(json.load(sys.stdin)[0]["id"])')
t=$(token "/edit/budget/$id")
curl -s -b "$TMP/jar" -o /dev/null --data-urlencode "token=$t" -d revision=1 -d f.amount=1000000 "$URL/edit/budget/$id"
same "so is a budget of one's own" 4 "$(done_steps)"
ok "every step leads somewhere" sh -c "curl -s '$URL/start' | grep -oE 'class=\"step[^\"]*\".*' | grep -oE 'href=\"/[^\"]*\"' | sed 's/href=\"//; s/\"//; s/&amp;/\&/g' | sort -u | while read -r u; do c=\$(curl -s -o /dev/null -w '%{http_code}' \"$URL\$u\"); [ \$c = 200 ] || { echo \"\$u \$c\"; exit 1; }; done"

# --- in Filipino ---
curl -s -b lang=fil "$URL/start" >"$TMP/fil.html"
ok "the page says its language" grep -q '<html lang="fil"' "$TMP/fil.html"
ok "title, steps and navigation are in Filipino" sh -c "grep -q 'Ang unang oras' '$TMP/fil.html' && grep -q 'Tawagan ang helpline' '$TMP/fil.html' && grep -q 'Mga pamantayan' '$TMP/fil.html'"
ok "answers too" sh -c "curl -s -b lang=fil '$URL/law' | grep -q 'natugunan'"
same "names in files stay English" "$(curl -s "$URL/law.csv" | head -n 1)" "$(curl -s -b lang=fil "$URL/law.csv" | head -n 1)"
ok "a language nobody speaks here falls back" sh -c "curl -s -b lang=xx '$URL/start' | grep -q 'The first hour'"

# --- files for other programs are those of the command line ---
for what in oscal/CRC ciso/CRC akn/PHL-11930 oscal/legal-review oscal/legal-review-mapping; do
  kind=${what%%/*}
  curl -s -D "$TMP/head" "$URL/exchange/$what" >"$TMP/file"
  [ -d "$TMP/$kind" ] || "$COPKIT" export "$kind" -q -s "$STORE" -o "$TMP/$kind"
  name=$(sed -n 's/.*filename="\(.*\)".*/\1/p' "$TMP/head" | tr -d '\r')
  ok "$what is $name" cmp "$TMP/file" "$TMP/$kind/$name"
done
for what in oscal/NONE ciso/legal-review akn/CRC nothing/CRC; do same "no $what" 404 "$(status "$URL/exchange/$what")"; done
ok "every link of the page is there" sh -c "curl -s '$URL/exchange' | grep -oE 'href=\"/exchange/[^\"]*\"' | sed 's/href=\"//; s/\"//' | while read -r u; do [ \$(curl -s -o /dev/null -w '%{http_code}' \"$URL\$u\") = 200 ] || { echo \$u; exit 1; }; done"

# --- a document beside its records ---
read="/documents/read/strategy/strategy.en.html"
ok "the list of documents leads there" sh -c "curl -s '$URL/documents' | grep -q 'href=\"$read\"'"
curl -s "$URL$read" >"$TMP/read.html"
ok "the text is there" grep -q "MAKABATA Helpline: 1383" "$TMP/read.html"
grep -oE 'href="/record/[^"]*"' "$TMP/read.html" | sed 's/href="//; s/"//' | LC_ALL=C sort -u >"$TMP/links"
ok "its figures and claims lead to records ($(wc -l <"$TMP/links" | tr -d ' ') different)" test "$(wc -l <"$TMP/links")" -ge 40
ok "figures among them" grep -q '^/record/value/' "$TMP/links"
ok "and each record is there" sh -c "head -n 60 '$TMP/links' | while read -r u; do [ \$(curl -s -o /dev/null -w '%{http_code}' \"$URL\$u\") = 200 ] || { echo \$u; exit 1; }; done"
same "every number of the document that names a record is a link" "$(grep -o 'data-source="value/[^"]*"' "$TMP/out/strategy/strategy.en.html" | wc -l)" "$(grep -o 'href="/record/value/[^"]*"' "$TMP/read.html" | wc -l)"
same "another form is not read so" 404 "$(status "$URL/documents/read/strategy/strategy.en.pdf")"
same "nor what was not built" 404 "$(status "$URL/documents/read/strategy/none.html")"
same "nor what lies elsewhere" 400 "$(status --path-as-is "$URL/documents/read/../ph.cop")"

# A file that somebody has tampered with brings no markup of its own to the page.
cat >"$TMP/out/strategy/strategy.en.html" <<'H'
<!DOCTYPE html><html lang="en"><body><main><h1>T</h1><script>alert(1)</script><p onclick="x()" style="color:red">Text
<img src="http://evil.example/x.png"><iframe src="/admin"></iframe><a href="javascript:alert(1)">click</a>
<strong data-source="value/none">5%</strong> <b>bold</b></p><form action="/remove/law/X" method="post"><button>Go</button></form></main></body></html>
H
curl -s "$URL$read" >"$TMP/read.html"
ok "text of a changed file stays text" grep -q 'click' "$TMP/read.html"
ok "no script, handler, style, frame, picture or form of it gets through" sh -c "! sed -n '/class=\"reading\"/,/<footer/p' '$TMP/read.html' | grep -qiE 'alert\(1\)|onclick|style=|<iframe|<img|evil|javascript:|<button'"
printf '' >"$TMP/out/strategy/strategy.en.html"
same "an empty file is an error that says so" 500 "$(status "$URL$read")"
rm "$TMP/out/strategy/strategy.en.html"
same "so is one that is gone" 500 "$(status "$URL$read")"
desk_stop
same "SIGTERM stops it cleanly" 0 "$DESK_CODE"

# --- how it looks to a browser ---
if [ ! -e "$SRC/tests/node_modules/puppeteer-core" ] || ! command -v node >/dev/null || ! command -v "${CHROMIUM:-chromium}" >/dev/null; then
  skip "axe-core on a document" "no npm packages, node or chromium"
else
  rm -rf "$TMP/out"
  "$COPKIT" build -q -s "$STORE" -o "$TMP/out" strategy
  desk_start --out "$TMP/out" && desk_planned
  echo "$read" >"$TMP/list"
  ok "axe-core finds no violation in a document, no page is too wide" node "$SRC/tests/web/pages.js" "$URL" "$TMP/list"
  desk_stop
fi
tap_done

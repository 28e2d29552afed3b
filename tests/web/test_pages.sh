#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every page of the desk, judged by the Nu HTML checker, and by axe-core in
# headless Chromium in both themes, both directions, wide and at 360 px.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
modules=$SRC/tests/node_modules
[ -e "$modules/vnu-jar" ] || skip_all "npm packages are not installed; run npm ci in tests/"
command -v java >/dev/null || skip_all "no java"
command -v node >/dev/null || skip_all "no node"
command -v "${CHROMIUM:-chromium}" >/dev/null || skip_all "no chromium"

ok "a store of the example country" desk_store
# Text of a law made up for the test, so that its page has sections.
printf 'law: RA 11930\naddress: https://example.org\n\n# Chapter I. General\n## Section 1. Short title\nThis Act has a name.\n\n(a) It is short.\n## Section 4\nIt ends.\n' >"$TMP/law.txt"
ok "the text of a law is there" "$COPKIT" import -s "$STORE" -q "$TMP/law.txt"
ok "the desk starts" desk_start
ok "the plan comes" desk_planned
# Every address that answers with HTML stands in the list, or below with what it answers with.
ok "every page of the table of addresses is looked at" python3 "$SRC/tests/web/listed.py" "$SRC/src/web/routes.def" "$SRC/tests/web/pages.txt"
entry=$(curl -s "$URL/record/helpline/makabata-1383" | grep -oE 'entry=[0-9]+' | head -n 1)
sed "s/entry=@/$entry/" "$SRC/tests/web/pages.txt" >"$TMP/list"
n=0
mkdir "$TMP/pages"
while IFS= read -r page; do
  n=$((n + 1))
  curl -s "$URL$page" -o "$TMP/pages/$n.html"
  curl -s -b 'lang=ar; theme=dark' "$URL$page" -o "$TMP/pages/$n.ar.html"
done <"$TMP/list"
nu() { java -Xss2m -jar "$modules/vnu-jar/build/dist/vnu.jar" --errors-only "$@"; }
ok "the Nu checker has no errors on $n pages, nor from right to left" nu "$TMP"/pages/*.html
ok "axe-core finds no violation, no page is too wide, nothing asks elsewhere" node "$SRC/tests/web/pages.js" "$URL" "$TMP/list"
desk_stop
tap_done

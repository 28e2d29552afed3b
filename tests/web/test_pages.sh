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
ok "the desk starts" desk_start
ok "the plan comes" desk_planned
n=0
mkdir "$TMP/pages"
while IFS= read -r page; do
  n=$((n + 1))
  curl -s "$URL$page" -o "$TMP/pages/$n.html"
done <"$SRC/tests/web/pages.txt"
nu() { java -Xss2m -jar "$modules/vnu-jar/build/dist/vnu.jar" --errors-only "$@"; }
ok "the Nu checker has no errors on $n pages" nu "$TMP"/pages/*.html
style=$(curl -s "$URL/" | grep -oE '/assets/desk-[0-9a-f]+\.css' | head -n 1)
accent=$(curl -s "$URL/" | grep -oE '/assets/accent-[0-9a-f]+\.css' | head -n 1)
ok "axe-core finds no violation, no page is too wide, nothing asks elsewhere" node "$SRC/tests/web/pages.js" "$URL" "$SRC/tests/web/pages.txt"
desk_stop
tap_done

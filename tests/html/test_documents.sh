#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# HTML documents in six languages and two styles, and the strategy, judged by the
# Nu HTML checker and by axe-core in headless Chromium.
. "$(dirname "$0")/../tap.sh"
modules=$SRC/tests/node_modules
[ -e "$modules/vnu-jar" ] || skip_all "npm packages are not installed; run npm ci in tests/"
command -v java >/dev/null || skip_all "no java"
command -v node >/dev/null || skip_all "no node"
command -v "${CHROMIUM:-chromium}" >/dev/null || skip_all "no chromium"

for lang in en fil ar hi km zh-Hans; do
  ok "written: $lang" "$COPKIT_BUILD/tests/sample" html $lang 0 "$TMP/$lang.html"
done
ok "written: form" "$COPKIT_BUILD/tests/sample" html en 1 "$TMP/form.html"
ok "written: letter" "$COPKIT_BUILD/tests/sample" html ar 3 "$TMP/letter.html"

"$COPKIT" init "$TMP/ph.cop" --country PH --example >/dev/null 2>&1 && "$COPKIT" build -q -s "$TMP/ph.cop" -o "$TMP/out" strategy >/dev/null 2>&1
ok "written: the strategy" cp "$TMP/out/strategy/strategy.en.html" "$TMP/strategy.html"

nu() { java -Xss2m -jar "$modules/vnu-jar/build/dist/vnu.jar" --errors-only "$@"; }
ok "the Nu checker has no errors" nu "$TMP"/*.html
printf '<!DOCTYPE html><title>x</title><p><div></p>' >"$TMP/broken.html"
refused 1 "the Nu checker refuses a broken page" nu "$TMP/broken.html"
rm "$TMP/broken.html"

ok "axe-core finds no violation, light, dark and small" node "$SRC/tests/html/axe.js" "$TMP"/*.html
printf '<!DOCTYPE html><html lang="en"><title>x</title><main><h1>x</h1><img src="x.png"></main></html>' >"$TMP/broken.html"
refused 1 "axe-core finds a picture without text" node "$SRC/tests/html/axe.js" "$TMP/broken.html"
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Quiz as H5P, messages and stories as a page without network, stories as slides:
# judged by the schemas of h5p-server, h5p-standalone, Chromium and LibreOffice.
. "$(dirname "$0")/../tap.sh"
store=$TMP/ph.cop out=$TMP/out
"$COPKIT" init "$store" --country PH >/dev/null 2>&1 || { echo "Bail out! no store"; exit 1; }
ok "quiz, bundles and slides are built" "$COPKIT" build -q -s "$store" -o "$out" kit/learn kit/bundle kit/slides kit/phone
modules=${NODE_MODULES:-$SRC/tests/node_modules}
export NODE_MODULES="$modules"
unpack() { mkdir -p "$2" && unzip -q "$1" -d "$2"; }

# --- H5P ---
for f in "$out"/kit/learn/*/quiz.h5p; do
  lang=$(basename "$(dirname "$f")")
  unpack "$f" "$TMP/h5p-$lang"
  if [ -e "$modules/@lumieducation/h5p-server" ] && [ -e "$modules/ajv" ]; then
    same "$lang: H5P manifest, library and content are valid" valid "$(node "$SRC/tests/documents/h5p.js" schema "$TMP/h5p-$lang" 2>&1)"
    sed 's/"mainLibrary"/"mainLib"/' "$TMP/h5p-$lang/h5p.json" >"$TMP/broken.json"
    mkdir -p "$TMP/broken" && cp -r "$TMP/h5p-$lang/." "$TMP/broken/" && cp "$TMP/broken.json" "$TMP/broken/h5p.json"
    ok "$lang: one without a main library is not" sh -c "[ \"\$(node '$SRC/tests/documents/h5p.js' schema '$TMP/broken' 2>&1)\" != valid ]"
  else
    skip "$lang: H5P manifest, library and content are valid" "npm packages are not installed"
  fi
  if [ -e "$modules/h5p-standalone" ] && [ -e "$modules/puppeteer-core" ] && command -v "${CHROMIUM:-chromium}" >/dev/null; then
    expected=$(python3 -c 'import json,sys; q = json.load(open(sys.argv[1])); i = q["items"]; print(json.dumps({"questions": len(i), "number": "tel:" + q["number"], "told": [{"verb": "completed", "score": sum(x["best"] == 0 for x in i), "max": len(i)}], "faults": []}, separators=(",", ":")))' "$TMP/h5p-$lang/content/content.json")
    same "$lang: h5p-standalone plays it to the end and hears the score" "$expected" "$(timeout 60 node "$SRC/tests/documents/h5p.js" play "$TMP/h5p-$lang" 2>&1)"
  else
    skip "$lang: h5p-standalone plays it" "npm packages or Chromium are not installed"
  fi
done

# --- bundle, and HTML5 apps for Kolibri ---
for zip in "$out"/kit/bundle/*/bundle.zip "$out"/kit/learn/*/quiz-web.zip; do unzip -Z1 "$zip" | grep -qx index.html || echo "$zip"; done >"$TMP/rootless"
same "Kolibri finds index.html at the root of every package" "" "$(cat "$TMP/rootless")"
for lang in fil ar; do unpack "$out/kit/bundle/$lang/bundle.zip" "$TMP/bundle-$lang"; done
ok "no page asks for anything outside" sh -c "! grep -REo '(src|href|url|fetch|import)[=( ]*.?https?://[^\" ]*' --include=*.html --include=*.css --include=*.js --include=*.webmanifest '$TMP/bundle-fil' | grep -v w3.org"
if [ -e "$modules/puppeteer-core" ] && command -v "${CHROMIUM:-chromium}" >/dev/null; then
  seen() { timeout 90 node "$SRC/tests/documents/bundle.js" "$TMP/bundle-$1" "$2" 2>&1; }
  items() { python3 -c 'import json,sys; print(len(json.loads(open(sys.argv[1]).read()[len("window.COPKIT_BUNDLE = "):].rstrip(";\n"))["items"]))' "$TMP/bundle-$1/data.js"; }
  n=$(items fil)
  same "from a stick it shows all, finds MSG-U9-3 alone, and stays when the server goes" \
    "{\"items\":$n,\"pictures\":$n,\"dir\":\"ltr\",\"number\":\"tel:1383\",\"draft\":true,\"found\":1,\"withoutServer\":true,\"faults\":[],\"outside\":[]}" "$(seen fil MSG-U9-3)"
  n=$(items ar)
  same "in Arabic from right to left; a word that nobody wrote finds nothing" \
    "{\"items\":$n,\"pictures\":$n,\"dir\":\"rtl\",\"number\":\"tel:1383\",\"draft\":true,\"found\":0,\"withoutServer\":true,\"faults\":[],\"outside\":[]}" "$(seen ar xyzzy)"
else
  skip "the bundle in a browser" "npm packages or Chromium are not installed"
fi

same "pictures in it follow the reader, too" no "$(cmp -s "$TMP/bundle-fil/pictures/scene-st1-4.svg" "$TMP/bundle-ar/pictures/scene-st1-4.svg" && echo yes || echo no)"

# --- pictures are kept from build to build, and believed only as they were kept ---
sum_of() { sha256sum <"$out/kit/bundle/$1/bundle.zip"; }
before=$(sum_of fil)
ok "pictures lie beside the build" test -s "$out/.build-pictures"
same "each stands in the bundle as a file of its own" "$(unzip -p "$out/kit/bundle/fil/bundle.zip" data.js | grep -o '"file": "pictures/' | wc -l)" "$(unzip -Z1 "$out/kit/bundle/fil/bundle.zip" | grep -c '^pictures/.*\.svg$')"
again() { rm -f "$out/kit/bundle/fil/bundle.zip" && "$COPKIT" build -q -s "$store" -o "$out" kit/bundle >/dev/null 2>&1; }
stamp=$(stat -c %Y.%i "$out/.build-pictures")
again
same "a bundle made with them has the same bytes, and they are not written anew" "$before $stamp" "$(sum_of fil) $(stat -c %Y.%i "$out/.build-pictures")"
python3 - "$out/.build-pictures" <<'P'
import sys
b = bytearray(open(sys.argv[1], "rb").read())
b[len(b) // 2] ^= 1
open(sys.argv[1], "wb").write(b)
P
again
same "one bit of them changed: they are drawn again" "$before" "$(sum_of fil)"
rm "$out/.build-pictures"
again
same "and without them" "$before" "$(sum_of fil)"

# --- menus in a browser ---
unpack "$out/kit/phone/en/simulator.zip" "$TMP/simulator"
if [ -e "$modules/puppeteer-core" ] && command -v "${CHROMIUM:-chromium}" >/dev/null; then
  same "the simulator plays the flows: their names, menu, wrong key, choice, back, letters counted where they are sent" \
    '{"flows":"Voice menu, USSD menu, Quiz","spoken":"","first":"How can we help?","again":true,"second":"You did nothing wrong.","back":true,"count":true,"faults":[]}' \
    "$(timeout 60 node "$SRC/tests/documents/simulator.js" "$TMP/simulator" 2>&1)"
else
  skip "the simulator plays the flows" "npm packages or Chromium are not installed"
fi

# --- slides ---
for lang in en ar km; do
  same "$lang: slides are 16:9, title, six pictures, questions" "8 960 x 540" \
    "$(pdfinfo "$out/kit/slides/$lang/ST-1.pdf" | awk '/^Pages/ { n = $2 } /^Page size/ { print n, $3, $4, $5 }')"
  ok "$lang: tagged as they should be" "$COPKIT" debug shape "$out/kit/slides/$lang/ST-1.pdf"
done
if command -v soffice >/dev/null && [ -e /usr/lib/libreoffice/program/libsdlo.so ]; then
  (cd "$TMP" && cp "$out/kit/slides/ar/ST-1.odp" slides.odp && timeout 120 soffice --headless "-env:UserInstallation=file://$TMP/lo" --convert-to pdf slides.odp >/dev/null 2>&1)
  same "LibreOffice opens the ODP with all its slides, 16:9" "8 1.78" "$(pdfinfo "$TMP/slides.pdf" 2>/dev/null | awk '/^Pages/ { n = $2 } /^Page size/ { printf "%d %.2f", n, $3 / $5 }')"
  # LibreOffice may put marks of direction around runs
  ok "with the words and the number" sh -c "pdftotext '$TMP/slides.pdf' - | sed 's/[[:space:]]//g' | grep -q 1383 && pdftotext '$TMP/slides.pdf' - | grep -c مسودة | grep -qx 8"
else
  skip "LibreOffice opens the ODP" "libreoffice-impress is not installed"
fi
ok "the ODP has words for the speaker" sh -c "unzip -p '$out/kit/slides/en/ST-2.odp' content.xml | grep -q '<presentation:notes>.*What do you see?'"
tap_done

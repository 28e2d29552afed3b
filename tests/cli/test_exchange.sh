#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Frameworks and laws to other programs and back: OSCAL by the schemas of NIST,
# Akoma Ntoso by the schema of OASIS, libraries of CISO Assistant by import.
. "$(dirname "$0")/../tap.sh"
store="$TMP/ph.cop"
ok "a store" "$COPKIT" init "$store" --country PH -q
for kind in oscal ciso akn; do
  ok "export $kind" "$COPKIT" export $kind -s "$store" -o "$TMP/$kind"
  "$COPKIT" export $kind -q -s "$store" -o "$TMP/again"
  ok "export $kind: the same bytes again" diff -r "$TMP/$kind" "$TMP/again"
  rm -rf "$TMP/again"
  refused 3 "export $kind: a folder that is there" "$COPKIT" export $kind -s "$store" -o "$TMP/$kind"
  refused 2 "export $kind: no folder named" "$COPKIT" export $kind -s "$store"
  refused 3 "export $kind: no place for the folder" "$COPKIT" export $kind -s "$store" -o "$TMP/no/where"
done
refused 3 "a framework that is not there" "$COPKIT" export oscal -s "$store" -o "$TMP/none" --framework NONE
ok "which leaves nothing behind" test ! -e "$TMP/none"
ok "one framework alone" "$COPKIT" export oscal -s "$store" -o "$TMP/one" --framework CRC
same "is one file" CRC.oscal.json "$(ls "$TMP/one")"
ok "one law alone" "$COPKIT" export akn -s "$store" -o "$TMP/law" --law PHL-11930
same "is one file too" PHL-11930.akn.xml "$(ls "$TMP/law")"

# --- OSCAL ---
if [ ! -d "$CORPUS/oscal/schemas" ]; then skip "OSCAL by its schemas" "no corpus"
elif ! python3 -c 'import jsonschema' 2>/dev/null; then skip "OSCAL by its schemas" "no python3-jsonschema"
else
  catalogs=$(cd "$TMP/oscal" && ls | grep -v mapping)
  # shellcheck disable=SC2086
  ok "catalogs hold to the schema and name what is there" python3 "$SRC/tests/cli/oscal.py" "$CORPUS/oscal/schemas/oscal_catalog_schema.json" "$TMP/oscal" $catalogs
  ok "so does the mapping" python3 "$SRC/tests/cli/oscal.py" "$CORPUS/oscal/schemas/oscal_mapping_schema.json" "$TMP/oscal" legal-review-mapping.oscal.json
  sed 's/"statement"/"state ment"/' "$TMP/oscal/CRC.oscal.json" >"$TMP/one/broken.oscal.json"
  refused 1 "a broken one does not" python3 "$SRC/tests/cli/oscal.py" "$CORPUS/oscal/schemas/oscal_catalog_schema.json" "$TMP/one" broken.oscal.json
fi
same "all questions are there" "$("$COPKIT" export pack -q -s "$store" -o "$TMP/pack" && grep -c '^  - id:' "$TMP/pack/questions.yaml")" \
  "$(grep -c '"objective"' "$TMP/oscal/legal-review.oscal.json")"
ok "no answer leaves the store" sh -c "! grep -rqi 'partly' '$TMP/oscal' '$TMP/ciso'"

# --- Akoma Ntoso: the schema at hand is the last draft, which differs from the standard in its namespace ---
if [ ! -d "$CORPUS/akomantoso/schema" ] || ! command -v xmllint >/dev/null; then skip "Akoma Ntoso by its schema" "no corpus or xmllint"
else
  mkdir "$TMP/xsd"
  sed 's|/ns/akn/3.0/WD17|/ns/akn/3.0|g' "$CORPUS/akomantoso/schema/akomantoso30.xsd" >"$TMP/xsd/akn.xsd"
  cp "$CORPUS/akomantoso/schema/xml.xsd" "$TMP/xsd/"
  ok "laws hold to the schema" xmllint --noout --nonet --schema "$TMP/xsd/akn.xsd" "$TMP"/akn/*.xml
  sed 's/<heading>/<headline>/; s/<.heading>/<\/headline>/' "$TMP/akn/PHL-11930-IRR.akn.xml" >"$TMP/broken.xml"
  ok "a broken one does not" sh -c "! xmllint --noout --nonet --schema '$TMP/xsd/akn.xsd' '$TMP/broken.xml'"
fi
ok "a digest never passes for the law" sh -c "for f in '$TMP'/akn/*.xml; do grep -q 'not the text of the law' \$f || exit 1; grep -q '<act' \$f && exit 1; done; true"
tap_done

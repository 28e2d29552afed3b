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

# --- libraries of CISO Assistant: ours come back, others come in or are refused with the reason ---
ok "another store" "$COPKIT" init "$TMP/other.cop" --country PH -q
for f in CRC MNR ITU-CL; do
  ok "$f comes back" "$COPKIT" import -q -s "$TMP/other.cop" "$TMP/ciso/$f.ciso.yaml"
done
"$COPKIT" export pack -q -s "$TMP/other.cop" --pack ciso-crc -o "$TMP/crc"
same "with every requirement" "$(grep -c 'assessable: true' "$TMP/ciso/CRC.ciso.yaml")" "$(grep -c '^  - id:' "$TMP/crc/requirements.yaml")"
sed -n 's/^      description: //p' "$TMP/ciso/CRC.ciso.yaml" | LC_ALL=C sort >"$TMP/sent"
sed -n 's/^    gist: //p' "$TMP/crc/requirements.yaml" | LC_ALL=C sort >"$TMP/back"
ok "in the same words" diff "$TMP/sent" "$TMP/back"
ok "a maturity model stays one" sh -c "'$COPKIT' export pack -q -s '$TMP/other.cop' --pack ciso-mnr -o '$TMP/mnr' && grep -q 'scale: maturity' '$TMP/mnr/frameworks.yaml'"
same "the same again changes nothing" "ciso: 0 added, 0 changed, 0 removed, $(($(grep -c 'assessable: true' "$TMP/ciso/CRC.ciso.yaml") + 2)) unchanged" \
  "$("$COPKIT" import -s "$TMP/other.cop" "$TMP/ciso/CRC.ciso.yaml")"
refused 3 "the same twice in one go" "$COPKIT" import -s "$TMP/other.cop" "$TMP/ciso/CRC.ciso.yaml" "$TMP/ciso/CRC.ciso.yaml"

library() { # what stands under requirement_nodes
  printf 'urn: urn:x:risk:library:t\nlocale: en\nref_id: T\nname: T\nversion: 1\nobjects:\n  framework:\n    urn: urn:x:risk:framework:t\n    ref_id: T\n    name: T\n    requirement_nodes:\n%b' "$1" >"$TMP/t.yaml"
}
library '    - urn: urn:x:risk:req_node:t:1\n      assessable: true\n      description: One\n'
ok "a small library" "$COPKIT" import --dry-run -s "$TMP/other.cop" "$TMP/t.yaml"
library '    - assessable: true\n      description: One\n'
"$COPKIT" import -s "$TMP/other.cop" "$TMP/t.yaml" >"$TMP/said" 2>&1
ok "refused: a node without urn, with file, line and column" grep -qF "$TMP/t.yaml:12:7: error ciso-library: a requirement node without urn" "$TMP/said"
for case in 'the same urn twice|a second node with the urn|    - urn: urn:x:risk:req_node:t:1\n    - urn: urn:x:risk:req_node:t:1\n' \
  'a parent that is not there|is not there|    - urn: urn:x:risk:req_node:t:1\n      assessable: true\n      description: One\n      parent_urn: urn:x:risk:req_node:t:0\n' \
  'parents in a circle|run in a circle|    - urn: urn:x:risk:req_node:t:1\n      assessable: true\n      description: One\n      parent_urn: urn:x:risk:req_node:t:1\n' \
  'a node that says nothing|says nothing|    - urn: urn:x:risk:req_node:t:1\n      assessable: true\n' \
  'nothing to answer|can be answered|    - urn: urn:x:risk:req_node:t:1\n      assessable: false\n'; do
  library "${case##*|}"
  "$COPKIT" import -s "$TMP/other.cop" "$TMP/t.yaml" >"$TMP/said" 2>&1
  same "refused: ${case%%|*}" 3 $?
  words=${case#*|}
  ok "which it says" grep -qF "${words%%|*}" "$TMP/said"
done
printf 'urn: urn:x:risk:library:t\nobjects: 5\n' >"$TMP/t.yaml"
refused 3 "objects that are none" "$COPKIT" import -s "$TMP/other.cop" "$TMP/t.yaml"
if [ ! -d "$CORPUS/ciso" ]; then skip "real libraries" "no corpus"
else
  start=$(date +%s%N) taken=0 said=0 other=""
  for f in "$CORPUS"/ciso/*/*.yaml; do
    "$COPKIT" import -q --dry-run -s "$TMP/other.cop" "$f" >"$TMP/said" 2>&1
    case $? in
      0) taken=$((taken + 1)) ;;
      3) if grep -q 'holds no framework but: ' "$TMP/said" && ! grep -qE '^  (framework|frameworks):' "$f"; then said=$((said + 1)); else other="$other $f"; fi ;;
      *) other="$other $f" ;;
    esac
  done
  total=$(ls "$CORPUS"/ciso/*/*.yaml | wc -l)
  same "each of $total real libraries comes in, or holds no framework ($taken and $said, $((($(date +%s%N) - start) / 1000000)) ms)" "$total" $((taken + said))
  same "none is refused for another reason" "" "$other"
  ok "all frameworks of them are taken" test "$taken" -eq "$(grep -lE '^  framework:' "$CORPUS"/ciso/*/*.yaml | wc -l)"
fi
tap_done

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
n=$(sqlite3 "$store" "SELECT count(*) FROM assessment")
ok "there are self-assessments" test "$n" -gt 0
ok "they stay in the store" test ! -e "$TMP/pack/assessments.yaml"
rm -rf "$TMP/pack"
same "which is said" "copkit export pack: $n self-assessments were left out; --with-assessments writes them" "$("$COPKIT" export pack -s "$store" -o "$TMP/pack" 2>&1 >/dev/null)"
same "unless somebody says so" "$n" "$("$COPKIT" export pack -q --with-assessments -s "$store" -o "$TMP/packed" && grep -c '^  - id:' "$TMP/packed/assessments.yaml")"
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

# --- laws as text: in, out by the schema, and in again as they were ---
act() { # what stands in the body
  printf '<?xml version="1.0"?>\n%b<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><act name="act"><meta><identification source="#x"><FRBRWork><FRBRthis value="/akn/xx/act/2020/1/!main"/><FRBRuri value="/akn/xx/act/2020/1"/><FRBRdate date="2020-01-02" name="a"/><FRBRauthor href="#x"/><FRBRcountry value="xx"/><FRBRnumber value="1"/></FRBRWork><FRBRExpression><FRBRthis value="/akn/xx/act/2020/1/eng@/!main"/><FRBRuri value="/akn/xx/act/2020/1/eng@"/><FRBRdate date="2020-01-03" name="a"/><FRBRauthor href="#x"/><FRBRlanguage language="eng"/></FRBRExpression><FRBRManifestation><FRBRthis value="/akn/xx/act/2020/1/eng@/!main.xml"/><FRBRuri value="/akn/xx/act/2020/1/eng@.xml"/><FRBRdate date="2020-01-03" name="a"/><FRBRauthor href="#x"/></FRBRManifestation></identification></meta><preface><p><docNumber>Act 1</docNumber>, <docTitle>An Act</docTitle></p></preface><body>%b</body></act></akomaNtoso>' "${2:-}" "$1" >"$TMP/act.xml"
}
ok "a store for laws" "$COPKIT" init "$TMP/laws.cop" --country PH -q
act '<chapter><num>Chapter I</num><heading>General</heading><section><num>1</num><heading>Words</heading><subsection><num>(a)</num><content><p>A <def>child</def> is\n under 18.</p></content></subsection><subsection><num>(b)</num><intro><p>It means:</p></intro><paragraph><num>i.</num><content><p>one &amp; all;</p></content></paragraph></subsection></section></chapter><section><num>Section 2</num><content><p>Ends.</p></content></section>'
same "a small act: the law, its source, its document, two sections" "akn: 5 added, 0 changed, 0 removed, 0 unchanged" "$("$COPKIT" import -s "$TMP/laws.cop" "$TMP/act.xml")"
same "numbers stand before their text, structure becomes lines" "Section 1|Words|Chapter I General|(a) A child is under 18.
(b) It means:
i. one & all;" "$(sqlite3 "$TMP/laws.cop" "SELECT section, heading, under, text FROM article WHERE law = 'xx-1' AND position = 1" 2>/dev/null)"
same "the same again changes nothing" "akn: 0 added, 0 changed, 0 removed, 5 unchanged" "$("$COPKIT" import -s "$TMP/laws.cop" "$TMP/act.xml")"
for case in 'no section|the body holds no section|<p/>|' 'an entity is declared|declares|<p/>|<!DOCTYPE a [<!ENTITY x "y">]>' 'entities in entities|declares|<p>&c;</p>|<!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;">]>' 'broken XML|line|<section>|'; do
  rest=${case#*|} body=${rest#*|}
  act "${body%|*}" "${body##*|}"
  "$COPKIT" import -s "$TMP/laws.cop" "$TMP/act.xml" >"$TMP/said" 2>&1
  same "refused: ${case%%|*}" 3 $?
  ok "which it says" grep -q "${rest%%|*}" "$TMP/said"
done
act "$(python3 -c 'print("<hcontainer name=\"h\">" * 300 + "<content><p>x</p></content>" + "</hcontainer>" * 300)')"
"$COPKIT" import -s "$TMP/laws.cop" "$TMP/act.xml" >"$TMP/said" 2>&1
same "refused: elements in elements without end" 3 $?
ok "and the limit is named" grep -q '200' "$TMP/said"
python3 -c 'open("'"$TMP"'/big.xml", "w").write("<akomaNtoso>" + "<p>x</p>" * 4300000 + "</akomaNtoso>")'
"$COPKIT" import -s "$TMP/laws.cop" "$TMP/big.xml" >"$TMP/said" 2>&1
same "refused: more than may be" 3 $?
ok "and the limit is named" grep -qE '[0-9]{5,}|MiB|MB' "$TMP/said"
rm -f "$TMP/big.xml"
refused 3 "our digest is no law" "$COPKIT" import -s "$TMP/laws.cop" "$TMP/akn/PHL-11930.akn.xml"
if [ ! -d "$CORPUS/akomantoso/examples" ]; then skip "real laws" "no corpus"
else
  for f in "$CORPUS"/akomantoso/examples/*.xml; do # what comes of each: tests/cli/test_akn.sh
    "$COPKIT" import -q -s "$TMP/laws.cop" "$f" || echo "not in: $f"
  done >"$TMP/said" 2>&1
  same "real documents come in" "" "$(cat "$TMP/said")"
  ok "export of all laws" "$COPKIT" export akn -q -s "$TMP/laws.cop" -o "$TMP/laws"
  if [ -e "$TMP/xsd/akn.xsd" ]; then ok "they hold to the schema" xmllint --noout --nonet --schema "$TMP/xsd/akn.xsd" "$TMP"/laws/*.xml; fi
  cp "$TMP/laws.cop" "$TMP/back.cop"
  texts() { python3 -c 'import sqlite3, sys
for row in sqlite3.connect(sys.argv[1]).execute("SELECT law, section, heading, under, text FROM article ORDER BY law, position"): print(row)' "$1"; }
  texts "$TMP/laws.cop" >"$TMP/sent"
  for f in $(grep -LE 'name="digest"' "$TMP"/laws/*.xml); do "$COPKIT" import -q --overwrite -s "$TMP/back.cop" "$f" || echo "not back: $f"; done
  texts "$TMP/back.cop" >"$TMP/back"
  ok "what was exported comes back word for word ($(wc -l <"$TMP/sent" | tr -d ' ') sections)" diff "$TMP/sent" "$TMP/back"
  ok "every word of a real act is there" python3 - "$CORPUS/akomantoso/examples/us_Act_2011-11-29.xml" "$TMP/laws.cop" <<'P'
import re, sqlite3, sys, xml.etree.ElementTree as e
root = e.parse(sys.argv[1]).getroot()
body = next(n for n in root.iter() if n.tag.endswith("}body"))
words = re.findall(r"[A-Za-z]{4,}", " ".join(body.itertext()))
held = " ".join(" ".join(filter(None, r)) for r in sqlite3.connect(sys.argv[2]).execute("SELECT section, heading, under, text FROM article WHERE law LIKE 'us-%'"))
lost = [w for w in words if w not in held]
print(lost[:10])
sys.exit(bool(lost))
P
fi

# --- a law typed in plain markup ---
printf 'law: RA 11930\naddress: https://example.org\n\n# Chapter I. General\n## Section 1. Short title\nThis Act has a name.\n\n(a) It is short.\n## Section 2\nIt ends.\n' >"$TMP/law.txt"
same "belongs to the law of that number" "lawtext: 3 added, 0 changed, 0 removed, 0 unchanged" "$("$COPKIT" import -s "$TMP/laws.cop" "$TMP/law.txt")"
same "sections, headings, lines" "PHL-11930|Section 1|Short title|Chapter I. General|This Act has a name.
(a) It is short.
PHL-11930|Section 2||Chapter I. General|It ends." "$(sqlite3 "$TMP/laws.cop" "SELECT law, section, heading, under, text FROM article WHERE law = 'PHL-11930' ORDER BY position")"
same "the same again changes nothing" "lawtext: 0 added, 0 changed, 0 removed, 3 unchanged" "$("$COPKIT" import -s "$TMP/laws.cop" "$TMP/law.txt")"
for case in 'a new law without title|needs a title|law: Act 99\n## Section 1\nx\n' 'no section|no section|law: RA 11930\n' 'text before a heading|before the first heading|law: RA 11930\nx\n## Section 1\ny\n' \
  'no number|no number|law:\n## Section 1\ny\n' 'a date that is none|is no date|law: Act 99\ntitle: T\nadopted: soon\n## Section 1\ny\n'; do
  printf '%b' "${case##*|}" >"$TMP/law.txt"
  "$COPKIT" import -s "$TMP/laws.cop" "$TMP/law.txt" >"$TMP/said" 2>&1
  same "refused: ${case%%|*}" 3 $?
  words=${case#*|}
  ok "which it says" grep -q "${words%%|*}" "$TMP/said"
done

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
"$COPKIT" import -s "$TMP/other.cop" "$TMP/ciso/CRC.ciso.yaml" "$TMP/ciso/CRC.ciso.yaml" >"$TMP/said" 2>&1
same "the same twice in one go: the second is refused" 1 $?
ok "and counted" grep -q ' unchanged, 1 refused$' "$TMP/said"

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
  start=$(date +%s%N)
  "$COPKIT" import --dry-run --json -s "$TMP/other.cop" "$CORPUS"/ciso/*/*.yaml >"$TMP/said.json" 2>/dev/null
  same "of many files the good ones go in, which is exit 1" 1 $?
  took=$((($(date +%s%N) - start) / 1000000))
  python3 - "$TMP/said.json" "$CORPUS"/ciso/*/*.yaml >"$TMP/said" <<'P'
import json, re, sys
refused = {}
for f in json.load(open(sys.argv[1])):
    if f["severity"] == "error":
        refused.setdefault(f["file"], []).append(f["message"])
framework = mapping = neither = 0
for path in sys.argv[2:]:
    text = open(path).read()
    holds = lambda key: re.search(rf"^  {key}:", text, re.M) is not None
    said = refused.get(path)
    if holds("frameworks?"):
        framework += 1
        fine = said is None
    elif holds("requirement_mapping_sets?"):
        mapping += 1
        fine = said is None or "no pair connects two requirements of the store" in said[0]
    else:
        neither += 1
        fine = said is not None and "holds no framework but: " in said[0]
    if not fine:
        print("wrong:", path, said)
print(f"{framework} frameworks, {mapping} mappings, {neither} without")
P
  same "each of $(ls "$CORPUS"/ciso/*/*.yaml | wc -l) real libraries comes in, or is refused with what it holds ($(tail -n 1 "$TMP/said"), $took ms)" "" "$(grep wrong "$TMP/said")"
  same "a mapping comes in beside the frameworks it connects" 0 "$(python3 -c 'import json,sys; print(sum("map-nist-csf-1.1" in f["file"] and f["severity"] == "error" for f in json.load(open(sys.argv[1]))))' "$TMP/said.json")"
  "$COPKIT" import -q -s "$TMP/other.cop" "$CORPUS/ciso/libraries/nist-csf-1.1.yaml" && "$COPKIT" import -q -s "$TMP/other.cop" "$CORPUS/ciso/libraries/nist-csf-2.0.yaml"
  map=$CORPUS/ciso/mappings/map-nist-csf-1.1-nist-csf-2.0.yaml
  ok "a real mapping comes in after the frameworks it connects" sh -c "'$COPKIT' import -q -s '$TMP/other.cop' '$map' >'$TMP/said' 2>&1"
  same "with every pair, or a word on those left out" "$(grep -c 'source_requirement_urn' "$map")" \
    "$(($(sqlite3 "$TMP/other.cop" "SELECT count(*) FROM mapping WHERE origin LIKE 'ciso-map-%'") + $(sed -n 's/.* \([0-9]*\) of [0-9]* pairs name what.*/\1/p' "$TMP/said")))"
fi

# --- OSCAL catalogs: ours come back, others come in or are refused with the reason ---
ok "our catalog comes back" "$COPKIT" import -q -s "$TMP/other.cop" "$TMP/oscal/GC25.oscal.json"
"$COPKIT" export pack -q -s "$TMP/other.cop" --pack oscal-GC25 -o "$TMP/gc25"
sed -n 's/^ *description: //p' "$TMP/ciso/GC25.ciso.yaml" | sed 1,2d | LC_ALL=C sort >"$TMP/sent"
sed -n 's/^    gist: //p' "$TMP/gc25/requirements.yaml" | LC_ALL=C sort >"$TMP/back"
ok "in the same words" diff "$TMP/sent" "$TMP/back"
ok "under the same codes" sh -c "for c in \$(sed -n 's/^      ref_id: //p' '$TMP/ciso/GC25.ciso.yaml'); do grep -qF \"\$c\" '$TMP/gc25/requirements.yaml' || { echo \$c; exit 1; }; done"
same "the same again changes nothing" 0 "$("$COPKIT" import -s "$TMP/other.cop" "$TMP/oscal/GC25.oscal.json" | grep -c -v ' 0 added, 0 changed, 0 removed')"
"$COPKIT" import -s "$TMP/other.cop" "$TMP/oscal/legal-review-mapping.oscal.json" >"$TMP/said" 2>&1
same "the mapping of the legal review is refused: questions are no requirements" 3 $?
ok "which it says" grep -q "no pair connects two requirements of the store: 'legal-review' is not there" "$TMP/said"
mapping() { printf '{"mapping-collection": {"uuid": "u", "metadata": {"title": "M", "oscal-version": "1.2.0", "version": "1"}, "provenance": {"matching-rationale": "semantic"}, "mappings": [{"source-resource": {"href": "CRC.oscal.json"}, "target-resource": {"href": "x/GC25.oscal.json"}, "maps": [%s]}]}}' "$1" >"$TMP/m.json"; }
mapping '{"relationship": "superset-of", "sources": [{"type": "control", "id-ref": "CRC-34"}], "targets": [{"type": "control", "id-ref": "GC25-81"}], "confidence-score": {"percentage": 0.75}}, {"relationship": "equal-to", "sources": [{"type": "control", "id-ref": "CRC-3"}], "targets": [{"type": "statement", "id-ref": "GC25-23_smt.a"}], "matching-rationale": "functional"}, {"relationship": "subset-of", "sources": [{"type": "control", "id-ref": "nowhere"}], "targets": [{"type": "control", "id-ref": "GC25-81"}]}'
ok "a mapping between frameworks of the store" sh -c "'$COPKIT' import -q -s '$TMP/other.cop' '$TMP/m.json' >'$TMP/said' 2>&1"
ok "what is not there is left out, and said" grep -q "1 of 3 pairs name what is not in the store, such as 'nowhere'" "$TMP/said"
same "relation, strength, reason; of a statement only that they intersect" "CRC-34 GC25-81 superset 8 semantic|CRC-3 GC25-23 intersects 0 functional|" \
  "$(sqlite3 -separator ' ' "$TMP/other.cop" "SELECT from_requirement, to_requirement, relation, ifnull(strength, 0), rationale FROM mapping WHERE origin = 'oscal-m' ORDER BY id" | tr '\n' '|')"
same "the same again changes nothing" 0 "$("$COPKIT" import -s "$TMP/other.cop" "$TMP/m.json" 2>/dev/null | grep -c -v ' 0 added, 0 changed, 0 removed')"
mapping '{"relationship": "like", "sources": [{"id-ref": "CRC-34"}], "targets": [{"id-ref": "GC25-81"}]}'
refused 3 "a relationship that is none" "$COPKIT" import -s "$TMP/other.cop" "$TMP/m.json"
ok "mappings leave as OSCAL" "$COPKIT" export oscal -q -s "$TMP/other.cop" -o "$TMP/mapped"
if [ -e "$CORPUS/oscal/schemas/oscal_mapping_schema.json" ] && python3 -c 'import jsonschema' 2>/dev/null; then
  ok "by the schema" python3 "$SRC/tests/cli/oscal.py" "$CORPUS/oscal/schemas/oscal_mapping_schema.json" "$TMP/mapped" legal-review-mapping.oscal.json
fi
cp "$TMP/mapped/legal-review-mapping.oscal.json" "$TMP/back-m.json"
ok "and come back" sh -c "'$COPKIT' import -q -s '$TMP/other.cop' '$TMP/back-m.json' >/dev/null 2>&1"
same "as they were" "$(sqlite3 "$TMP/other.cop" "SELECT from_requirement || to_requirement || relation || ifnull(strength, 0) FROM mapping WHERE origin = 'oscal-m' ORDER BY 1")" \
  "$(sqlite3 "$TMP/other.cop" "SELECT from_requirement || to_requirement || relation || ifnull(strength, 0) FROM mapping WHERE origin = 'oscal-back-m' AND from_requirement LIKE 'CRC-%' ORDER BY 1")"
catalog() { printf '{"catalog": {"uuid": "u", "metadata": {"title": "T", "oscal-version": "1.2.0", "version": "1"}%s}}' "$1" >"$TMP/t.json"; }
catalog ', "controls": [{"id": "a", "title": "A", "params": [{"id": "p", "label": "days"}], "parts": [{"name": "statement", "prose": "Within {{ insert: param, p }}.", "parts": [{"name": "item", "prose": "Twice."}]}, {"name": "guidance", "prose": "Not this."}]}, {"id": "b", "title": "B", "props": [{"name": "status", "value": "withdrawn"}]}]'
ok "a small catalog" "$COPKIT" import -q -s "$TMP/other.cop" "$TMP/t.json"
"$COPKIT" export pack -q -s "$TMP/other.cop" --pack oscal-t -o "$TMP/tpack"
same "title, statement and parameter are its text" "A: Within [days]. Twice." "$(sed -n 's/^    gist: //p' "$TMP/tpack/requirements.yaml" | tr -d '"')"
same "what is withdrawn is left out" 1 "$(grep -c '^  - id:' "$TMP/tpack/requirements.yaml")"
oscal_xml() { printf '%b<catalog xmlns="http://csrc.nist.gov/ns/oscal/1.0"><metadata><title>T</title></metadata>%b</catalog>' "${2:-}" "$1" >"$TMP/t.xml"; }
oscal_xml '<group id="g"><title>G</title><control id="a"><title>A</title><param id="p"><label>days</label></param><part name="statement"><p>Within <insert type="param" id-ref="p"/>.</p><ul><li>Twice.</li></ul></part></control></group>'
ok "a small catalog as XML" "$COPKIT" import -q --overwrite -s "$TMP/other.cop" "$TMP/t.xml"
same "title, statement, list and parameter are its text, under its group" "G|A: Within [days]. Twice." "$(sqlite3 "$TMP/other.cop" "SELECT area, gist FROM requirement WHERE framework = 'oscal-t' AND code = 'A' OR id = 'oscal-t/a'")"
for case in 'entities declared|declares|<group/>|<!DOCTYPE c [<!ENTITY x "y">]>' 'broken|line|<group>|'; do
  rest=${case#*|} body=${rest#*|}
  oscal_xml "${body%|*}" "${body##*|}"
  "$COPKIT" import -s "$TMP/other.cop" "$TMP/t.xml" >"$TMP/said" 2>&1
  same "XML refused: ${case%%|*}" 3 $?
  ok "which it says" grep -q "${rest%%|*}" "$TMP/said"
done
oscal_xml "$(python3 -c 'print("<group>" * 300 + "</group>" * 300)')"
"$COPKIT" import -s "$TMP/other.cop" "$TMP/t.xml" >"$TMP/said" 2>&1
ok "XML refused: groups in groups without end, with the limit" grep -q '200' "$TMP/said"
for case in 'no control|holds no control|' 'the same id twice|a second control|, "controls": [{"id": "a", "title": "A"}, {"id": "a", "title": "B"}]' 'a control without id|without id|, "controls": [{"title": "A"}]' \
  'broken JSON|line|, "controls": ['; do
  catalog "${case##*|}"
  "$COPKIT" import -s "$TMP/other.cop" "$TMP/t.json" >"$TMP/said" 2>&1
  same "refused: ${case%%|*}" 3 $?
  words=${case#*|}
  ok "which it says" grep -qE "${words%%|*}|t.json:[0-9]+:[0-9]+" "$TMP/said"
done
printf '{"catalog": {"metadata": {"oscal-version": "1"}, "groups": %s}}' "$(python3 -c 'print("[{\"groups\":" * 60 + "[]" + "}]" * 60)')" >"$TMP/t.json"
refused 3 "groups in groups without end" "$COPKIT" import -s "$TMP/other.cop" "$TMP/t.json"
if [ ! -d "$CORPUS/oscal/content" ]; then skip "real OSCAL files" "no corpus"
else
  other=""
  for f in "$CORPUS"/oscal/content/*.json "$CORPUS"/oscal/mapping/*.json; do
    "$COPKIT" import -q --dry-run -s "$TMP/other.cop" "$f" >"$TMP/said" 2>&1
    case $?-$(python3 -c 'import json,sys; print(list(json.load(open(sys.argv[1])))[0])' "$f") in
      0-catalog) ;;
      3-catalog) other="$other $f" ;;
      3-mapping-collection) grep -q 'no pair connects two requirements of the store' "$TMP/said" || other="$other $f" ;;
      3-*) grep -q 'this file is: ' "$TMP/said" || other="$other $f" ;;
      *) other="$other $f" ;;
    esac
  done
  same "every real catalog comes in, everything else is refused by its name" "" "$other"
  # one catalog in three forms
  f="$CORPUS/oscal/content/basic-catalog"
  python3 -c 'import json,sys; json.dump(json.load(open(sys.argv[1])), open(sys.argv[2], "w"), indent=1)' "$f.json" "$TMP/basic-catalog.json"
  if python3 -c 'import yaml' 2>/dev/null; then python3 -c 'import json,sys,yaml; yaml.safe_dump(json.load(open(sys.argv[1])), open(sys.argv[2], "w"), sort_keys=False)' "$f.json" "$TMP/basic-catalog.yaml"; fi
  cp "$f.xml" "$TMP/basic-catalog.xml"
  for form in json xml yaml; do
    [ -e "$TMP/basic-catalog.$form" ] || continue
    cp "$TMP/laws.cop" "$TMP/form.cop"
    "$COPKIT" import -q -s "$TMP/form.cop" "$TMP/basic-catalog.$form"
    sqlite3 "$TMP/form.cop" "SELECT id, code, area, gist FROM requirement WHERE framework = 'oscal-basic-catalog' ORDER BY position" | sed 's/\[\((choppy)\)\](#s1.2)/\1/' >"$TMP/form.$form"
    ok "the $form form: every control, in the same words" diff "$TMP/form.json" "$TMP/form.$form"
  done
  ok "there are some" test -s "$TMP/form.json"
  same "the poam as YAML is refused by its name" 1 "$("$COPKIT" import -s "$TMP/other.cop" "$CORPUS/oscal/content/ifa_plan-of-action-and-milestones.yaml" 2>&1 | grep -c 'this file is: plan-of-action-and-milestones')"
  f="$CORPUS/oscal/content/NIST_SP-800-53_rev5_PRIVACY-baseline-resolved-profile_catalog.json"
  n=$(python3 -c '
import json, sys
def walk(x):
    for c in x.get("controls", []):
        yield c
        yield from walk(c)
    for g in x.get("groups", []):
        yield from walk(g)
print(sum(not any(p["name"] == "status" and p["value"] == "withdrawn" for p in c.get("props", [])) for c in walk(json.load(open(sys.argv[1]))["catalog"])))' "$f")
  same "with every control" "oscal: $((n + 2)) added, 0 changed, 0 removed, 0 unchanged (nothing was stored)" "$("$COPKIT" import --dry-run -s "$TMP/other.cop" "$f")"
fi
tap_done

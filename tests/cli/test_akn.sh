#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every kind of document of Akoma Ntoso comes in and goes out as it came:
# structure, words, references. The schema of OASIS judges what is written, and
# Python's XML reader whether anything was lost.
. "$(dirname "$0")/../tap.sh"
command -v xmllint >/dev/null || skip_all "no xmllint"
[ -d "$CORPUS/akomantoso/schema" ] || skip_all "no corpus"
mkdir "$TMP/xsd" "$TMP/in"
sed 's|/ns/akn/3.0/WD17|/ns/akn/3.0|g' "$CORPUS/akomantoso/schema/akomantoso30.xsd" >"$TMP/xsd/akn.xsd"
cp "$CORPUS/akomantoso/schema/xml.xsd" "$TMP/xsd/"
valid() { xmllint --noout --nonet --schema "$TMP/xsd/akn.xsd" "$@"; }
cat >"$TMP/same.py" <<'P'
# Two documents are the same but for comments, version of the name space and schema locations.
import re, sys, xml.etree.ElementTree as e
AKN = re.compile(r"^\{http://docs\.oasis-open\.org/legaldocml/ns/akn/3\.0(/[A-Z0-9]+)?\}")
def flat(n):
    yield AKN.sub("{akn}", n.tag)
    yield sorted((AKN.sub("{akn}", k), v) for k, v in n.attrib.items() if "XMLSchema-instance" not in k)
    yield n.text or ""
    for c in n:
        yield from flat(c)
        yield c.tail or ""
    yield "/"
a, b = (list(flat(e.parse(f).getroot())) for f in sys.argv[1:3])
for x, y in zip(a, b):
    if x != y: sys.exit("%r\n%r" % (x, y))
sys.exit(len(a) != len(b) and "one is longer")
P
# One small document of each kind the corpus has no example of.
cat >"$TMP/make.py" <<'P'
import sys
def meta(kind, n): return f'''<meta><identification source="#x{n}"><FRBRWork><FRBRthis value="/akn/xx/{kind}/2020/{n}/!main"/><FRBRuri value="/akn/xx/{kind}/2020/{n}"/><FRBRdate date="2020-01-02" name="made"/><FRBRauthor href="#x{n}"/><FRBRcountry value="xx"/><FRBRnumber value="{n}"/></FRBRWork><FRBRExpression><FRBRthis value="/akn/xx/{kind}/2020/{n}/eng@/!main"/><FRBRuri value="/akn/xx/{kind}/2020/{n}/eng@"/><FRBRdate date="2020-01-03" name="made"/><FRBRauthor href="#x{n}"/><FRBRlanguage language="eng"/></FRBRExpression><FRBRManifestation><FRBRthis value="/akn/xx/{kind}/2020/{n}/eng@/!main.xml"/><FRBRuri value="/akn/xx/{kind}/2020/{n}/eng@.xml"/><FRBRdate date="2020-01-03" name="made"/><FRBRauthor href="#x{n}"/></FRBRManifestation></identification><references source="#x{n}"><TLCOrganization eId="x{n}" href="/ontology/organization/x" showAs="X"/></references></meta>'''
pre = "<preface><p><docTitle>A {} made for a test</docTitle></p></preface>"
para = '<paragraph eId="{0}para_1"><num>1.</num><content><p>See <ref href="/akn/xx/act/2019/7#sec_2">section 2</ref>, <i>made</i> for a test.</p></content></paragraph>'
act = '<act name="act">' + meta("act", "71") + pre.format("law") + '<preamble><p>We enact:</p></preamble><body><section eId="sec_1"><num>1</num><heading>Words</heading><content><p>A child is a person under 18.</p></content></section></body></act>'
bodies = {
  "doc": pre.format("regulation") + "<preamble><p>The minister orders:</p></preamble><mainBody>" + para.format("") + "<p>It ends.</p></mainBody><attachments><attachment><doc name='annex'>" + meta("doc", "A1") + pre.format("annex") + "<mainBody><p>Form of a notice.</p><p>Signed.</p></mainBody></doc></attachment></attachments>",
  "statement": pre.format("statement") + "<mainBody><p>The House is concerned.</p></mainBody>",
  "debateReport": pre.format("report") + "<mainBody><hcontainer name='votes' eId='hcontainer_1'><heading>Votes</heading>" + para.format("hcontainer_1__") + "</hcontainer></mainBody>",
  "amendment": pre.format("amendment") + "<amendmentBody><amendmentHeading><block name='number'>Amendment 1</block></amendmentHeading><amendmentContent><block name='change'><mod>In clause 1, for <quotedText>16</quotedText> put <quotedText>18</quotedText>.</mod></block></amendmentContent><amendmentJustification><p>The Convention says 18.</p></amendmentJustification></amendmentBody>",
  "amendmentList": pre.format("list") + "<collectionBody><component eId='cmp_1'><amendment name='a'>" + meta("amendment", "72") + "<amendmentBody><amendmentContent><block name='change'>Strike clause 4.</block></amendmentContent></amendmentBody></amendment></component></collectionBody>",
  "officialGazette": pre.format("gazette") + "<collectionBody><component eId='cmp_1'>" + act + "</component><component eId='cmp_2'><documentRef eId='dref_1' href='/akn/xx/act/2020/73' showAs='Act 73'/></component></collectionBody>",
  "documentCollection": pre.format("collection") + "<collectionBody><component eId='cmp_1'><documentRef eId='dref_1' href='/akn/xx/act/2020/73' showAs='Act 73'/></component></collectionBody>",
  "portion": "<portionBody>" + para.format("") + "</portionBody>",
}
for i, (kind, body) in enumerate(bodies.items()):
    attrs = 'includedIn="/akn/xx/act/2020/7"' if kind == "portion" else 'name="x"'
    open(f"{sys.argv[1]}/{kind}.xml", "w").write(f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"><{kind} {attrs}>' + meta(kind, i + 1) + body + f"</{kind}></akomaNtoso>")
P
python3 "$TMP/make.py" "$TMP/in"
ok "the documents made here hold to the schema" valid "$TMP"/in/*.xml
cp "$CORPUS"/akomantoso/examples/*.xml "$TMP/in/"
ok "a store" "$COPKIT" init "$TMP/a.cop" --country PH -q
round() { # store, file: imports it, exports what came of it
  "$COPKIT" import -q -s "$1" "$2" || return 1
  law=$(sqlite3 "$1" "SELECT law FROM law_text WHERE rowid = (SELECT max(rowid) FROM law_text)")
  rm -rf "$TMP/out"
  "$COPKIT" export akn -q -s "$1" --law "$law" -o "$TMP/out" && mv "$TMP/out/$law.akn.xml" "$3"
}
for f in "$TMP"/in/*.xml; do
  n=$(basename "$f" .xml)
  ok "$n: in and out" round "$TMP/a.cop" "$f" "$TMP/$n.1.xml"
  ok "$n: holds to the schema" valid "$TMP/$n.1.xml"
  ok "$n: nothing was lost" python3 "$TMP/same.py" "$f" "$TMP/$n.1.xml"
done
ok "a second store" "$COPKIT" init "$TMP/b.cop" --country PH -q
other=""
for f in "$TMP"/in/*.xml; do
  n=$(basename "$f" .xml)
  round "$TMP/b.cop" "$TMP/$n.1.xml" "$TMP/2.xml" && cmp -s "$TMP/$n.1.xml" "$TMP/2.xml" || other="$other $n"
done
same "each export imports, and exports the same bytes" "" "$other"
held() { sqlite3 "$1" "SELECT law, section, heading, under, text FROM article WHERE origin LIKE 'akn-%' ORDER BY law, position"; }
held "$TMP/a.cop" >"$TMP/held"; held "$TMP/b.cop" >"$TMP/held2"
ok "with the same sections" cmp "$TMP/held" "$TMP/held2"
for f in "$TMP"/in/*.xml; do "$COPKIT" import -s "$TMP/a.cop" "$f"; done >"$TMP/again" 2>&1
same "all of them again change nothing" "" "$(grep -v ' 0 added, 0 changed, 0 removed,' "$TMP/again")"

# --- what a reader meets ---
same "each kind is named" "act amendment bill collection debate debate report document judgment list of amendments official gazette portion statement" \
  "$(sqlite3 "$TMP/a.cop" "SELECT DISTINCT form FROM law_text ORDER BY form" | tr '\n' ' ' | sed 's/ $//')"
same "only an act is a law in force, only a bill a pending one" "act|in force bill|pending" \
  "$(sqlite3 "$TMP/a.cop" "SELECT DISTINCT form || '|' || status FROM law_text t JOIN law l ON l.id = t.law WHERE status <> 'no law' ORDER BY 1" | tr '\n' ' ' | sed 's/ $//')"
same "a judgment is cited by its paragraphs" "Paragraph [36]|Decision" "$(sqlite3 "$TMP/a.cop" "SELECT section, under FROM article WHERE law = 'za-653-07' AND section LIKE '%36%'")"
same "a debate has its speakers before what they say" 1 "$(sqlite3 "$TMP/a.cop" "SELECT count(*) FROM article WHERE under = 'MOTIONS' AND text LIKE 'Mr. Alfa: Mr. Deputy Speaker, I beg to move%'")"
same "an act within a gazette is found by its title" "Section 1|Words|A law made for a test" "$(sqlite3 "$TMP/a.cop" "SELECT section, heading, under FROM article WHERE law = 'xx-6' AND section LIKE 'Section%'")"
ok "the review of the law is built" "$COPKIT" build -q -s "$TMP/a.cop" -o "$TMP/built" legal-review
ok "and names the foreign act, which is a law, but no debate and no judgment" sh -c "grep -q 'Data Retention' '$TMP/built/legal-review/legal-review.en.html' && ! grep -qE 'Fourway|SECOND MEETING' '$TMP/built/legal-review/legal-review.en.html'"

# --- changed by a person ---
cp "$TMP/a.cop" "$TMP/c.cop"
sqlite3 "$TMP/c.cop" "UPDATE article SET text = 'Changed by hand.' WHERE position = 2 AND law IN (SELECT law FROM law_text)" 2>"$TMP/said"
"$COPKIT" export akn -q -s "$TMP/c.cop" -o "$TMP/changed"
for f in "$TMP"/in/*.xml; do
  n=$(basename "$f" .xml)
  law=$(sqlite3 "$TMP/c.cop" "SELECT l.id FROM law l JOIN source s ON s.id = 'akn-' || l.id JOIN article a ON a.law = l.id AND a.position = 2 WHERE s.address = '$(sed -n 's/.*<[a-z:]*FRBRuri value="\([^"]*\)".*/\1/p' "$f" | head -1)'")
  [ -n "$law" ] || continue
  ok "$n: a changed section is written in its place, by the schema" valid "$TMP/changed/$law.akn.xml"
  same "$n: which the dates of the document tell" 1 "$(grep -c 'changed-after-import' "$TMP/changed/$law.akn.xml")"
  same "$n: once" 1 "$(grep -o 'Changed by hand' "$TMP/changed/$law.akn.xml" | wc -l | tr -d ' ')"
done

# --- refused ---
sed 's/<\/\?statement/&X/g' "$TMP/in/statement.xml" >"$TMP/x.xml"
refused 3 "a document the standard does not know" "$COPKIT" import -s "$TMP/a.cop" "$TMP/x.xml"
"$COPKIT" import -s "$TMP/a.cop" "$TMP/x.xml" >"$TMP/said" 2>&1
ok "which it names" grep -q 'no document of this name: statementX' "$TMP/said"
sed 's/<p>The House is concerned.<\/p>/<p><\/p>/' "$TMP/in/statement.xml" >"$TMP/x.xml"
"$COPKIT" import -s "$TMP/a.cop" "$TMP/x.xml" >"$TMP/said" 2>&1
ok "a document without a word" grep -q 'holds no text' "$TMP/said"
python3 -c 'import sys; t = open(sys.argv[1]).read(); open(sys.argv[2], "w").write(t.replace("The House", "<i>" * 300 + "The House" + "</i>" * 300))' "$TMP/in/statement.xml" "$TMP/x.xml"
"$COPKIT" import -s "$TMP/a.cop" "$TMP/x.xml" >"$TMP/said" 2>&1
ok "too deep, with the limit" grep -q 'deeper than 200' "$TMP/said"
python3 -c 'import sys; t = open(sys.argv[1]).read(); open(sys.argv[2], "w").write(t.replace("The House", "The House " * 500000))' "$TMP/in/statement.xml" "$TMP/x.xml"
"$COPKIT" import -s "$TMP/a.cop" "$TMP/x.xml" >"$TMP/said" 2>&1
ok "a section too long, with the limit" grep -q 'longer than 4194304 bytes' "$TMP/said"
tap_done

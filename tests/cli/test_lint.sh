#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# copkit lint on files as users have them: text, Markdown, HTML, DOCX, PDF.
. "$(dirname "$0")/../tap.sh"
cd "$TMP" || exit 1

printf 'Calm words about children.\n' >clean.txt
printf 'One.\nLaws punish child pornography.\n' >bad.txt
printf 'Laws punish child pornography. See `child pornography` and [x](child-pornography.html).\n' >bad.md
printf '<p>Fine.</p>\n<p>Laws punish\nchild\npornography.</p><script>child pornography</script>\n' >bad.html
printf 'PP-22: Resolution 179 (Rev. Bucharest, 2023). RA 9775 applies.\n' >cite.txt

ok "a clean text" "$COPKIT" lint clean.txt
same "a clean text says nothing" "" "$("$COPKIT" lint clean.txt)"
refused 1 "findings" "$COPKIT" lint bad.txt
same "a line for each: place, severity, code, message, remedy" \
  "bad.txt:2:13: error term-harmful: harmful term: 'child pornography'" "$("$COPKIT" lint bad.txt | cut -d'(' -f1 | sed 's/ $//')"
ok "with a remedy" sh -c "'$COPKIT' lint bad.txt | grep -q '; write '"
same "Markdown: once, not in code or addresses" 1 "$("$COPKIT" lint bad.md | wc -l | tr -d ' ')"
same "HTML: line and column of the file" "bad.html:3:1" "$("$COPKIT" lint bad.html | cut -d: -f1-3)"
same "standard input" "-:1:6" "$(printf 'Stop child pornography' | "$COPKIT" lint - | cut -d: -f1-3)"
same "--text prints what was read" "Stop" "$(printf '<p>Stop' | "$COPKIT" lint --format html --text -)"
same "--date: what was in force then" "citation-conference" "$("$COPKIT" lint --date 2021 cite.txt | awk '{ sub(":", "", $3); print $3 }')"
same "today" "citation-conference superseded-law" "$("$COPKIT" lint cite.txt | awk '{ sub(":", "", $3); print $3 }' | tr '\n' ' ' | sed 's/ $//')"
same "--severity leaves out what is lower" "" "$(printf 'A new survey says that 40%% of children were asked.' | "$COPKIT" lint --severity warning -)"
refused 1 "a note is a finding" sh -c "printf 'A new survey says that 40%% of children were asked.' | '$COPKIT' lint -"
"$COPKIT" lint --json bad.txt cite.txt >one.json
"$COPKIT" lint --json bad.txt cite.txt >two.json
ok "the same input gives the same bytes" cmp one.json two.json

cat >check_json.py <<'P'
import json, sys
found = json.load(open('one.json'))
keys = ['file', 'line', 'column', 'start', 'end', 'kind', 'code', 'severity', 'text', 'message', 'remedy']
assert len(found) == 3, found
for f in found:
    assert list(f) == keys, f
    assert open(f['file'], encoding='utf-8').read()[f['start']:f['end']] == f['text'], f
P
ok "--json: the array of the contract, offsets in code points" python3 check_json.py
"$COPKIT" lint --sarif bad.txt cite.txt >out.sarif
cat >check_sarif.py <<'P'
import json
d = json.load(open('out.sarif'))
assert d['version'] == '2.1.0' and d['$schema'].endswith('sarif-schema-2.1.0.json')
run, = d['runs']
ids = [r['id'] for r in run['tool']['driver']['rules']]
assert ids == sorted(ids) and len(ids) == len(set(ids))
assert run['columnKind'] == 'unicodeCodePoints'
for r in run['results']:
    assert r['ruleId'] in ids and r['level'] in ('note', 'warning', 'error') and r['message']['text']
    place = r['locations'][0]['physicalLocation']
    assert place['artifactLocation']['uri'] in ('bad.txt', 'cite.txt')
    region = place['region']
    assert region['startLine'] >= 1 and region['startColumn'] >= 1 and region['charLength'] > 0
assert len(run['results']) == 3
P
ok "--sarif: version, rules, results with their regions" python3 check_sarif.py
cp bad.txt 'an é file.txt'
"$COPKIT" lint --sarif 'an é file.txt' cite.txt bad.md bad.html clean.txt >more.sarif
"$COPKIT" lint --sarif clean.txt >none.sarif
sed 's/"level": *"error"/"level": "fatal"/' out.sarif >wrong.sarif
SCHEMA=${NODE_MODULES:-$SRC/tests/node_modules}/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json
cat >schema.py <<'P'
import json, sys, jsonschema
judge = jsonschema.Draft4Validator(json.load(open(sys.argv[1])), format_checker=jsonschema.FormatChecker())
sys.exit('\n'.join(e.message[:200] for name in sys.argv[2:] for e in judge.iter_errors(json.load(open(name)))) or 0)
P
if [ -e "$SCHEMA" ] && python3 -c 'import jsonschema' 2>/dev/null; then
  ok "--sarif: valid by the schema of SARIF 2.1.0" python3 schema.py "$SCHEMA" out.sarif more.sarif none.sarif
  refused 1 "which would notice a level that is none" python3 schema.py "$SCHEMA" wrong.sarif
else
  skip "--sarif: valid by the schema of SARIF 2.1.0" "npm package @microsoft/jest-sarif or python3-jsonschema is not installed"
fi

if command -v soffice >/dev/null; then
  printf 'First paragraph.\n\nLaws punish child pornography here.\n' >word.txt
  soffice --headless --convert-to docx:"MS Word 2007 XML" word.txt >/dev/null 2>&1
  same "a DOCX of another program: paragraph and character" "word.docx:3:13" "$("$COPKIT" lint word.docx 2>&1 | cut -d: -f1-3)"
  if command -v pdftotext >/dev/null; then
    soffice --headless --convert-to pdf word.txt >/dev/null 2>&1
    { seq -f 'Line %g of a calm text.' 90; printf '\nLaws punish child pornography here.\n'; } >long.txt
    soffice --headless --convert-to pdf long.txt >/dev/null 2>&1
    ok "on its second page" sh -c "'$COPKIT' lint long.pdf | grep -q '^long.pdf:2:[0-9]*: error term-harmful'"
    ok "a PDF of another program: page and line" sh -c "'$COPKIT' lint word.pdf | grep -q '^word.pdf:1:[0-9]*: error term-harmful'"
  else
    skip "a PDF of another program" "pdftotext is not installed"
  fi
else
  skip "a DOCX of another program" "LibreOffice is not installed"
  skip "a PDF of another program" "LibreOffice is not installed"
fi

refused 2 "no file and no store" "$COPKIT" lint
refused 2 "an unknown format" "$COPKIT" lint --format rtf bad.txt
refused 2 "an unknown severity" "$COPKIT" lint --severity fatal bad.txt
refused 2 "a date that is none" "$COPKIT" lint --date 2023-13 bad.txt
refused 2 "--packs with a file" "$COPKIT" lint --packs bad.txt
refused 3 "a file that is not there" "$COPKIT" lint nosuch.txt
printf 'PK\003\004 broken' >broken.docx
refused 3 "a broken DOCX" "$COPKIT" lint broken.docx
ok "which is named" sh -c "'$COPKIT' lint broken.docx 2>&1 | grep -q '^copkit lint: broken.docx: '"
refused 3 "one broken file among others: the others are checked" "$COPKIT" lint broken.docx bad.txt
same "and reported" 1 "$("$COPKIT" lint broken.docx bad.txt 2>/dev/null | wc -l | tr -d ' ')"
refused 3 "a store that is none" "$COPKIT" lint -s clean.txt bad.txt
refused 3 "a home without catalogues" env COPKIT_HOME="$TMP" "$COPKIT" lint bad.txt

ok "our own packs are clean" "$COPKIT" lint --packs
if [ -d "$CORPUS/lint" ]; then
  ok "labelled passages: recall and precision" "$SRC/tests/lint/score" "$CORPUS/lint/dev.jsonl" --binary "$COPKIT" --show --min-recall 0.95 --min-precision 0.95
else
  skip "labelled passages" "the corpus is not here"
fi
SEED=$CORPUS/../seed/cwg-cop-19-4.txt
if [ -e "$SEED" ]; then
  "$COPKIT" lint --date 2023-09 "$SEED" >seed.out
  for want in 'citation-conference: Resolution 179' 'superseded-revision: .*Resolution 45' "term-harmful: .*child pornography" 'double-count: .*20.2%.*2 of 10'; do
    ok "the contribution of 2023: $want" grep -q "$want" seed.out
  done
  same "and nothing else but what is wrong" "citation-conference 2
citation-form 2
double-count 1
prevalence-ranking 1
superseded-revision 1
term-harmful 1" "$(awk '{ sub(":", "", $3); print $3 }' seed.out | sort | uniq -c | awk '{ print $2, $1 }')"
else
  skip "the contribution of 2023" "the corpus is not here"
fi
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A sentence a person put in place of the rule's: its numbers follow the facts; when
# one changes it is marked in the draft, found by build and check, and held back.
. "$(dirname "$0")/../tap.sh"
export SOURCE_DATE_EPOCH=1795564800 # 2026-11-25
S="$TMP/ph.cop"
export COPKIT_STORE="$S"
"$COPKIT" init -q "$S" --country PH
list() { "$COPKIT" check --sentences contribution/contribution.en --json >"$TMP/list.json"; }
field() { python3 -c 'import json,sys; s=next(x for x in json.load(open(sys.argv[1])) if x["id"]==sys.argv[2]); print(s[sys.argv[3]] if sys.argv[3] in s else s["values"][sys.argv[3]])' "$TMP/list.json" "$1" "$2"; }
ok "sentences of a document are listed" list
same "with the rule's pattern" "{messages} key messages are drafted in {languages}." "$(field messages pattern)"
refused 3 "of no document, none" "$COPKIT" check --sentences contribution/nothing.en
n=$(field messages messages)
edit() { # TEXT SEEN...
  text=$1; shift
  rm -rf "$TMP/edit"; mkdir "$TMP/edit"
  printf 'id: words\nversion: "%s"\ntitle: Words\nlicence: CC0-1.0\ncountry: PH\n' "$((v = v + 1))" >"$TMP/edit/pack.yaml"
  printf 'edited_sentences:\n  - id: contribution/contribution/en/messages\n    document: contribution/contribution\n    sentence: messages\n    lang: en\n    text: "%s"\n    seen: ["messages=%s", "languages=%s"]\n' "$text" "$1" "$2" >"$TMP/edit/edits.yaml"
  "$COPKIT" import -q "$TMP/edit"
}
paper() { "$COPKIT" build -q -o "$TMP/out" --date 2026-11-29 contribution >"$TMP/said" 2>&1; pdftotext "$TMP/out/contribution/contribution.en.pdf" - | tr '\n' ' ' | tr -s ' '; }
words() { unzip -p "$TMP/out/contribution/contribution.en.docx" word/document.xml | sed 's/<w:p[ >]/\n/g; s/<[^>]*>//g' >"$1"; }
paper >/dev/null
words "$TMP/a"
ok "one is edited" edit "Children and carers are asked for one act each, by {messages} messages in {languages}." "$n" "$(field messages languages)"
paper >"$TMP/text"
ok "it stands in the document, with its number" grep -q "Children and carers are asked for one act each, by $n messages in English, Filipino, Cebuano and Ilocano" "$TMP/text"
ok "in place of the rule's" sh -c "! grep -q 'key messages are drafted in' '$TMP/text'"
ok "in no other form" sh -c "pdftotext '$TMP/out/contribution/information.en.pdf' - | grep -q '$n key messages are drafted'"
words "$TMP/b"
same "nothing else changed: one paragraph" 1 "$(diff "$TMP/a" "$TMP/b" | grep -c '^>')"
ok "and is settled" sh -c "'$COPKIT' check | grep -q '^1 edited sentences, 0 to be looked at'"

# --- a number is no longer the one seen ---
edit "Children and carers are asked for one act each, by {messages} messages in {languages}." "1$n" "$(field messages languages)"
paper >"$TMP/text"
ok "a number that is not the one seen is marked in the draft" grep -q "by $n messages in English, Filipino, Cebuano and Ilocano\. *\[Edited by a person, and changed since: $n, was 1$n. To be looked at.\]" "$TMP/text"
ok "the build says it" sh -c "grep -q 'sentence messages was edited by a person and its values changed since: $n, was 1$n' '$TMP/said' || python3 -c \"
import json, sys
sys.exit(not any(f['code'] == 'sentence-changed' for a in json.load(open('$TMP/out/manifest.json'))['artifacts'] for f in a['findings']))\""
"$COPKIT" check >"$TMP/check"
same "check fails" 1 $?
ok "and names it" grep -q "^sentence contribution/contribution/en/messages: changed since a person looked: $n, was 1$n" "$TMP/check"
"$COPKIT" build -o "$TMP/released" --date 2026-11-29 --release contribution >"$TMP/said" 2>&1
ok "a release waits for it" grep -q "gate-sentence" "$TMP/said"
ok "when a person has looked it is settled" edit "We ask for one act each, in {messages} messages." "$n" "$(field messages languages)"
"$COPKIT" build -o "$TMP/released" --date 2026-11-29 --release contribution >"$TMP/said" 2>&1
ok "and the release waits for other things only" sh -c "grep -q 'gate-approval' '$TMP/said' && ! grep -q 'gate-sentence' '$TMP/said'"
edit "We ask for one act each, by {people} people." "$n" "$(field messages languages)"
paper >"$TMP/text"
ok "where the text needs a value that is not there the rule's sentence stands, marked" grep -q "$n key messages are drafted in English, Filipino, Cebuano and Ilocano\. *\[Edited" "$TMP/text"
tap_done

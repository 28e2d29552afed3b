#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A document beside its sentences: one is edited, keeps its numbers, is shown when
# one of them changed, and is kept or given back to the rule.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
command -v curl >/dev/null || skip_all "no curl"
ok "a store" desk_store
mkdir "$TMP/out"
ok "the desk starts" desk_start --out "$TMP/out"
ok "the plan comes" desk_planned
A=/documents/sentences/contribution/contribution.en
page() { curl -s -b "$TMP/jar" -c "$TMP/jar" "$URL$A" >"$TMP/page"; tr '\n' ' ' <"$TMP/page" | sed 's/<[^>]*>//g' | tr -s ' ' >"$TMP/text"; }
page
ok "documents lead to it" sh -c "curl -s '$URL/documents' | grep -q 'href=\"$A\"'"
ok "every sentence leads from the preview to its form" sh -c "
  links=\$(grep -o 'href=\"#edit-[^\"]*\"' '$TMP/page' | sort -u | wc -l) forms=\$(grep -o 'id=\"edit-[^\"]*\"' '$TMP/page' | sort -u | wc -l)
  [ \$links -ge 10 ] && [ \$links = \$forms ]"
same "a document without any has no page" 404 "$(status "$URL/documents/sentences/kit/sms.en")"
revision() { sed 's/<form/\n&/g' "$TMP/page" | grep 'name="sentence" value="messages"' | sed 's/.*name="revision" value="\([0-9]*\)".*/\1/'; }
send() { # JOB TEXT
  t=$(sed -n 's/.*name="token" value="\([0-9a-f]*\)".*/\1/p' "$TMP/page" | head -n 1)
  curl -s -b "$TMP/jar" -o "$TMP/answer" -w '%{http_code}' -H "Origin: $URL" --data-urlencode "token=$t" -d sentence=messages -d "revision=$(revision)" -d "job=$1" --data-urlencode "text=$2" "$URL$A"
}
n=$(grep -o '[0-9]* key messages are drafted' "$TMP/text" | head -n 1 | cut -d' ' -f1)
same "a number that is none of its values is refused" 422 "$(send save "About 9999 messages are drafted.")"
ok "which is said" grep -q "9999 is none of the values of this sentence" "$TMP/answer"
same "so is a name it does not have" 422 "$(send save "About {people} are drafted.")"
same "so is nothing" 422 "$(send save " ")"
same "typed as it is read, it is taken" 303 "$(send save "Some $n messages wait for native readers.")"
page
ok "the number became a link to its value" grep -q 'Some {messages} messages wait for native readers' "$TMP/page"
ok "the preview shows it" grep -q "Some $n messages wait for native readers" "$TMP/text"
ok "with the rule's beside it" grep -q "The rule.*s sentence: *$n key messages are drafted" "$TMP/text"
same "an older revision is refused" 409 "$(revision() { echo 0; }; send save "Other {messages}.")"
# Somebody saw another number.
seen() { "$COPKIT" export pack -q -s "$STORE" --id edits -o "$TMP/edits" 2>/dev/null; python3 -c "
import json, sqlite3, sys
print(json.loads(sqlite3.connect(sys.argv[1]).execute('SELECT seen FROM edited_sentence').fetchone()[0])[0])" "$STORE"; }
same "what was seen is kept" "messages=$n" "$(seen)"
id=contribution/contribution/en/messages
t=$(curl -s -b "$TMP/jar" -c "$TMP/jar" "$URL/edit/edited_sentence/$id" | sed -n 's/.*name="token" value="\([0-9a-f]*\)".*/\1/p' | head -n 1)
curl -s -b "$TMP/jar" -o /dev/null -H "Origin: $URL" --data-urlencode "token=$t" -d revision=1 --data-urlencode "f.seen=messages=1$n" "$URL/edit/edited_sentence/$id"
page
ok "a sentence whose number changed is shown" sh -c "grep -q '1 edited sentence is to be looked at' '$TMP/text' && grep -q 'edited, and changed since' '$TMP/text'"
ok "on the list of documents too" sh -c "curl -s '$URL/documents' | tr '\n' ' ' | sed 's/<[^>]*>//g' | grep -q '1 edited sentence is to be looked at.*contribution/contribution.en: $n, was 1$n'"
ok "in the preview it is marked" grep -q "Edited by a person, and changed since" "$TMP/text"
same "who looked keeps it" 303 "$(send keep "")"
page
ok "and it is settled" sh -c "! grep -q 'is to be looked at' '$TMP/text' && grep -q 'Some $n messages wait for native readers' '$TMP/text'"
same "the rule's sentence can be taken back" 303 "$(send rule "")"
page
ok "which stands again" sh -c "grep -q '$n key messages are drafted' '$TMP/text' && ! grep -q 'native readers\.' '$TMP/text'"
ok "in Filipino the page is in Filipino" sh -c "curl -s -b lang=fil '$URL$A' | grep -q 'Mga pangungusap ng isang dokumento'"
desk_stop
tap_done

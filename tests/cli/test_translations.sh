#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Texts out to translators and back, as PO, XLIFF and spreadsheet: judged by
# msgfmt, pofilter and LibreOffice; conflicts are shown, nothing is lost.
. "$(dirname "$0")/../tap.sh"
export COPKIT_ACTOR=translator
S=$TMP/ph.cop
"$COPKIT" init "$S" --country PH >/dev/null 2>&1 || { echo "Bail out! no store"; exit 1; }
cp "$S" "$TMP/fresh.cop"
out() { "$COPKIT" export "$@" -q -s "$S"; }
into() { "$COPKIT" import -s "$S" "$@" >"$TMP/said" 2>&1; }
text() { sqlite3 "$S" "SELECT text, state, revision FROM message_text WHERE id = '$1'"; }

# --- PO ---
ok "PO is written" out po -l fil -o "$TMP/fil.po"
same "msgfmt -c has nothing to say" "" "$(msgfmt -c -o /dev/null "$TMP/fil.po" 2>&1)"
names=$(sqlite3 "$S" "SELECT count(*) FROM translation WHERE lang = 'fil' AND state = 'not needed'")
ok "and knows drafts as fuzzy, names that stay as done" sh -c "msgfmt --statistics -o /dev/null '$TMP/fil.po' 2>&1 | grep -qE '^$names translated messages, [0-9]+ fuzzy'"
if command -v pofilter >/dev/null; then
  for l in ceb fil; do
    out po -l $l --only messages -o "$TMP/filter-$l.po"
    pofilter --fuzzy --nonotes -t escapes -t newlines -t tabs -t printf -t pythonbraceformat -t doublespacing -t blank -t variables \
      "$TMP/filter-$l.po" "$TMP/filtered-$l.po" >"$TMP/why" 2>&1
    same "pofilter finds no broken text in $l" "0" "$(cat "$TMP/filtered-$l.po" 2>/dev/null | grep -c '^msgctxt')"
    sed 's/{HELP}"$/(HELP}"/' "$TMP/filter-$l.po" >"$TMP/broken.po"
    pofilter --fuzzy --nonotes -t pythonbraceformat "$TMP/broken.po" "$TMP/found.po" >/dev/null 2>&1
    ok "and does when there is one" sh -c "grep -q '^msgctxt' '$TMP/found.po'"
  done
else
  skip "pofilter" "translate-toolkit is not installed"
fi
ok "unchanged, it changes nothing" sh -c "'$COPKIT' import -s '$S' '$TMP/fil.po' | grep -qE '^po: 0 added, 0 changed, 0 removed, [0-9]+ unchanged$'"
same "the same content gives the same bytes" "$(sha256sum <"$TMP/fil.po")" "$(out po -l fil -o "$TMP/again.po"; sha256sum <"$TMP/again.po")"
msgattrib --no-wrap --clear-fuzzy -o "$TMP/checked.po" "$TMP/fil.po" 2>/dev/null
ok "gettext's own program takes the marks away, import takes that" into "$TMP/checked.po"
same "then the text is translated, its remark kept" "translated|2|Body words are chosen by the community." \
  "$(sqlite3 "$S" "SELECT state, revision, note FROM message_text WHERE id = 'MSG-U9-1/say/fil'")"
cp "$TMP/fresh.cop" "$S"
python3 - "$TMP/fil.po" "$TMP/new.po" <<'P'
import sys
s = open(sys.argv[1]).read()
a = s.index('msgctxt "translation/helpline/actionline-1343/name"')
b = s.index('msgstr ""', a)
open(sys.argv[2], "w").write(s[:b] + 'msgstr "24 oras\\t\\"araw-araw\\""' + s[b + 9:])
P
ok "a first translation comes in" into "$TMP/new.po"
same "as it was typed" '24 oras	"araw-araw"|translated' "$(sqlite3 "$S" "SELECT text, state FROM translation WHERE id = 'helpline/actionline-1343/name/fil'")"

# --- what is refused ---
cp "$TMP/fresh.cop" "$S"
bad() { # name, code, a change of the file, what to run first
  cp "$TMP/fresh.cop" "$S"
  python3 -c 'import sys; s = open(sys.argv[1]).read(); a, b = sys.argv[3:5]; assert a in s; open(sys.argv[2], "w").write(s.replace(a, b, 1))' "$TMP/fil.po" "$TMP/bad.po" "$3" "$4"
  into "$TMP/bad.po"; code=$?
  same "refused: $1" "$5" "$code"
  ok "refused: $1, in words" grep -q "$2" "$TMP/said"
}
bad "a unit there is not" trans-unknown 'message_text/MSG-U9-1/say"' 'message_text/MSG-U0-1/say"' 1
bad "a lost mark for the number" trans-blank 'Tulong: {HELP}"' 'Tulong: 1383"' 1
bad "a string without end" po-syntax 'msgstr "Akin ang katawan ko. Puwede akong magsabi."' 'msgstr "Akin ang katawan ko' 3
bad "no language" trans-language '"Language: fil\n"' '"Language: \n"' 3
bad "English as target" trans-language '"Language: fil\n"' '"Language: en\n"' 3
cp "$TMP/fresh.cop" "$S"
sed 's/^msgid "My body is mine. I can tell."/msgid "My body is mine. I always tell."/; s/^msgstr "Akin ang katawan ko. Puwede akong magsabi."/msgstr "Bago."/' "$TMP/fil.po" >"$TMP/older.po"
into --rejects "$TMP/rejects.csv" "$TMP/older.po"
same "the English has changed since: the row is refused" "1" "$?"
ok "both are shown" sh -c "grep -q 'I can tell' '$TMP/said' && grep -q 'I always tell' '$TMP/said'"
ok "the row is in the rejects file" grep -q 'MSG-U9-1/poster","Bago.","trans-source"' "$TMP/rejects.csv"
same "the text stays" "Akin ang katawan ko. Puwede akong magsabi.|draft|1" "$(text MSG-U9-1/poster/fil)"
ok "strict refuses the whole file" sh -c "'$COPKIT' import --strict -s '$S' '$TMP/older.po'; test \$? = 3"
ok "overwriting takes it" into --overwrite "$TMP/older.po"
same "as a draft" "Bago.|draft|2" "$(text MSG-U9-1/poster/fil)"
sed 's/^msgstr "Bago."/msgstr "Ibang bago."/' "$TMP/older.po" | sed 's/I always tell/I can tell/' >"$TMP/late.po"
into "$TMP/late.po"
ok "somebody changed it since: both texts are shown" sh -c "grep trans-conflict '$TMP/said' | grep 'Bago' | grep -q 'Ibang bago'"
same "and the store keeps its own" "Bago.|draft|2" "$(text MSG-U9-1/poster/fil)"

# --- XLIFF ---
cp "$TMP/fresh.cop" "$S"
ok "XLIFF is written" out xliff -l fil -o "$TMP/fil.xliff"
ok "it is well-formed" xmllint --noout "$TMP/fil.xliff"
ok "unchanged, it changes nothing" sh -c "'$COPKIT' import -s '$S' '$TMP/fil.xliff' | grep -q '^xliff: 0 added, 0 changed'"
if command -v xliff2po >/dev/null; then
  xliff2po -i "$TMP/fil.xliff" -o "$TMP/toolkit.po" >/dev/null 2>&1
  same "the translate toolkit reads every text of it" "$(msgattrib --no-wrap --translated --no-obsolete "$TMP/checked.po" | grep -c '^msgctxt')" "$(($(msgattrib --no-wrap --clear-fuzzy "$TMP/toolkit.po" | msgattrib --no-wrap --translated --no-obsolete | grep -c '^msgid ') - 1))"
fi
for l in fil ceb ar km zh-Hans hi; do
  out xliff -l $l --only messages -o "$TMP/$l.xliff"; out po -l $l --only messages -o "$TMP/$l.po"
  sqlite3 "$S" "DELETE FROM message_text WHERE lang = '$l'" && sed 's/extradata="revision [0-9]*"/extradata="revision 0"/' "$TMP/$l.xliff" >"$TMP/$l.in.xliff"
  ok "$l: texts go out and come back" into "$TMP/$l.in.xliff"
  out xliff -l $l --only messages -o "$TMP/$l.back.xliff"
  same "$l: with the same texts and states" "$(grep -o '<target.*</target>' "$TMP/$l.xliff" | sha256sum)" "$(grep -o '<target.*</target>' "$TMP/$l.back.xliff" | sha256sum)"
done
cp "$TMP/fresh.cop" "$S"
sed 's/state="needs-review-translation"/state="final"/' "$TMP/fil.xliff" >"$TMP/final.xliff"
into "$TMP/final.xliff"
same "no file approves" "back-checked" "$(sqlite3 "$S" "SELECT DISTINCT state FROM message_text WHERE lang = 'fil'")"
for f in "$CORPUS"/xliff/*/* "$CORPUS"/po/*.po; do
  [ -f "$f" ] || continue
  "$COPKIT" import -s "$S" "$f" >"$TMP/said" 2>&1; code=$?
  [ $code = 3 ] || [ $code = 1 ] || echo "$f: $code"
done >"$TMP/foreign"
same "files of other programs are refused in words" "" "$(cat "$TMP/foreign")"

# --- spreadsheet ---
cp "$TMP/fresh.cop" "$S"
ok "a spreadsheet is written" out sheet -l ilo --only messages -o "$TMP/ilo.xlsx"
ok "unchanged, it changes nothing" sh -c "'$COPKIT' import -s '$S' '$TMP/ilo.xlsx' | grep -q '^sheet: 0 added, 0 changed'"
/usr/bin/python3 - "$TMP/ilo.xlsx" "$TMP/filled.xlsx" <<'P'
import openpyxl, sys
book = openpyxl.load_workbook(sys.argv[1])
sheet = book.worksheets[0]
head = [c.value for c in sheet[1]]
for row in sheet.iter_rows(min_row=2):
    if row[head.index("Unit")].value == "message_text/MSG-U9-1/poster":
        row[head.index("Translation")].value = "Sabali a teksto."
        row[head.index("State")].value = "translated"
book.save(sys.argv[2])
P
ok "a cell changed by another program comes in" into "$TMP/filled.xlsx"
same "and nothing else does" "sheet: 0 added, 1 changed, 0 removed" "$(grep -o '^sheet: 0 added, 1 changed, 0 removed' "$TMP/said")"
same "as typed" "Sabali a teksto.|translated|2" "$(text MSG-U9-1/poster/ilo)"
printf 'PK\003\004broken' >"$TMP/broken.xlsx"
refused 3 "a broken spreadsheet" "$COPKIT" import -s "$S" --as sheet "$TMP/broken.xlsx"
refused 2 "English is the source" "$COPKIT" export po -s "$S" -l en -o "$TMP/en.po"
tap_done

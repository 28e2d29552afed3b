#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every word of desk, documents and figures has a Filipino draft; those that are
# the same in English are in words_that_stay.txt, with the reason.
. "$(dirname "$0")/../tap.sh"
command -v xgettext >/dev/null || skip_all "xgettext is not installed"
P=$SRC/po/fil.po
missing() { msgmerge -q --no-fuzzy-matching -o "$TMP/asked.po" "$1" "$2" && msgattrib --untranslated --no-obsolete --no-wrap "$TMP/asked.po" | grep '^msgid ..' | grep -v '^msgid ""'; }
ok "the words are extracted" sh "$SRC/po/update" --pot "$TMP/words.pot"
ok "there are over 2,000" test "$(grep -c '^msgid ' "$TMP/words.pot")" -gt 2000
ok "kinds of records and what they are" sh -c "grep -qx 'msgid \"Age bands\"' '$TMP/words.pot' && grep -qx 'msgid \"Where facts were read\"' '$TMP/words.pot'"
ok "names of fields and their meaning" sh -c "grep -qx 'msgid \"Start quarters\"' '$TMP/words.pot' && grep -qx 'msgid \"how well the row is known\"' '$TMP/words.pot'"
ok "words of lists and their meaning" sh -c "grep -qx 'msgid \"municipality\"' '$TMP/words.pot' && grep -qx 'msgid \"the passage itself was read\"' '$TMP/words.pot'"
ok "units and breakdowns of the packs" sh -c "grep -qx 'msgid \"per cent\"' '$TMP/words.pot' && grep -qx 'msgid \"age band\"' '$TMP/words.pot'"
ok "and what pictures show" grep -q 'msgid "A girl lays the tablet face down"' "$TMP/words.pot"
same "every word has a Filipino draft" "" "$(missing "$P" "$TMP/words.pot")"
printf '\nmsgid "Nobody has translated this"\nmsgstr ""\n' | cat "$TMP/words.pot" - >"$TMP/more.pot"
same "a word without one is found" 'msgid "Nobody has translated this"' "$(missing "$P" "$TMP/more.pot")"
cat >"$TMP/same.py" <<'P'
import re, subprocess, sys
po = subprocess.run(["msgattrib", "--no-wrap", "--no-obsolete", "--translated", sys.argv[1]], capture_output=True, text=True, check=True).stdout
stays = {line.rstrip("\n").split("\t")[0].lower() for line in open(sys.argv[2], encoding="utf-8") if "\t" in line and not line.startswith("#")}
found = set()
for block in po.split("\n\n"):
    msgid, text = re.search(r'^msgid "(.*)"$', block, re.M), re.search(r'^msgstr(?:\[0\])? "(.*)"$', block, re.M)
    if msgid and text and msgid.group(1) and msgid.group(1) == text.group(1): found.add(msgid.group(1))
unknown = sorted(w for w in found if w.lower() not in stays)
for word in unknown: print("the same in both, without a reason:", word)
sys.exit(len(unknown) > 0)
P
ok "what is the same in both languages has a reason" python3 "$TMP/same.py" "$P" "$SRC/tests/shape/words_that_stay.txt"
same "msgfmt -c has nothing against the texts" "" "$(msgfmt -c -o /dev/null "$P" 2>&1 | grep -v 'header field')"
if command -v pofilter >/dev/null; then
  checks="-t escapes -t newlines -t tabs -t printf -t pythonbraceformat -t blank -t doublespacing -t startwhitespace -t endwhitespace -t endpunc -t urls -t numbers -t xmltags"
  pofilter --nonotes $checks "$P" "$TMP/filtered.po" >"$TMP/why" 2>&1
  same "pofilter finds no broken text" "" "$(msgcat --no-wrap "$TMP/filtered.po" 2>/dev/null | grep '^msgid ..')"
  sed 's/^msgstr "Nakaupo sa banig ang dalawang/msgstr "Nakaupo sa  banig ang dalawang/' "$P" >"$TMP/broken.po"
  pofilter --nonotes $checks "$TMP/broken.po" "$TMP/found.po" >"$TMP/why" 2>&1
  ok "and does when there is one" grep -q '^msgid' "$TMP/found.po"
else
  skip "pofilter" "translate-toolkit is not installed"
fi

# The other languages of the desk are drafts too; a new word may wait for its translator, most may not.
for tag in ar es fr ru zh-Hans; do
  other=$SRC/po/$tag.po
  same "$tag: nineteen words of twenty have a draft" yes "$(lacks=$(missing "$other" "$TMP/words.pot" | wc -l) all=$(grep -c '^msgid ' "$TMP/words.pot"); [ $((lacks * 20)) -le "$all" ] && echo yes || echo "$lacks of $all lack one")"
  same "$tag: msgfmt -c has nothing against the texts" "" "$(msgfmt -c -o /dev/null "$other" 2>&1 | grep -v 'header field')"
  ok "$tag: the program knows that it is a draft" grep -qx '"X-State: draft.n"' "$other"
  ok "$tag: a reviewer finds the terms that were chosen" grep -q 'no native reviewer' "$SRC/doc/languages/$tag.md"
done
ok "Filipino says so as well" grep -qx '"X-State: draft.n"' "$P"
tap_done

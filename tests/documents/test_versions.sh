#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The strategy's shorter versions: length, the same figures as the full text,
# sentences a child can read, the helpline, a promise for each objective.
. "$(dirname "$0")/../tap.sh"
S="$TMP/ph.cop" out="$TMP/out/strategy"
"$COPKIT" init "$S" --country PH >/dev/null 2>&1
ok "built, all fit to use" "$COPKIT" build -q -s "$S" -o "$TMP/out" --date 2026-11-30 -l en strategy
for f in summary children easy-read; do
  ok "$f: PDF/UA-1 and PDF/A-2a" "$COPKIT" debug shape "$out/$f.en.pdf"
  ok "$f: DOCX and HTML" test -s "$out/$f.en.docx" -a -s "$out/$f.en.html"
  ok "$f: the helpline" grep -q 1383 "$out/$f.en.html"
  ok "$f: says that it is a draft" grep -q 'Draft, for review' "$out/$f.en.html"
done
same "the summary has four pages" 4 "$(pdfinfo "$out/summary.en.pdf" | awk '/^Pages/ { print $2 }')"
text() { sed 's/<[^>]*>/ /g' "$out/$1.en.html" | tr '\n' ' ' | tr -s ' '; }
total=$("$COPKIT" plan -s "$S" --json -q | python3 -c 'import json,sys; print("₱%.1f million" % (json.load(sys.stdin)["cost"]/1e6))')
for f in strategy summary easy-read; do ok "$f: the cost of the plan" sh -c "echo '$(text $f | grep -o -- "$total" | head -1)' | grep -q million"; done
same "six promises" "6 6" "$(grep -o '<li><p[^>]*><strong>' "$out/children.en.html" | wc -l | tr -d ' ') $(grep -o '<li><p[^>]*><strong>' "$out/easy-read.en.html" | wc -l | tr -d ' ')"
cat >"$TMP/words.py" <<'P'
import html, re, sys
body = open(sys.argv[1]).read()
body = re.sub(r"<(svg|header|footer|style|table).*?</\1>", " ", body, flags=re.S)
body = re.sub(r'<div class="callout.*?</div>', " ", body, flags=re.S)
texts = [html.unescape(re.sub("<[^>]+>", " ", t)) for t in re.findall(r"<(?:p|li)\b.*?</(?:p|li)>", body, re.S)]
long = [s for t in texts for s in re.split(r"(?<=[.:])\s", " ".join(t.split())) if len(s.split()) > int(sys.argv[2])]
sys.exit("\n".join(long) or 0)
P
ok "no sentence is longer than 25 words" sh -c "python3 '$TMP/words.py' '$out/children.en.html' 25 && python3 '$TMP/words.py' '$out/easy-read.en.html' 25"
# --- Filipino, by the same composer ---
sources=$(cd "$COPKIT_TEST_SOURCE" && ls src/compose/strategy*.c src/compose/paper*.c)
if command -v xgettext >/dev/null; then
  (cd "$COPKIT_TEST_SOURCE" && xgettext --language=C --from-code=UTF-8 --keyword= --keyword=cop_tr:2 --keyword=cop_ntr:2,3 --keyword=cop_ctr:2c,3 --keyword=N_ --keyword=T_:1 --no-location \
    -o "$TMP/asked.pot" $sources)
  msgmerge -q --no-fuzzy-matching "$COPKIT_TEST_SOURCE/po/fil.po" "$TMP/asked.pot" -o "$TMP/asked.po"
  same "every sentence the strategy is made of is in Filipino" "" "$(msgattrib --untranslated --no-obsolete --no-wrap "$TMP/asked.po" | sed -n 's/^msgid "\(..*\)"/\1/p')"
else
  skip "every sentence the strategy is made of is in Filipino" "xgettext is not installed"
fi
"$COPKIT" build -q -s "$S" -o "$TMP/fil" --date 2026-11-30 -l fil strategy >/dev/null 2>&1
f=$TMP/fil/strategy/strategy.fil
ok "Filipino: PDF/UA-1 and PDF/A-2a" "$COPKIT" debug shape "$f.pdf"
ok "Filipino: says that it is a draft nobody has reviewed" sh -c "grep -q 'Borador, para sa pagsusuri' '$f.html' && grep -q 'Burador ang saling ito\|Borador ang saling ito' '$f.html'"
cat >"$TMP/fil.py" <<'P'
import json, re, sys
full = [a for a in json.load(open(sys.argv[1] + "/manifest.json"))["artifacts"] if a["path"].endswith("strategy.fil.html")][0]["findings"]
n = len({x["message"] for x in full if x["code"] == "text-untranslated"})
text = open(sys.argv[1] + "/strategy/strategy.fil.html").read()
assert len(re.findall(r"<h[1-6]", text)) == len(re.findall(r"<h[1-6]", open(sys.argv[2]).read())), "the same chapters"
if n > 0:  # what stands in English is counted in the document itself, and marked as English
    assert f"{n} teksto ng mga rekord ang hindi pa naisasalin" in text, n
    assert 'lang="en"' in text
P
ok "what stands in English is a finding, counted in the document and marked as English" python3 "$TMP/fil.py" "$TMP/fil" "$out/strategy.en.html"
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Readability figures beside those that other programs' counts give, on texts of
# our own and on real ones; where no formula was validated, counts only.
. "$(dirname "$0")/../tap.sh"
G=$SRC/tests/golden/reading
ours() { # language, file: name and value, a line each
  "$COPKIT" lint --reading "$1" "$2" | python3 -c 'import json, sys
for name, value in json.load(sys.stdin)["figures"].items(): print(f"{name}\t{value:.6f}")'
}
cat >"$TMP/near.py" <<'P'
import sys
part, points, ours, theirs = float(sys.argv[1]), float(sys.argv[2]), *[dict(l.rstrip("\n").split("\t") for l in open(f)) for f in sys.argv[3:]]
assert ours and set(ours) >= set(theirs) and theirs, (ours, theirs)
for name, value in theirs.items():
    a, b = float(ours[name]), float(value)
    if abs(a - b) > max(part * abs(b), points):
        print(f"{name}: ours {a}, theirs {b}: {100 * abs(a - b) / abs(b):.2f} %")
P
apart() { # part, points, language, file, who: what is further apart than part or points
  ours "$3" "$4" >"$TMP/ours" && python3 "$SRC/tests/documents/reading.py" "$5" "${6:-$4}" >"$TMP/theirs" && python3 "$TMP/near.py" "$1" "$2" "$TMP/ours" "$TMP/theirs" 2>&1 || echo "cannot be told"
}
if command -v espeak-ng >/dev/null; then
  for l in en es fr ru; do same "$l: a sample of ours, within 1 per cent" "" "$(apart 0.01 0 $l "$G/$l.txt" $l)"; done
  tr '.' ',' <"$G/es.txt" >"$TMP/long.txt"
  ok "a text with other sentences is told apart" test -n "$(apart 0.01 0 es "$G/es.txt" es "$TMP/long.txt")"
else
  skip "independent counts" "no espeak-ng"
fi
if perl -MLingua::EN::Fathom -e 1 2>/dev/null; then
  same "English: Lingua::EN::Fathom, which has two syllables in 'comes', within 2.5 points" "" "$(apart 0 2.5 en "$G/en.txt" fathom)"
else
  skip "Lingua::EN::Fathom" "not installed"
fi
U=$CORPUS/udhr/articles-01-15
if [ -d "$U" ] && command -v espeak-ng >/dev/null; then
  for pair in en:eng es:spa fr:fra ru:rus; do
    python3 - "$U/udhr_${pair#*:}.xml" >"$TMP/udhr.txt" <<'P'
import sys, xml.etree.ElementTree as ET
for p in ET.parse(sys.argv[1]).getroot().iter():
    if p.tag.endswith("para") and p.text and p.text.rstrip().endswith("."):
        print(" ".join(p.text.split()))
P
    same "${pair%:*}: fifteen articles of the Universal Declaration, within 2 points of a hundred" "" "$(apart 0 2 "${pair%:*}" "$TMP/udhr.txt" "${pair%:*}")"
  done
else
  skip "Universal Declaration" "no corpus"
fi
printf 'Umupo sa tabi ng bata. Makinig. Sabihin: salamat sa tiwala mo. Mga kapitbahay, {HELP}.\n' >"$TMP/fil.txt"
same "Filipino has counts, and no formula" "False {} 4 13 29" "$("$COPKIT" lint --reading fil "$TMP/fil.txt" | python3 -c 'import json,sys; r = json.load(sys.stdin); print(r["calibrated"], r["figures"], r["sentences"], r["words"], r["syllables"])')"
printf '请坐在孩子旁边。听。说谢谢。\n' >"$TMP/zh.txt"
same "Chinese has words and sentences, no syllables" "False 3 0" "$("$COPKIT" lint --reading zh-Hans "$TMP/zh.txt" | python3 -c 'import json,sys; r = json.load(sys.stdin); print(r["calibrated"], r["sentences"], r["syllables"])')"
: >"$TMP/empty.txt"
same "an empty text has no figure that is no number" "0 0.0" "$("$COPKIT" lint --reading ru "$TMP/empty.txt" | python3 -c 'import json,sys; r = json.load(sys.stdin); print(r["words"], float(r["words_per_sentence"]))')"
refused 2 "a language that is no tag" "$COPKIT" lint --reading 'not a tag' "$TMP/fil.txt"
refused 2 "no file" "$COPKIT" lint --reading fil
tap_done

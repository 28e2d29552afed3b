# SPDX-License-Identifier: Apache-2.0
# The whole kit of the Philippines in fifteen languages (nine of its own; six are
# stand-ins, benchmarks/kit/languages.py) with two workers: cold, what is printed
# alone, nothing changed, after one edit. Posters and booklets beside shell loops over
# WeasyPrint and Typst. Cold is one run, what is short the median of three.
#
# Edits. After each the files that were rewritten are held against those that name the record in
# manifest.json; kit-...-wrong counts what is in one set and not in the other.
#   message    one word of what one message asks to do, in Filipino: of the files that name the message those that
#              print these words
#   helpline   materials print one number, the country's; the gate refuses any other. So:
#     other    a number no sheet prints: nothing may be rewritten
#     hours    what Khmer says of the hours of the one number: all sheets of one language out of fifteen
#     number   the one number itself stands on all but a few of 2,400 files. To write them anew is the work of a
#              cold build, whatever the engine does; the share says how much of the kit hangs on one record and
#              has no goal
set -eu
row() { printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$@"; }
now() { date +%s%N; }
seconds() { awk -v ns="$1" 'BEGIN { printf "%.3f", ns / 1e9 }'; }
number() { awk -F '[:,]' -v key="\"$1\"" '$1 ~ key { print $2 + 0 }' "$TMP/summary"; }
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
store=$TMP/ph.cop ph=$TMP/home/data/countries/ph
export SOURCE_DATE_EPOCH=1764028800 COPKIT_HOME="$TMP/home"
mkdir "$COPKIT_HOME" && cp -r "$SRC/data" "$COPKIT_HOME/" && ln -s "$SRC/assets" "$COPKIT_HOME/assets"
python3 "$SRC/benchmarks/kit/languages.py" "$COPKIT_HOME" war bcl pam pag mrw tsg
"$COPKIT" init "$store" --country PH >/dev/null 2>&1
build() { "$COPKIT" build -q -s "$store" -o "$TMP/out" --jobs 2 --json "$@" >"$TMP/summary" 2>/dev/null || [ $? = 1 ]; }
timed() { t=$(now); build "$@"; seconds $(($(now) - t)); }
share() { awk -v a="$1" -v b="$cold" 'BEGIN { printf "%.2f", 100 * a / b }'; }

cold=$(timed kit)
artifacts=$(number artifacts)
row kit-cold "$cold" - - s less '<= 20'
row kit-artifacts "$artifacts" - - files more -
row kit-artifacts-of-the-least-language "$(sed -n 's/.*"language": *"\([^"]*\)".*/\1/p' "$TMP/out/manifest.json" | sort | uniq -c | awk '{ print $1 }' | sort -n | head -n 1)" - - files more '>= 50'
row kit-languages "$(sed -n 's/.*"language": *"\([^"]*\)".*/\1/p' "$TMP/out/manifest.json" | sort -u | wc -l)" - - languages more '>= 15'
row kit-formats "$(find "$TMP/out/kit" -type f | sed 's/.*\.//' | sort -u | tr '\n' ' ' | wc -w)" - - formats more -
row kit-no-change "$(for i in 1 2 3; do timed kit; done | median | awk '{ printf "%.0f", 1000 * $1 }')" - - ms less '<= 50'
row kit-no-change-written "$(number written)" - - files less '<= 0'

# one word of one message in one language
version() { sed -i "s/^version: .*/version: \"$1\"/" "$ph/pack.yaml"; "$COPKIT" import -q -s "$store" "$ph" >/dev/null 2>&1; }
change() { # file below texts/, id, word to put in front
  python3 - "$ph/texts/$1" "$2" "$3" <<'P'
import re, sys
s = open(sys.argv[1]).read()
t = re.sub(r'(- id: ' + sys.argv[2] + r'\n(?:    (?!text).*\n)*    text: "?)', lambda m: m[1] + sys.argv[3] + " ", s, count=1)
assert t != s, "no such text"
open(sys.argv[1], "w").write(t)
P
}
edited() { # row, goal, record, language ("" for all), "part" when not all that name it print what changed
  row "$1" "$(share "$(median <"$TMP/times")")" - - '% of cold' less "$2"
  row "$1-written" "$(number written)" - - files less -
  row "$1-wrong" "$(python3 "$SRC/benchmarks/kit/rewritten.py" "$TMP/before.json" "$TMP/out/manifest.json" "$3" "$4" "$5")" - - files less '<= 0'
}
remember() { cp "$TMP/out/manifest.json" "$TMP/before.json"; }
for i in 2 3 4; do
  remember; change fil.yaml MSG-U9-3/act/fil Hay$i; version $i; timed kit
done >"$TMP/times"
edited kit-message-edit '<= 2' message/MSG-U9-3 fil part
for i in 5 6 7; do
  remember; sed -i "s/number: \"134[0-9]\"/number: \"134$i\"/" "$ph/helplines.yaml"; version $i; timed kit
done >"$TMP/times"
edited kit-helpline-edit-other '<= 2' helpline/actionline-1343 '' all
remember; sed -i '/hours\/km/s/text: "/text: "X /' "$ph/texts/helplines.yaml"; version 8; timed kit >"$TMP/times"
edited kit-helpline-edit-hours - helpline/makabata-1383 km part
remember; sed -i 's/number: "1383"/number: "1384"/' "$ph/helplines.yaml"; version 9; timed kit >"$TMP/times"
edited kit-helpline-edit-number - helpline/makabata-1383 '' all

mv "$TMP/out" "$TMP/whole" # thousands of files just deleted slow the file system for whoever writes next
# every kind of sheet that is a PDF and nothing else
row kit-pdf-part "$(timed kit/poster-grey kit/card kit/booklet kit/leaflet kit/picture-cards kit/easy-read kit/large-print kit/notice kit/colouring)" - - s less '<= 2'
row kit-pdf-part-files "$(number artifacts)" - - files more '>= 750'

# --- peers: one process a file, as a shell loop has it ---
rm -rf "$TMP/out"; build -l en kit/book
python3 "$SRC/benchmarks/kit/peers.py" "$TMP/out/kit/book/en" "$ph/texts/fil.yaml" "$TMP/peers"
rm -rf "$TMP/out"; posters=$(timed kit/poster-grey) n=$(number artifacts)
ours_poster=$(awk -v s="$posters" -v n="$n" 'BEGIN { printf "%.2f", 1000 * s / n }')
rm -rf "$TMP/out"; booklets=$(timed kit/booklet) n=$(number artifacts)
ours_booklet=$(awk -v s="$booklets" -v n="$n" 'BEGIN { printf "%.2f", 1000 * s / n }')
each() { # kind, command...: milliseconds a file
  kind=$1; shift; t=$(now) k=0
  for f in "$TMP"/peers/"$kind"-*.html; do "$@" "${f%.html}" >/dev/null 2>&1; k=$((k + 1)); done
  awk -v ns=$(($(now) - t)) -v k=$k 'BEGIN { printf "%.0f", ns / k / 1e6 }'
}
by_weasyprint() { weasyprint -q "$1.html" "$TMP/peer.pdf"; }
by_typst() { node "$SRC/benchmarks/typeset/typst.js" cold "$1.typ"; }
if command -v weasyprint >/dev/null; then
  row kit-poster "$ours_poster" weasyprint "$(each poster by_weasyprint)" ms less '>= 50x'
  row kit-booklet "$ours_booklet" weasyprint "$(each booklet by_weasyprint)" ms less '>= 50x'
fi
if command -v node >/dev/null && [ -e "$SRC/benchmarks/node_modules" ]; then
  row kit-poster "$ours_poster" typst "$(each poster by_typst)" ms less '>= 5x'
  row kit-booklet "$ours_booklet" typst "$(each booklet by_typst)" ms less '>= 5x'
fi

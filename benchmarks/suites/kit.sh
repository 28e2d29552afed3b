# SPDX-License-Identifier: Apache-2.0
# The whole kit of the Philippines: cold with two workers, what is printed alone,
# again after one message and after the helpline changed, and with nothing
# changed; booklets beside a shell loop over WeasyPrint with the same pictures
# and words (the pages of kit/book).
set -eu
row() { printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$@"; }
now() { date +%s%N; }
seconds() { awk -v ns="$1" 'BEGIN { printf "%.3f", ns / 1e9 }'; }
number() { awk -F '[:,]' -v key="\"$1\"" '$1 ~ key { print $2 + 0 }' "$TMP/summary"; }
store=$TMP/ph.cop
export SOURCE_DATE_EPOCH=1764028800 COPKIT_HOME="$TMP/home"
mkdir "$COPKIT_HOME" && cp -r "$SRC/data" "$COPKIT_HOME/" && ln -s "$SRC/assets" "$COPKIT_HOME/assets"
"$COPKIT" init "$store" --country PH >/dev/null 2>&1
build() { "$COPKIT" build -q -s "$store" -o "$TMP/out" --jobs 2 --json "$@" >"$TMP/summary" 2>/dev/null || [ $? = 1 ]; }
timed() { t=$(now); build "$@"; seconds $(($(now) - t)); }

cold=$(timed kit)
artifacts=$(number artifacts)
row kit-cold "$cold" - - s less '<= 20'
row kit-artifacts-per-second "$(awk -v n="$artifacts" -v s="$cold" 'BEGIN { printf "%.0f", n / s }')" - - 'per s' more -
row kit-no-change "$(timed kit | awk '{ printf "%.0f", 1000 * $1 }')" - - ms less '<= 50'

# one word of one message in one language
sed -i 's/^version: .*/version: "2"/' "$COPKIT_HOME/data/countries/ph/pack.yaml"
python3 - "$COPKIT_HOME/data/countries/ph/texts/fil.yaml" <<'P'
import re, sys
s = open(sys.argv[1]).read()
open(sys.argv[1], "w").write(re.sub(r'(- id: MSG-U9-3/act/fil\n(?:    (?!text).*\n)*    text: ")', r'\1Hay. ', s, count=1))
P
"$COPKIT" import -q -s "$store" "$COPKIT_HOME/data/countries/ph" >/dev/null 2>&1
share() { awk -v a="$1" -v b="$cold" 'BEGIN { printf "%.1f", 100 * a / b }'; }
row kit-message-edit "$(share "$(timed kit)")" - - '% of cold' less '<= 2'
row kit-message-edit-written "$(number written)" - - files less -
sed -i 's/^version: .*/version: "3"/' "$COPKIT_HOME/data/countries/ph/pack.yaml"
sed -i 's/number: "1383"/number: "1384"/' "$COPKIT_HOME/data/countries/ph/helplines.yaml"
"$COPKIT" import -q -s "$store" "$COPKIT_HOME/data/countries/ph" >/dev/null 2>&1
row kit-helpline-edit "$(share "$(timed kit)")" - - '% of cold' less '<= 2'
row kit-helpline-edit-written "$(number written)" - - files less -

rm -rf "$TMP/out"
row kit-pdf-part "$(timed kit/poster-grey kit/card kit/booklet kit/leaflet kit/picture-cards kit/easy-read kit/large-print)" - - s less '<= 2'
if command -v weasyprint >/dev/null; then
  rm -rf "$TMP/out"
  ours=$(timed -l en kit/booklet) n=$(number artifacts)
  build -l en kit/book
  t=$(now)
  for page in "$TMP"/out/kit/book/en/ST-[12].html; do weasyprint -q "$page" "$TMP/page.pdf" 2>/dev/null; done
  row kit-booklet "$(awk -v s="$ours" -v n="$n" 'BEGIN { printf "%.1f", 1000 * s / n }')" weasyprint \
    "$(awk -v ns=$(($(now) - t)) 'BEGIN { printf "%.0f", ns / 2e6 }')" ms less '>= 50x'
fi

# SPDX-License-Identifier: Apache-2.0
# The main job of the example country: cold, unchanged, and after one helpline
# edit; and the same posters by WeasyPrint.
set -eu
store=$TMP/ph.cop out=$TMP/out
"$COPKIT" init "$store" --country PH --example >/dev/null 2>&1

seconds() { awk -F '[:,}]' '/"seconds"/ { print $2 + 0 }' "$1"; }
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

for i in 1 2 3; do
  rm -rf "$out"
  /usr/bin/time -f %M -o "$TMP/rss$i" "$COPKIT" build -q -s "$store" -o "$out" --json >"$TMP/cold$i"
  seconds "$TMP/cold$i" >>"$TMP/cold"
done
cold=$(median <"$TMP/cold")
count=$(awk -F '[:,]' '/"artifacts"/ { print $2 + 0 }' "$TMP/cold1")
printf 'build-cold\t%s\t-\t-\ts\tless\t-\n' "$cold"
printf 'build-artifacts\t%s\t-\t-\tfiles\tmore\t-\n' "$count"
printf 'build-artifacts-per-second\t%s\t-\t-\tper s\tmore\t-\n' "$(awk -v n="$count" -v s="$cold" 'BEGIN { printf "%.0f", n / s }')"
printf 'build-peak-memory\t%s\t-\t-\tMB\tless\t-\n' "$(awk '{ printf "%.0f", $1 / 1024 }' "$TMP/rss1")"

for i in 1 2 3; do
  "$COPKIT" build -q -s "$store" -o "$out" --json >"$TMP/warm$i"
  seconds "$TMP/warm$i" >>"$TMP/warm"
done
printf 'build-unchanged\t%s\t-\t-\ts\tless\t-\n' "$(median <"$TMP/warm")"

# The posters of one language by a loop over WeasyPrint, texts from the same
# store; its pages are plain: headline, line, number.
posters=$TMP/posters
for i in 1 2 3; do
  rm -rf "$TMP/p"
  "$COPKIT" build -q -s "$store" -o "$TMP/p" --lang fil --json kit/poster >"$TMP/own$i"
  awk -F '[:,]' '/"artifacts"/ { n = $2 } /"seconds"/ { printf "%.6f\n", $2 * 1000 / (n / 2) }' "$TMP/own$i" >>"$TMP/own"
done
mkdir -p "$posters"
python3 - "$store" "$posters" <<'P'
import sqlite3, sys, html
db = sqlite3.connect(sys.argv[1])
rows = db.execute("select a.message, a.text, b.text from message_text a join message_text b on a.message = b.message and a.lang = b.lang"
                  " where a.lang = 'fil' and a.form = 'poster' and b.form = 'act' order by a.message limit 10").fetchall()
for m, head, act in rows:
    open(f"{sys.argv[2]}/{m}.html", "w").write(
        f"<!doctype html><html lang=fil><title>{html.escape(head)}</title><style>@page{{size:A4;margin:14mm}}body{{font-family:Andika,'Noto Sans'}}"
        f"h1{{font-size:48pt}}p{{font-size:24pt}}</style><h1>{html.escape(head)}</h1><p>{html.escape(act)}</p><p><b>1383</b></p></html>")
P
began=$(date +%s%N)
for f in "$posters"/*.html; do weasyprint -q "$f" "${f%.html}.pdf" 2>/dev/null; done
ended=$(date +%s%N)
peer=$(awk -v a="$began" -v b="$ended" -v n="$(ls "$posters"/*.pdf | wc -l)" 'BEGIN { printf "%.1f", (b - a) / 1e6 / n }')
printf 'build-poster-pdf-and-png\t%s\tweasyprint-process\t%s\tms\tless\t-\n' "$(median <"$TMP/own")" "$peer"

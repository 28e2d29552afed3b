# SPDX-License-Identifier: Apache-2.0
# All indicators x areas x periods over OBSERVATIONS (10 million) in a store: a
# fresh process opens it and has every cell ("cold", start of the process to its
# end), then again after one report more. Beside SQLite GROUP BY over the rows of
# the same store and DuckDB over the same rows in its own file, each in a fresh
# process as well. The cells must be those of the GROUP BY.
set -eu
n=${OBSERVATIONS:-10000000} store=$TMP/ph.cop
ninja -C "$SRC/build" benchmarks/bench_indicators >/dev/null
ours=$SRC/build/benchmarks/bench_indicators
"$COPKIT" init -q "$store" --country PH >/dev/null
/usr/bin/time -f %e -o "$TMP/fill" "$ours" fill "$store" "$n"
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
cells="SELECT indicator, area, period, printf('%.0f', sum(value)) FROM observation GROUP BY indicator, area, period ORDER BY 1, 2, 3"
sqlite3 -csv "$store" "$cells" | tr -d '\r' >"$TMP/rows"
"$ours" ask "$store" 2>/dev/null | LC_ALL=C sort >"$TMP/cells"
LC_ALL=C sort "$TMP/rows" | cmp - "$TMP/cells" >&2 || { echo "indicators: the cells are not those of the rows" >&2; exit 1; }
sqlite3 -csv "$store" "SELECT indicator, area, period, value FROM observation" | tr -d '\r' >"$TMP/o.csv"
duck="$SRC/benchmarks/indicators/duck.mjs"
node "$duck" load "$TMP/o.csv" "$TMP/o.duckdb"
rm -f "$TMP/o.csv"
for i in 1 2 3; do
  /usr/bin/time -f %e -a -o "$TMP/cold" "$ours" ask "$store" >/dev/null 2>&1
  /usr/bin/time -f %e -a -o "$TMP/duck" node "$duck" ask "$TMP/o.duckdb" >/dev/null
  /usr/bin/time -f %e -a -o "$TMP/peer" sqlite3 "$store" "SELECT count(*) FROM (SELECT indicator, area, period, sum(value) FROM observation GROUP BY indicator, area, period)" >/dev/null
  "$ours" after "$store" 2>"$TMP/after"; awk '$1 == "after" { print $2 }' "$TMP/after" >>"$TMP/afters"; awk '$1 == "publish" { print $2 }' "$TMP/after" >>"$TMP/publish"
done
printf 'indicators-all-cells-cold\t%s\tduckdb\t%s\ts\tless\t<= 0.5\n' "$(median <"$TMP/cold")" "$(median <"$TMP/duck")"
printf 'indicators-all-cells-rows\t%s\tsqlite3-group-by\t%s\ts\tless\t-\n' "$(median <"$TMP/cold")" "$(median <"$TMP/peer")"
printf 'indicators-published\t%s\t-\t-\ts\tless\t-\n' "$(median <"$TMP/publish")"
printf 'indicators-after-one-report\t%s\t-\t-\tms\tless\t<= 10\n' "$(median <"$TMP/afters")"
printf 'indicators-rows-taken\t%s\t-\t-\tper s\tmore\t-\n' "$(awk -v n="$n" '{ printf "%.0f", n / $1 }' "$TMP/fill")"

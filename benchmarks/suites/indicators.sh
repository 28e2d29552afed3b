# SPDX-License-Identifier: Apache-2.0
# All indicators x areas x periods over OBSERVATIONS (10 million): added up and
# published once, then again after one new report; beside SQLite GROUP BY on the
# same observations. Observations are in memory, as a running desk holds them.
set -eu
n=${OBSERVATIONS:-10000000}
ninja -C "$SRC/build" benchmarks/bench_indicators >/dev/null
"$SRC/build/benchmarks/bench_indicators" "$n" "$TMP/o.csv" >"$TMP/ours"
value() { awk -v k="$1" '$1 == k { print $2 }' "$TMP/ours"; }
sqlite3 "$TMP/o.db" "CREATE TABLE o(indicator INTEGER, area INTEGER, period INTEGER, value REAL)" ".import --csv $TMP/o.csv o" >/dev/null
for i in 1 2 3; do
  /usr/bin/time -f %e -a -o "$TMP/peer" sqlite3 "$TMP/o.db" "SELECT count(*) FROM (SELECT indicator, area, period, sum(value) FROM o GROUP BY indicator, area, period)" >/dev/null
done
peer=$(sort -n "$TMP/peer" | sed -n 2p)
# Cold is adding up and asking; then the cube stands and asking alone counts.
printf 'indicators-all-cells-cold\t%s\tsqlite3-group-by\t%s\ts\tless\t<= 0.5\n' "$(awk '$1 == "add" || $1 == "cold" { s += $2 } END { print s }' "$TMP/ours")" "$peer"
printf 'indicators-all-cells-standing\t%s\t-\t-\ts\tless\t-\n' "$(value cold)"
printf 'indicators-published-cold\t%s\t-\t-\ts\tless\t-\n' "$(value publish)"
printf 'indicators-after-one-report\t%s\t-\t-\tms\tless\t<= 10\n' "$(value after)"

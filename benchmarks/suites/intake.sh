# SPDX-License-Identifier: Apache-2.0
# Field reports: a large CSV checked, deduplicated and stored, beside sqlite3
# .import into a table with a key; single reports over HTTP, each on the disk
# before it is acknowledged, by wrk. ROWS sets the size of the CSV.
set -eu
rows=${ROWS:-1000000} store=$TMP/ph.cop
python3 - "$rows" "$TMP/field.csv" <<'P'
import sys, random
n, path = int(sys.argv[1]), sys.argv[2]
r = random.Random(7)
areas = ["1300000000", "1400000000", "0100000000", "0200000000", "0300000000", "0400000000", "1700000000", "0500000000", "0600000000", "0700000000", "0800000000"]
bands = ["COP-U9", "COP-912", "COP-1315", "COP-1618"]
with open(path, "w") as f:
    f.write("report_id,form,reporter,area,period,reported_at,indicator,sex,age_band,setting,language,value,synthetic\n")
    k = 0
    while k < n:
        head = f"{r.getrandbits(128):032x},sessions,Office {k % 1500},{areas[k % 11]},2026-{1 + k % 9:02d},2026-10-01,IND-19,"
        for sex in ("female", "male"):
            for band in bands:
                for setting in ("in-school", "out-of-school"):
                    if k < n: f.write(f"{head}{sex},{band},{setting},fil,{r.randrange(40)},true\n")
                    k += 1
P
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
for i in 1 2 3; do
  rm -f "$store"*; "$COPKIT" init -q "$store" --country PH >/dev/null
  /usr/bin/time -f '%e %M' -o "$TMP/t" "$COPKIT" import -q -s "$store" "$TMP/field.csv"
  awk -v n="$rows" '{ printf "%.0f\n", n / $1 }' "$TMP/t" >>"$TMP/ours"; awk '{ printf "%.0f\n", $2 / 1024 }' "$TMP/t" >>"$TMP/rss"
  rm -f "$TMP/peer.db"
  /usr/bin/time -f '%e' -o "$TMP/t" sqlite3 "$TMP/peer.db" "PRAGMA journal_mode=WAL" "PRAGMA synchronous=FULL" \
    "CREATE TABLE f(report_id,form,reporter,area,period,reported_at,indicator,sex,age_band,setting,language,value,synthetic,PRIMARY KEY(report_id,indicator,sex,age_band,setting,language)) WITHOUT ROWID" \
    ".import --csv --skip 1 $TMP/field.csv f" >/dev/null
  awk -v n="$rows" '{ printf "%.0f\n", n / $1 }' "$TMP/t" >>"$TMP/peer"
done
printf 'intake-csv-rows-per-second\t%s\tsqlite3-import-with-key\t%s\tper s\tmore\t>= 500000\n' "$(median <"$TMP/ours")" "$(median <"$TMP/peer")"
printf 'intake-csv-peak-memory\t%s\t-\t-\tMB\tless\t<= 256\n' "$(median <"$TMP/rss")"
"$COPKIT" import -s "$store" "$TMP/field.csv" >/dev/null
/usr/bin/time -f '%e' -o "$TMP/t" "$COPKIT" import -q -s "$store" "$TMP/field.csv"
printf 'intake-csv-known-rows-per-second\t%s\t-\t-\tper s\tmore\t-\n' "$(awk -v n="$rows" '{ printf "%.0f", n / $1 }' "$TMP/t")"

# --- single reports over HTTP ---
cat >"$TMP/post.lua" <<'L'
local thread = 0
function setup(t) t:set("id", thread); thread = thread + 1 end
function init(args) math.randomseed(os.time() + id * 7919); n = 0 end
function request()
  n = n + 1
  local uuid = string.format("%08x%08x%08x%08x", math.random(0, 0x7fffffff), math.random(0, 0x7fffffff), id, n)
  local body = '<data id="copkit:training" version="1"><reporter>Office ' .. (n % 1500) .. '</reporter><area>1300000000</area><day>2025-10-03</day>' ..
    '<passed_female>' .. (n % 50) .. '</passed_female><passed_male>7</passed_male><meta><instanceID>uuid:' .. uuid .. '</instanceID></meta></data>'
  return wrk.format("POST", "/openrosa/submission", { ["Content-Type"] = "text/xml" }, body)
end
function done(summary, latency, requests)
  io.write(string.format("RESULT %d %d %.3f %.3f\n", summary.requests - summary.errors.status, summary.errors.status, summary.duration / 1e6, latency:percentile(50) / 1000))
end
L
rm -f "$store"*; "$COPKIT" init -q "$store" --country PH >/dev/null
"$COPKIT" serve -s "$store" --listen 127.0.0.1:0 >"$TMP/desk" 2>&1 & desk=$!
for _ in $(seq 100); do url=$(sed -n 's|^copkit is ready: \(http://.*\)/$|\1|p' "$TMP/desk"); [ -n "$url" ] && break; sleep 0.1; done
for i in 1 2 3; do wrk -t 2 -c "${CONNECTIONS:-128}" -d "${SECONDS_EACH:-5}s" -s "$TMP/post.lua" "$url" | grep RESULT >>"$TMP/http"; done
kill $desk; wait $desk 2>/dev/null || true
acked=$(awk '{ n += $2 } END { print n }' "$TMP/http")
held=$(python3 -c "import sqlite3; print(sqlite3.connect('$store').execute('SELECT count(*) FROM report').fetchone()[0])")
printf 'intake-http-acknowledged-per-second\t%s\t-\t-\tper s\tmore\t>= 10000\n' "$(awk '{ printf "%.0f\n", $2 / $4 }' "$TMP/http" | median)"
printf 'intake-http-acknowledged-median\t%s\t-\t-\tms\tless\t<= 20\n' "$(awk '{ print $5 }' "$TMP/http" | median)"
printf 'intake-http-acknowledged-and-lost\t%s\t-\t-\treports\tless\t<= 0\n' "$(awk -v a="$acked" -v h="$held" 'BEGIN { print (a > h ? a - h : 0) }')"

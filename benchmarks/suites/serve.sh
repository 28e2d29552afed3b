# SPDX-License-Identifier: Apache-2.0
# The desk over a store of OBSERVATIONS (10 million) beside nginx serving the same
# bytes from a file and `fossil server`, another workplace in one binary over
# SQLite, serving the timeline of 200 changes: the overview under 64 connections
# for five seconds, the page a person waits for after the start, what it holds in
# memory and takes of a core when idle, and how it answers while 2,000 clients drip
# a byte a second.
set -eu
S="$TMP/ph.cop" n=${OBSERVATIONS:-10000000}
"$COPKIT" init "$S" --country PH --example -q >/dev/null 2>&1
cp "$S" "$TMP/example.cop"
ninja -C "$SRC/build" benchmarks/bench_indicators >/dev/null
"$SRC/build/benchmarks/bench_indicators" fill "$S" "$n" >/dev/null
row() { printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$@"; }
median() { sort -g | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

# --- start to first page, three times ---
start() { # store: prints milliseconds from exec to the first whole overview
  python3 - "$COPKIT" "$1" <<'P'
import http.client, re, subprocess, sys, time
began = time.perf_counter()
desk = subprocess.Popen([sys.argv[1], "serve", "-s", sys.argv[2], "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, text=True)
port = int(re.search(r":(\d+)/$", desk.stdout.readline().strip()).group(1))
c = http.client.HTTPConnection("127.0.0.1", port)
c.request("GET", "/")
assert c.getresponse().read()
print("%.0f" % ((time.perf_counter() - began) * 1000))
desk.terminate()
desk.wait()
P
}
first=$( (start "$TMP/example.cop"; start "$TMP/example.cop"; start "$TMP/example.cop") | median)
row serve-first-page "$first" - - ms less "<= 100"
first=$( (start "$S"; start "$S"; start "$S") | median)
row serve-first-page-full-store "$first" - - ms less "<= 100"

# --- the desk that is measured ---
"$COPKIT" serve -s "$S" --listen 127.0.0.1:0 >"$TMP/desk.out" &
desk=$! fossil=
trap 'kill $desk $fossil 2>/dev/null || true; [ -e "$TMP/nginx.pid" ] && kill "$(cat "$TMP/nginx.pid")" 2>/dev/null || true' EXIT
while ! grep -q ready "$TMP/desk.out"; do sleep 0.1; done
url=$(sed -n 's|^copkit is ready: \(.*\)/$|\1|p' "$TMP/desk.out")
while ! curl -s "$url/healthz" | grep -q '"planning":false'; do sleep 0.2; done
sleep 1
ticks() { awk '{ print $14 + $15 }' "/proc/$desk/stat"; }
before=$(ticks); sleep 5; after=$(ticks)
row serve-idle-core "$(awk -v a="$before" -v b="$after" -v hz="$(getconf CLK_TCK)" 'BEGIN { printf "%.1f", (b - a) / hz / 5 * 100 }')" - - "%" less "<= 1"
row serve-idle-memory "$(awk '/VmRSS/ { printf "%.1f", $2 / 1024 }' /proc/$desk/status)" - - MB less "<= 40"

# --- nginx with the same bytes ---
mkdir -p "$TMP/www" "$TMP/nginx"
curl -s "$url/" -o "$TMP/www/index.html"
cat >"$TMP/nginx.conf" <<N
worker_processes 2; pid $TMP/nginx.pid; error_log $TMP/nginx/error.log; daemon on;
events { worker_connections 1024; }
http { access_log off; sendfile on; keepalive_requests 100000000; types { text/html html; }
  client_body_temp_path $TMP/nginx/a; proxy_temp_path $TMP/nginx/b; fastcgi_temp_path $TMP/nginx/c; uwsgi_temp_path $TMP/nginx/d; scgi_temp_path $TMP/nginx/e;
  server { listen 127.0.0.1:18089; root $TMP/www; } }
N
nginx -c "$TMP/nginx.conf" -e "$TMP/nginx/error.log"
# --- fossil: a repository of 200 changes, its timeline ---
python3 - >"$TMP/stream" <<'P'
for i in range(1, 201):
    text, note = "line %d\n" % i * 20, "Change %d of a plan" % i
    print("blob\nmark :%d\ndata %d\n%s" % (2 * i, len(text), text))
    print("commit refs/heads/trunk\nmark :%d\ncommitter desk <desk@example.org> %d +0000\ndata %d\n%s" % (2 * i + 1, 1790000000 + 3600 * i, len(note), note))
    print(("from :%d\n" % (2 * i - 1) if i > 1 else "") + "M 100644 :%d plan/%d.txt\n" % (2 * i, i % 20))
P
mkdir -p "$TMP/home"
fossil() { HOME="$TMP/home" USER=desk command fossil "$@"; }
fossil import --git "$TMP/desk.fossil" "$TMP/stream" >/dev/null
env HOME="$TMP/home" USER=desk fossil server --nojail --port 18090 "$TMP/desk.fossil" >/dev/null 2>&1 &
fossil=$!
for _ in $(seq 100); do curl -sf 'http://127.0.0.1:18090/timeline?n=200' -o "$TMP/timeline" && break; sleep 0.1; done
grep -q 'Change 200 of a plan' "$TMP/timeline"
load() { # requests a second and the 99th percentile in ms; fails when an answer was not 200
  wrk -t1 -c64 -d5s --latency "$1" >"$TMP/wrk"
  ! grep -q 'Non-2xx' "$TMP/wrk"
  awk '/99%/ { v = $2; p = v + 0; if (v ~ /us$/) p /= 1000; else if (v ~ /[0-9]s$/) p *= 1000 } /Requests\/sec/ { print $2, p }' "$TMP/wrk"
}
for _ in 1 2 3; do
  load "$url/" >>"$TMP/ours"
  load http://127.0.0.1:18089/ >>"$TMP/peer"
done
of() { awk -v c="$2" '{ print $c }' "$1" | median; }
row serve-overview "$(of "$TMP/ours" 1)" "nginx, same bytes" "$(of "$TMP/peer" 1)" req/s more ">= 20000"
load 'http://127.0.0.1:18090/timeline?n=200' >"$TMP/fossil"
row serve-overview-workplace "$(of "$TMP/ours" 1)" "fossil server, timeline" "$(of "$TMP/fossil" 1)" req/s more ">= 20000"
row serve-overview-workplace-p99 "$(of "$TMP/ours" 2)" "fossil server, timeline" "$(of "$TMP/fossil" 2)" ms less "<= 20"
row serve-overview-p99 "$(of "$TMP/ours" 2)" "nginx, same bytes" "$(of "$TMP/peer" 2)" ms less "<= 20"

# --- 2,000 drips: how others fare, and when the drips are gone ---
python3 - "$url" >"$TMP/drip" <<'P'
import http.client, resource, select, socket, sys, time
host, port = sys.argv[1].split("//")[1].split(":")
soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))
socks = []
for _ in range(2000):
    s = socket.create_connection((host, int(port)))
    s.setblocking(False)
    socks.append(s)
began, times, gone = time.time(), [], None
good = http.client.HTTPConnection(host, int(port))
last = 0
while time.time() - began < 20:
    if time.time() - last >= 1:
        last = time.time()
        left = []
        for s in socks:
            try:
                if s in select.select([s], [], [], 0)[0] and s.recv(1) == b"":
                    continue
                s.send(b"G")
                left.append(s)
            except (OSError, ValueError):
                pass
        socks = left
        if not socks:
            gone = time.time() - began
            break
    t = time.perf_counter()
    good.request("GET", "/")
    good.getresponse().read()
    times.append((time.perf_counter() - t) * 1000)
    time.sleep(0.005)
times.sort()
print("%.1f %s" % (times[int(len(times) * 0.99)], "%.1f" % gone if gone else "99"))
P
row serve-p99-under-2000-drips "$(cut -d' ' -f1 "$TMP/drip")" - - ms less "<= 50"
row serve-drips-gone "$(cut -d' ' -f2 "$TMP/drip")" - - s less "<= 15"

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# serve: every address, what is refused, hostile requests, files and ranges,
# changes of the store while it runs.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
command -v curl >/dev/null || skip_all "no curl"

# --- starting: what is refused ---
refused 2 "serve without a store" "$COPKIT" serve
refused 2 "an address that is none" "$COPKIT" serve -s "$TMP/none.cop" --listen nowhere:80
refused 2 "a port that is none" "$COPKIT" serve -s "$TMP/none.cop" --listen 127.0.0.1:99999
refused 3 "a store that does not exist" "$COPKIT" serve -s "$TMP/none.cop" --listen 127.0.0.1:0
echo rubbish >"$TMP/rubbish.cop"
refused 3 "a file that is no store" "$COPKIT" serve -s "$TMP/rubbish.cop" --listen 127.0.0.1:0
ok "a store of the example country" desk_store
"$COPKIT" serve -s "$STORE" --listen 127.0.0.1:0 --reach 10.0.0.0/99 >"$TMP/said" 2>&1
same "a net that is none: exit 3" 3 $?
ok "and the message says how one is written" grep -q "write 10.20.0.0/16" "$TMP/said"
refused 3 "authorities that are not there" "$COPKIT" serve -s "$STORE" --listen 127.0.0.1:0 --authorities "$TMP/none.pem"
"$COPKIT" serve -s "$STORE" --listen 0.0.0.0:0 >"$TMP/said" 2>&1
same "without accounts no other machine may reach it: exit 3" 3 $?
ok "and the message says what to do" grep -q "listen on 127.0.0.1, or add people first" "$TMP/said"

mkdir -p "$TMP/out/strategy"
printf '%%PDF-1.7 0123456789' >"$TMP/out/strategy/strategy.en.pdf"
printf 'secret' >"$TMP/out/secret.txt"
cat >"$TMP/out/manifest.json" <<'M'
{"copkit": "0.1.0", "date": "2026-11-24", "artifacts": [{"path": "strategy/strategy.en.pdf", "target": "strategy", "language": "en", "audience": null,
 "subject": null, "format": "pdf", "size": 19, "sha256": "0011", "key": "k", "released": false, "sources": ["value/V"], "findings": []}]}
M
ok "it starts and says so" desk_start --out "$TMP/out"
port=${URL##*:}
"$COPKIT" serve -s "$STORE" --listen 127.0.0.1:"$port" >"$TMP/said" 2>&1
same "a port that is taken: exit 3" 3 $?
ok "and the message says what to do" grep -q "choose another port with --listen" "$TMP/said"
ok "the plan comes" desk_planned

# --- every address answers ---
same "healthz" 200 "$(status "$URL/healthz")"
for path in $(sed -nE 's/^(PAGE|TABLE)\("([^":*]*)", [A-Z]+, .*/\2/p' "$SRC/src/web/routes.def"); do
  case $path in /sign-in | /sign-out | /account) want=303 ;; /sign-in/provider*) want=404 ;; *) want=200 ;; esac # lead on while nobody has joined
  same "GET $path" $want "$(status "$URL$path")"
done
for path in /situation/harm /standards/ITU-CL /law/LR-01 /initiatives/INI-PSP /plan/M19 /materials/MSG-U9-1 /records/value /record/source/ph-irr-11930 \
  /record/message_text/MSG-U9-1/say/fil /record/message_text/MSG-U9-1%2Fsay%2Ffil /api/v1/measure /api/v1/measure/M19; do
  same "GET $path" 200 "$(status "$URL$path")"
done
curl -s "$URL/materials/MSG-1315-2" >"$TMP/message.html"
ok "a message's page says beside the text what a machine finds, and what to do" grep -qE '<li>warning \((hint|certain)\): the longest sentence has [0-9]+ words, [0-9]+ are the most for this reader and form; make two sentences of it' "$TMP/message.html"
for path in $(sed -nE 's/^TABLE\("([^":*]*)", [A-Z]+, .*/\1/p' "$SRC/src/web/routes.def"); do
  for suffix in csv json xlsx; do
    curl -s "$URL$path.$suffix" -o "$TMP/table.$suffix"
  done
  ok "$path.csv has a head and rows of one width" python3 -c '
import csv, sys
rows = list(csv.reader(open(sys.argv[1], newline="", encoding="utf-8")))
assert len(rows) >= 1 and len({len(r) for r in rows}) == 1, rows[:2]' "$TMP/table.csv"
  ok "$path.json is a list" python3 -c 'import json, sys; assert isinstance(json.load(open(sys.argv[1])), list)' "$TMP/table.json"
  ok "$path.xlsx is a spreadsheet" python3 -c 'import zipfile, sys; assert "xl/workbook.xml" in zipfile.ZipFile(sys.argv[1]).namelist()' "$TMP/table.xlsx"
done
curl -s "$URL/law.csv" >"$TMP/all.csv"
curl -s "$URL/law.csv?status=not" >"$TMP/some.csv"
ok "a filter holds for the file too" sh -c "[ \$(wc -l <'$TMP/some.csv') -lt \$(wc -l <'$TMP/all.csv') ]"
curl -s "$URL/plan.csv?sort=-cost" | cut -d, -f1 >"$TMP/falling"
curl -s "$URL/plan.csv?sort=cost" | cut -d, -f1 >"$TMP/rising"
ok "so does the order" sh -c "! cmp -s '$TMP/falling' '$TMP/rising'"
ok "the interface describes itself" sh -c "curl -s '$URL/api/v1/openapi.json' | python3 -c 'import json,sys; d=json.load(sys.stdin); assert d[\"openapi\"]==\"3.1.0\" and \"/api/v1/measure/{id}\" in d[\"paths\"] and \"measure\" in d[\"components\"][\"schemas\"]'"
ok "the plan as IATI activities, as the command line writes them" sh -c "curl -s '$URL/api/v1/iati.xml' | grep -c '<iati-identifier>' | grep -qx 7"
same "two records from the third" "$(curl -s "$URL/api/v1/measure" | python3 -c 'import json,sys; print([r["id"] for r in json.load(sys.stdin)[2:4]])')" \
  "$(curl -s "$URL/api/v1/measure?offset=2&limit=2" | python3 -c 'import json,sys; print([r["id"] for r in json.load(sys.stdin)])')"
same "an offset that is no number" 400 "$(status "$URL/api/v1/measure?offset=x")"

# --- what every answer says ---
head_of "$URL/" >"$TMP/head"
for line in "content-security-policy: default-src 'none'" "x-content-type-options: nosniff" "referrer-policy: no-referrer" "content-type: text/html; charset=utf-8" \
  "cross-origin-opener-policy: same-origin"; do
  ok "head: $line" grep -qi "^$line" "$TMP/head"
done
ok "no page sets a cookie unasked" sh -c "! grep -qi '^set-cookie' '$TMP/head'"
ok "no page holds a script, style or handler of its own" sh -c "! curl -s '$URL/plan' | grep -qE '<style|style=| on[a-z]+=|<script>|javascript:'"
ok "nothing is fetched from elsewhere" sh -c "! curl -s '$URL/' | grep -qE '(src|href)=\"(https?:)?//'"
style=$(curl -s "$URL/" | grep -oE '/assets/desk-[0-9a-f]+\.css' | head -n 1)
ok "the style sheet stays for good" sh -c "curl -s -D - -o /dev/null '$URL$style' | grep -qi 'immutable'"
same "a style sheet of another version is not there" 404 "$(status "$URL/assets/desk-0000000000000000.css")"
size=$(for f in / "$style" $(curl -s "$URL/" | grep -oE '/assets/[a-z]+-[0-9a-f]+\.(css|js|svg)' | sort -u | grep -v "$style"); do curl -s "$URL$f" -H 'Accept-Encoding: gzip' | wc -c; done | awk '{ s += $1 } END { print s }')
ok "the first page with all it needs is under 150 kB ($size bytes)" test "$size" -lt 150000

# --- HEAD, entity tags, compression ---
same "HEAD has no body" 0 "$(curl -s -I "$URL/law" -o /dev/null -w '%{size_download}')"
same "HEAD and GET agree on the length" "$(curl -s -I "$URL/law" | tr -d '\r' | sed -n 's/^Content-Length: //Ip')" "$(curl -s "$URL/law" | wc -c | tr -d ' ')"
etag=$(head_of "$URL/law" | sed -n 's/^ETag: //Ip')
same "the same page again is 304" 304 "$(status -H "If-None-Match: $etag" "$URL/law")"
same "another page is not" 200 "$(status -H "If-None-Match: $etag" "$URL/plan")"
same "compressed and plain are the same page" "$(curl -s "$URL/law" | sha256sum)" "$(curl -s --compressed "$URL/law" | sha256sum)"
ok "compression is said" sh -c "curl -s -D - -o /dev/null -H 'Accept-Encoding: gzip' '$URL/law' | grep -qi '^content-encoding: gzip'"

# --- languages ---
ok "Filipino on request" sh -c "curl -s '$URL/?lang=fil' | grep -q '<html lang=\"fil\"'"
ok "Filipino by the browser's wish" sh -c "curl -s -H 'Accept-Language: tl,en;q=0.5' '$URL/' | grep -q '<html lang=\"fil\"'"
for wish in 'fr-CA:fr:Échéances' 'es:es:Panorama general' 'ru;q=0.9:ru:Обзор' 'zh-CN:zh-Hans:概览' 'zh-TW,fr:fr:Échéances' 'ar-EG:ar:لمحة عامة'; do
  tag=${wish%%:*} rest=${wish#*:}
  ok "$tag asks for ${rest%%:*}, which says that it is a draft" sh -c "curl -s -H 'Accept-Language: $tag' '$URL/' >'$TMP/wish' && grep -q '<html lang=\"${rest%%:*}\"' '$TMP/wish' && grep -q '${rest#*:}' '$TMP/wish' && grep -q 'class=\"\?draft-words' '$TMP/wish'"
done
ok "English is no draft" sh -c "! curl -s '$URL/' | grep -q draft-words"
same "seven languages to choose from, six of them drafts" "7 6" "$(curl -s "$URL/preferences" >"$TMP/wish"; echo "$(grep -o 'name="\?lang' "$TMP/wish" | wc -l) $(grep -oE '\((borador|مسودة|草稿|projet|черновик|borrador)\)' "$TMP/wish" | wc -l)")"
ok "Arabic runs from right to left" sh -c "curl -s '$URL/?lang=ar' | grep -q '<html lang=\"ar\" dir=\"rtl\"'"
ok "a language nobody knows is English" sh -c "curl -s '$URL/?lang=xx' | grep -q '<html lang=\"en\"'"

# --- wrong methods, wrong addresses ---
for m in POST PUT DELETE; do
  same "$m / is not taken" 405 "$(status -X $m "$URL/")"
done
same "PATCH is not known" 405 "$(status -X PATCH "$URL/")"
ok "405 names what is taken" sh -c "curl -s -D - -o /dev/null -X POST '$URL/' | grep -qi '^allow: GET, HEAD'"
for path in /nowhere /law/LR-99 /plan/M99 /record/measure/none /record/nokind/x /records/nokind /standards/none /situation/none /documents/file/none /api/v1/none; do
  same "GET $path is not there" 404 "$(status "$URL$path")"
done
ok "404 for programs is a problem document" sh -c "curl -s -D - '$URL/api/v1/none' | grep -qi 'application/problem+json'"
for path in /../etc/passwd /%2e%2e/etc/passwd /documents/file/../../etc/passwd /documents/file/%2e%2e/%2e%2e/etc/passwd //etc/passwd '/a%00b' '/a%5cb' '/a%0ab' '/%ff'; do
  same "GET $path is malformed" 400 "$(status --path-as-is "$URL$path")"
done
same "a built file that is not listed is not handed out" 404 "$(status "$URL/documents/file/secret.txt")"
same "nor is the manifest" 404 "$(status "$URL/documents/file/manifest.json")"

# --- whose request it is ---
same "another host name (DNS rebinding)" 421 "$(status -H 'Host: evil.example' "$URL/")"
same "another host name with our port" 421 "$(status -H "Host: evil.example:$port" "$URL/")"
same "no host at all" 421 "$(status --http1.0 -H 'Host:' "$URL/")"
same "localhost" 200 "$(status -H "Host: localhost:$port" "$URL/")"
same "a change without a token" 403 "$(status -d lang=fil "$URL/preferences")"
curl -s -c "$TMP/jar" "$URL/preferences" >"$TMP/form"
token=$(sed -n 's/.*name="token" value="\([0-9a-f]*\)".*/\1/p' "$TMP/form" | head -n 1)
same "a token has 64 digits" 64 "$(printf %s "$token" | wc -c | tr -d ' ')"
ok "the cookie is out of reach for scripts and other sites" sh -c "curl -s -D - -o /dev/null '$URL/preferences' | grep -i '^set-cookie' | grep -i HttpOnly | grep -qi SameSite=Strict"
same "a token of another session" 403 "$(status -d "lang=fil&token=$token" "$URL/preferences")"
case $token in 0*) changed=1${token#?} ;; *) changed=0${token#?} ;; esac
same "a token that was changed" 403 "$(status -b "$TMP/jar" -d "lang=fil&token=$changed" "$URL/preferences")"
same "from another origin" 403 "$(status -b "$TMP/jar" -H 'Origin: http://evil.example' -d "lang=fil&token=$token" "$URL/preferences")"
same "from another site, as browsers say it" 403 "$(status -b "$TMP/jar" -H 'Sec-Fetch-Site: cross-site' -d "lang=fil&token=$token" "$URL/preferences")"
same "with its token it is made" 303 "$(status -b "$TMP/jar" -H "Origin: $URL" -d "lang=fil&theme=dark&token=$token" "$URL/preferences")"
ok "and kept in cookies" sh -c "curl -s -D - -o /dev/null -b '$TMP/jar' -d 'lang=fil&theme=dark&token=$token' '$URL/preferences' | grep -qi '^set-cookie: theme=dark'"
ok "a value that would break the head is not kept" sh -c "! curl -s -D - -o /dev/null -b '$TMP/jar' -d 'theme=x%0d%0aSet-Cookie:%20a=b&token=$token' '$URL/preferences' | grep -qi 'set-cookie: a=b'"

# --- bodies ---
head -c 20000 /dev/zero | tr '\0' a >"$TMP/large"
same "a body over the limit of its address" 413 "$(status --data-binary @"$TMP/large" "$URL/preferences")"
same "a body where none is taken" 405 "$(status --data-binary @"$TMP/large" "$URL/law")"

# --- built files ---
same "a built file" "%PDF-1.7 0123456789" "$(curl -s "$URL/documents/file/strategy/strategy.en.pdf")"
same "a range of it" 206 "$(status -H 'Range: bytes=9-12' "$URL/documents/file/strategy/strategy.en.pdf")"
same "the bytes of the range" 0123 "$(curl -s -H 'Range: bytes=9-12' "$URL/documents/file/strategy/strategy.en.pdf")"
same "the last bytes" 789 "$(curl -s -H 'Range: bytes=-3' "$URL/documents/file/strategy/strategy.en.pdf")"
same "from somewhere to the end" 89 "$(curl -s -H 'Range: bytes=17-' "$URL/documents/file/strategy/strategy.en.pdf")"
same "a range behind the end" 416 "$(status -H 'Range: bytes=100-' "$URL/documents/file/strategy/strategy.en.pdf")"
same "a range that is none" 200 "$(status -H 'Range: bytes=x-y' "$URL/documents/file/strategy/strategy.en.pdf")"
same "a range of an older file gets the whole" 200 "$(status -H 'Range: bytes=0-3' -H 'If-Range: "other"' "$URL/documents/file/strategy/strategy.en.pdf")"
ok "a built page is held in a sandbox" sh -c "curl -s -D - -o /dev/null '$URL/documents/file/strategy/strategy.en.pdf' | grep -qi 'content-security-policy:.*sandbox'"
ok "it is listed with its size and mark" sh -c "curl -s '$URL/documents' | grep -q 'strategy/strategy.en.pdf' && curl -s '$URL/documents.csv' | grep -q ',draft,'"
rm "$TMP/out/strategy/strategy.en.pdf"
same "listed but gone" 404 "$(status "$URL/documents/file/strategy/strategy.en.pdf")"

# --- a change by another program is seen ---
view() { curl -s "$URL/healthz" | sed 's/.*"view":\([0-9]*\).*/\1/'; }
before=$(view)
printf '{"copkit": "0.1.0", "date": "2026-11-24", "artifacts": []}' >"$TMP/out/manifest.json"
ok "a new build is seen" sh -c "for i in \$(seq 50); do sleep 0.2; [ \"\$(curl -s '$URL/healthz' | sed 's/.*\"view\":\([0-9]*\).*/\1/')\" != $before ] && exit 0; done; exit 1"
ok "the page says so" sh -c "! curl -s '$URL/documents' | grep -q 'strategy/strategy.en.pdf'"

# --- backup ---
ok "a backup is a whole store" sh -c "curl -s '$URL/admin/backup' -o '$TMP/copy.cop' && '$COPKIT' doctor -s '$TMP/copy.cop' --json >/dev/null; [ \$(head -c 15 '$TMP/copy.cop') = 'SQLite' ] || head -c 15 '$TMP/copy.cop' | grep -q 'SQLite format 3'"
ok "nothing of it stays behind" sh -c "! ls -d \"\${TMPDIR:-/tmp}\"/copkit-backup-* 2>/dev/null"

# --- search ---
ok "search finds words in texts and titles" sh -c "curl -s '$URL/search?q=helpline' | grep -q 'Child helpline'"
all=$(curl -s "$URL/search?q=child" | grep -oE '[0-9,]+ records hold all' | tr -d ' a-z,')
kinds=$(curl -s "$URL/search?q=child" | grep -oE 'href="/search\?q=child&amp;kind=[a-z_]+"[^>]*>[^<]* [0-9,]+<' | grep -oE '[0-9,]+<' | tr -d '<,' | awk '{ s += $1 } END { print s }')
same "the counts of kinds add up to all" "$all" "$kinds"
hits() { curl -s "$URL/search?$1" | grep -o 'class="hit-title"' | wc -l | tr -d ' '; }
n=$(curl -s "$URL/search?q=child" | grep -oE 'kind=measure"[^>]*>[^<]* [0-9]+<' | grep -oE '[0-9]+<' | tr -d '<')
same "a kind narrows it" "$n" "$(hits 'q=child&kind=measure')"
same "pages follow each other" 40 "$(hits 'q=child&page=2')"
same "beyond the last is nothing, not an error" 0 "$(hits 'q=child&page=9999')"
same "a page that is none is the first" 40 "$(hits 'q=child&page=x')"
same "nothing found says what to try" 1 "$(curl -s "$URL/search?q=zzzzqqqq" | grep -c 'Try fewer words')"
ok "in other scripts too" sh -c "curl -s -G '$URL/search' --data-urlencode 'q=مساعدة' | grep -qE '(records hold|record holds)'"
ok "what is typed comes back as text" sh -c "curl -s -G '$URL/search' --data-urlencode 'q=<script>alert(1)</script>' | grep -q '&lt;script&gt;'"

desk_stop
same "SIGTERM stops it cleanly" 0 "$DESK_CODE"
tap_done

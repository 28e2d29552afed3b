#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The desk over TLS without a proxy: judged by OpenSSL's and curl's clients.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
command -v openssl >/dev/null || skip_all "no openssl"
ok "a store" "$COPKIT" init "$STORE" --country PH -q
pair() { # name: a key and a certificate of its own
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=cop.example -addext subjectAltName=DNS:cop.example,IP:127.0.0.1 \
    -keyout "$TMP/$1.key" -out "$TMP/$1.crt" 2>/dev/null
  chmod 600 "$TMP/$1.key"
}
pair desk
pair other
refused() { # text, arguments: exit 3 (or 2) and the text
  "$COPKIT" serve -s "$STORE" --listen 127.0.0.1:0 "$@" >"$TMP/no" 2>&1
  echo "$?: $(tr '\n' ' ' <"$TMP/no")"
}
ok "a certificate alone is a wrong call" sh -c 'echo "$1" | grep -q "^2: .*--certificate and --key are given together"' - "$(refused --certificate "$TMP/desk.crt")"
ok "a file that is not there is named" sh -c 'echo "$1" | grep -q "^3: .*none.crt"' - "$(refused --certificate "$TMP/none.crt" --key "$TMP/desk.key")"
ok "a key of another certificate is not taken" sh -c 'echo "$1" | grep -q "^3: .*belong together"' - "$(refused --certificate "$TMP/desk.crt" --key "$TMP/other.key")"
chmod 644 "$TMP/other.key"
ok "nor one that everybody may read" sh -c 'echo "$1" | grep -q "^3: .*chmod 600"' - "$(refused --certificate "$TMP/other.crt" --key "$TMP/other.key")"

"$COPKIT" serve -s "$STORE" --listen 127.0.0.1:0 --host cop.example --certificate "$TMP/desk.crt" --key "$TMP/desk.key" >"$TMP/desk.out" 2>"$TMP/desk.err" &
DESK=$!
for _ in $(seq 300); do
  URL=$(sed -n 's|^copkit is ready: \(https://.*\)/$|\1|p' "$TMP/desk.out")
  [ -n "$URL" ] && break
  sleep 0.1
done
PORT=${URL##*:}
tls() { curl -s --cacert "$TMP/desk.crt" --max-time 20 "$@"; }
same "the page is there, and its certificate holds" 200 "$(tls -o "$TMP/page" -w '%{http_code}' "$URL/")"
same "by its name too" 200 "$(tls -o /dev/null -w '%{http_code}' --resolve "cop.example:$PORT:127.0.0.1" "https://cop.example:$PORT/standards")"
same "who does not know the certificate is told so" 60 "$(curl -s -o /dev/null --max-time 20 "$URL/"; echo $?)"
tls -D "$TMP/head" -o /dev/null "$URL/edit/helpline/makabata-1383"
ok "the cookie goes nowhere else, and the browser stays with TLS" sh -c "grep -qi 'set-cookie: __Host-copkit=.*; Secure' '$TMP/head' && grep -qi 'strict-transport-security: max-age=31536000' '$TMP/head'"
said() { openssl s_client -connect "127.0.0.1:$PORT" -CAfile "$TMP/desk.crt" "$@" </dev/null 2>&1 | sed -n 's/.*\(TLSv1\.[0-9]\), Cipher is.*/\1/p;s/^ *Protocol *: *//p' | head -n 1; }
same "TLS 1.3 is spoken" TLSv1.3 "$(said -tls1_3)"
same "and 1.2, with forward secrecy" TLSv1.2 "$(said -tls1_2)"
ok "the cipher of 1.2 keeps nothing that a later theft opens" sh -c "openssl s_client -connect 127.0.0.1:$PORT -tls1_2 </dev/null 2>/dev/null | grep -q 'Cipher *: *ECDHE'"
ok "1.1 is refused" sh -c "! openssl s_client -connect 127.0.0.1:$PORT -tls1_1 -cipher 'ALL:@SECLEVEL=0' </dev/null 2>/dev/null | grep -q 'Cipher *: *[A-Z]*-'"
ok "plain HTTP is not understood" sh -c "! curl -s --max-time 20 -o /dev/null 'http://127.0.0.1:$PORT/'"
head -c 3000000 /dev/zero | tr '\0' a >"$TMP/large"
same "a large body comes through whole and is refused for what it is" 403 "$(tls -o /dev/null -w '%{http_code}' -H "Origin: https://evil.example" -F "file=@$TMP/large" "$URL/reports/upload")"
desk_stop
same "SIGTERM stops it cleanly" 0 "$DESK_CODE"
tap_done

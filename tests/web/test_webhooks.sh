#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Webhooks of the desk (tests/web/webhooks.py), judged by the library of the Standard
# Webhooks project (tests/web/webhooks.js).
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
command -v python3 >/dev/null || skip_all "no python3"
command -v openssl >/dev/null || skip_all "no openssl"
ok "a store of the example country" desk_store
certificate() { # name, how it is signed
  name=$1
  shift
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$name" -keyout "$TMP/$name.key" -out "$TMP/$name.csr" 2>/dev/null
  printf 'subjectAltName=DNS:localhost\n' >"$TMP/ext"
  openssl x509 -req -days 2 -extfile "$TMP/ext" -in "$TMP/$name.csr" -out "$TMP/$name.pem" "$@" 2>/dev/null
}
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=ministry -keyout "$TMP/ca.key" -out "$TMP/ca.pem" 2>/dev/null
certificate good -CA "$TMP/ca.pem" -CAkey "$TMP/ca.key" -CAcreateserial
certificate bad -signkey "$TMP/bad.key"
list=
[ -e "$SRC/tests/node_modules/puppeteer-core" ] && command -v node >/dev/null && command -v "${CHROMIUM:-chromium}" >/dev/null && list=$TMP/list
python3 "$SRC/tests/web/webhooks.py" "$COPKIT" "$STORE" "$TMP" $list >"$TMP/lines" 2>"$TMP/trouble"
while IFS= read -r line; do
  case $line in
    "ok "*) ok "${line#ok }" true ;;
    *) ok "${line#not ok }" false ;;
  esac
done <"$TMP/lines"
same "all was tried, without trouble" "" "$(cat "$TMP/trouble")"
ok "to the end" grep -q "stops cleanly at the end" "$TMP/lines"
if [ -e "$SRC/tests/node_modules/standardwebhooks" ]; then
  node "$SRC/tests/web/webhooks.js" "$TMP/got.json" >"$TMP/judged" 2>&1
  same "the library of the Standard Webhooks project takes every signature, and none of a message that was changed ($(cat "$TMP/judged"))" 0 $?
else
  skip "the library of the Standard Webhooks project takes every signature" "it is not installed"
fi
cat >"$TMP/guide.py" <<'P'
import json, re, sys
code = re.search(r"```python\n(.*?)```", open(sys.argv[1]).read(), re.S).group(1)
exec(code)
messages = json.load(open(sys.argv[2]))
for m in messages:
    body = m["body"].encode()
    assert any(is_from_the_desk(s, m["headers"], body) for s in m["secrets"]), m
    assert not any(is_from_the_desk(s, m["headers"], body + b" ") for s in m["secrets"]), m
    assert not is_from_the_desk("whsec_" + "A" * 43 + "=", m["headers"], body), m
assert len(messages) > 20
P
ok "so do the lines of the guide" python3 "$TMP/guide.py" "$SRC/doc/guide/webhooks.md" "$TMP/got.json"
if [ -e "$SRC/tests/node_modules/vnu-jar" ] && command -v java >/dev/null; then
  ok "the Nu checker finds no error in the page of an endpoint" java -Xss2m -jar "$SRC/tests/node_modules/vnu-jar/build/dist/vnu.jar" --errors-only "$TMP/page.html"
fi
ok "the log is whole" "$COPKIT" log verify -q -s "$STORE"
tap_done

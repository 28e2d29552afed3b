#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Passkeys: an authenticator made of openssl (tests/web/passkey.py), and Chromium's
# virtual one (tests/web/passkey.js).
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
command -v python3 >/dev/null || skip_all "no python3"
command -v openssl >/dev/null || skip_all "no openssl"
ok "a store of the example country" desk_store
ok "the desk starts" desk_start
ok "the plan comes" desk_planned
LOCAL=$(echo "$URL" | sed 's/127.0.0.1/localhost/')
said() { # file
  while IFS= read -r line; do
    case $line in
      "ok "*) ok "${line#ok }" true ;;
      *) ok "${line#not ok }" false ;;
    esac
  done <"$1"
}
if ! grep -q 'define COP_WITH_FIDO2' "${COPKIT_BUILD:-build}/config.h"; then
  PYTHONPATH="$SRC/tests/web" python3 -c "
from signin import account
print(account('$COPKIT', '$STORE', '$LOCAL', 'ana', 'owner').get('/account').text)" >"$TMP/page"
  ok "a program built without libfido2 says so on the account's page" grep -q 'built without passkeys' "$TMP/page"
  curl -s "$LOCAL/sign-in" >"$TMP/page"
  same "and does not offer them" 0 "$(grep -c 'class="form passkey"' "$TMP/page")"
  desk_stop
  tap_done
  exit
fi
python3 "$SRC/tests/web/passkey.py" "$COPKIT" "$STORE" "$LOCAL" "$TMP" >"$TMP/lines" 2>"$TMP/trouble"
said "$TMP/lines"
same "all was tried, without trouble" "" "$(cat "$TMP/trouble")"
ok "to the end" grep -q "^ok to the end" "$TMP/lines"
ok "events are noted" grep -q '"passkey may be a copy"' "$TMP/desk.err"
desk_stop
if [ -e "$SRC/tests/node_modules/puppeteer-core" ] && command -v node >/dev/null && command -v "${CHROMIUM:-chromium}" >/dev/null; then
  rm -f "$STORE"*
  ok "another store" desk_store
  ok "another desk" desk_start
  LOCAL=$(echo "$URL" | sed 's/127.0.0.1/localhost/')
  CODE=$(PYTHONPATH="$SRC/tests/web" python3 -c "
from signin import account
print(account('$COPKIT', '$STORE', '$URL', 'ana', 'owner').codes.pop())")
  node "$SRC/tests/web/passkey.js" "$LOCAL" "$CODE" >"$TMP/lines" 2>"$TMP/trouble"
  said "$TMP/lines"
  same "all was tried, without trouble" "13" "$(wc -l <"$TMP/lines" | tr -d ' ')$(cat "$TMP/trouble")"
  desk_stop
else
  skip "in Chromium" "no browser or its packages"
fi
tap_done

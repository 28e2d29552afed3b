#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Signing in at an identity provider (tests/web/identity.mjs). With PICTURES=DIR
# pictures of its pages are made there.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
[ -e "$SRC/tests/node_modules/oidc-provider" ] || skip_all "npm packages are not installed; run npm ci in tests/"
command -v node >/dev/null || skip_all "no node"
command -v "${CHROMIUM:-chromium}" >/dev/null || skip_all "no chromium"
ok "a store of the example country" desk_store
node "$SRC/tests/web/identity.mjs" "$COPKIT" "$STORE" "$TMP" "${PICTURES:-}" >"$TMP/lines" 2>"$TMP/trouble"
while IFS= read -r line; do
  case $line in
    "ok "*) ok "${line#ok }" true ;;
    *) ok "${line#not ok }" false ;;
  esac
done <"$TMP/lines"
same "without trouble" "" "$(grep -v 'Unsupported runtime' "$TMP/trouble")"
ok "to the end" grep -q 'to the end of signing in' "$TMP/lines"
tap_done

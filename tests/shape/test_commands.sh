#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Every command: in order, with help, a manual page that names the same
# options, and a test.
. "$(dirname "$0")/../tap.sh"
cd "$SRC" || exit 1
names=$(sed -n 's/^CMD(\([a-z_]*\),.*/\1/p' src/cmd/commands.def)
same "commands stand in alphabetical order" "$(printf '%s\n' "$names" | LC_ALL=C sort)" "$names"
for c in $names; do
  command=$(printf '%s' "$c" | tr _ -)
  page=doc/man/copkit-$command.1
  ok "$command: --help works" "$COPKIT" "$command" --help
  "$COPKIT" "$command" --help | grep -oE '^  (-[a-zA-Z], )?--[a-z-]+' | grep -oE '\-\-[a-z-]+' | grep -vE '^--(help|help-all|store|quiet|verbose|json)$' | sort -u >"$TMP/help"
  if [ -e "$page" ]; then
    grep -oE '^\.It Fl (. , )?.*' "$page" | grep -oE 'Fl -[a-z-]+' | sed 's/Fl -/--/' | grep -vE '^--(help|store|quiet|verbose|json)$' | sort -u >"$TMP/page"
    same "$command: the manual page names the same options" "$(cat "$TMP/help")" "$(cat "$TMP/page")"
    if command -v mandoc >/dev/null; then
      ok "$command: the manual page is sound" mandoc -T lint -W warning "$page"
    fi
  else
    ok "$command: has a manual page $page" false
  fi
  ok "$command: has a test" grep -rqE "(COPKIT\"? |copkit )$command\b" tests/cli
done
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
. "$(dirname "$0")/../tap.sh"
ok "version" sh -c "'$COPKIT' --version | grep -qE '^copkit [0-9]+\.[0-9]+\.[0-9]+$'"
ok "help lists commands" sh -c "'$COPKIT' help | grep -q '^  help '"
ok "help of a command" sh -c "'$COPKIT' help help | grep -q 'COMMAND'"
refused 2 "an unknown command" "$COPKIT" nosuch
refused 2 "an unknown option" "$COPKIT" help --nosuch
refused 2 "help of an unknown command" "$COPKIT" help nosuch
tap_done

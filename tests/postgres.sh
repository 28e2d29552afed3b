#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# postgres.sh -- runs a command beside a PostgreSQL server of its own.
#
#   tests/postgres.sh COMMAND ARGUMENT...
#
# The server lives in a temporary folder, listens on a free port of the
# loopback address only, trusts everybody there and is gone when the command
# ends; root starts it as the user postgres. COPKIT_TEST_POSTGRES is the
# address of its database "postgres". Exit: that of the command; 77 when there
# is no PostgreSQL 15 on this machine.
set -eu
BIN=${COPKIT_POSTGRES_BIN:-/usr/lib/postgresql/15/bin}
[ -x "$BIN/initdb" ] || { echo "postgres.sh: there is no PostgreSQL 15 in $BIN" >&2; exit 77; }
DIR=$(mktemp -d)
if [ "$(id -u)" = 0 ]; then chown postgres "$DIR"; AS="runuser -u postgres --"; else AS=""; fi
chmod 711 "$DIR"
cd "$DIR"

stop() {
  if [ -e "$DIR/data/postmaster.pid" ]; then $AS "$BIN/pg_ctl" -D "$DIR/data" -m immediate stop >/dev/null 2>&1 || true; fi
  rm -rf "$DIR"
}
trap stop EXIT
trap 'exit 130' INT TERM

$AS "$BIN/initdb" -D "$DIR/data" -U postgres -A trust --no-sync --no-locale -E UTF8 >"$DIR/log" 2>&1 || { cat "$DIR/log" >&2; exit 1; }
for attempt in 1 2 3 4 5; do
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  if $AS "$BIN/pg_ctl" -D "$DIR/data" -w -t 30 -l "$DIR/data/server.log" \
    -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c max_connections=20" start >/dev/null 2>&1; then break; fi
  [ "$attempt" -lt 5 ] || { cat "$DIR/data/server.log" >&2; exit 1; }
done
cd - >/dev/null
COPKIT_TEST_POSTGRES="postgresql://postgres@127.0.0.1:$port/postgres"
export COPKIT_TEST_POSTGRES
code=0
"$@" || code=$?
exit $code

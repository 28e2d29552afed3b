# SPDX-License-Identifier: Apache-2.0
# The linter on a megabyte of text: a real contribution to the Working Group,
# repeated. What is counted is processor time beyond that of an empty text, so
# that reading the catalogue is not part of it.
set -eu
seed=$SRC/../shared/seed/cwg-cop-19-4.txt
[ -e "$seed" ] || { echo "the corpus is not here" >&2; exit 0; }
: >"$TMP/one.txt"
while [ "$(wc -c <"$TMP/one.txt")" -lt 1000000 ]; do cat "$seed" >>"$TMP/one.txt"; echo >>"$TMP/one.txt"; done
echo 'Calm.' >"$TMP/empty.txt"
spent() { # least processor time of five runs, in ms
  for i in 1 2 3 4 5; do
    /usr/bin/time -f '%U %S' -o "$TMP/t" "$COPKIT" lint --format text "$1" >/dev/null 2>&1 || true
    awk 'END { printf "%.0f\n", ($1 + $2) * 1000 }' "$TMP/t"
  done | sort -n | head -n 1
}
whole=$(spent "$TMP/one.txt") start=$(spent "$TMP/empty.txt")
printf 'lint-megabyte\t%s\t-\t-\tms\tless\t<= 100\n' "$((whole - start))"
printf 'lint-start\t%s\t-\t-\tms\tless\t-\n' "$start"

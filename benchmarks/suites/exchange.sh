# SPDX-License-Identifier: Apache-2.0
# Frameworks of other programs into a store: all libraries and mappings of CISO
# Assistant in the corpus (some sixty files, 6 MB) in one import, first and again,
# and one small file, which shows what a start costs. Processor time, least of
# three: nothing here waits for anything but the disk.
set -eu
corpus=$SRC/../shared/corpus/ciso
[ -d "$corpus" ] || { echo "the corpus is not here" >&2; exit 0; }
"$COPKIT" init "$TMP/fresh.cop" --country PH -q
took() { # store files...
  store=$1; shift
  for i in 1 2 3; do
    [ "$store" = again ] || cp "$TMP/fresh.cop" "$TMP/$store.cop"
    /usr/bin/time -f '%U %S' -o "$TMP/t" "$COPKIT" import -s "$TMP/$store.cop" "$@" >/dev/null 2>&1 || true
    awk 'END { printf "%.0f\n", ($1 + $2) * 1000 }' "$TMP/t"
  done | sort -n | head -n 1
}
printf 'import-frameworks\t%s\t-\t-\tms\tless\t<= 1000\n' "$(took first "$corpus"/*/*.yaml)"
cp "$TMP/first.cop" "$TMP/again.cop"
printf 'import-frameworks-again\t%s\t-\t-\tms\tless\t<= 1000\n' "$(took again "$corpus"/*/*.yaml)"
printf 'import-one\t%s\t-\t-\tms\tless\t-\n' "$(took one "$corpus"/libraries/asf-baseline-v2.yaml)"

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The shape of the tree: layers, headers, banned calls, SQL and HTML in their
# folders, sizes, licence lines, unfinished work.
. "$(dirname "$0")/../tap.sh"
cd "$SRC" || exit 1

empty() { # passes when the command prints nothing
  tap_found=$("$@") || true
  [ -z "$tap_found" ] || { printf '%s\n' "$tap_found"; return 1; }
}

layers() {
  grep -rnE '^#include "[a-z]+/' src --include='*.[ch]' --include='*.def' | awk -F: '
    BEGIN { while ((getline line < "tools/layers.txt") > 0) {
              split(line, part, ":"); n = split(part[2], may, " ")
              ok[part[1] " " part[1]] = 1
              for (i = 1; i <= n; i++) ok[part[1] " " may[i]] = 1 } }
    { split($1, path, "/"); from = path[2]
      match($3, /"[a-z]+\//); to = substr($3, RSTART + 1, RLENGTH - 2)
      if (!((from " " to) in ok)) print $1 ":" $2 ": " from " may not include " to }'
}
folders_listed() {
  for d in src/*/; do
    n=$(basename "$d")
    grep -q "^$n:" tools/layers.txt || echo "$d is not in tools/layers.txt"
    grep -q "^| \`$n/\`" src/README.md || echo "$d is not in src/README.md"
  done
}
library_headers() { # each library stays behind one folder or file
  while read -r pattern allowed; do
    grep -rlE "^#include <($pattern)" src --include='*.[ch]' | grep -vE "^src/($allowed)" | sed "s|\$|: <$pattern> belongs to src/$allowed|"
  done <<'L'
sqlite3\.h db/
libpq-fe\.h db/
microhttpd\.h web/http
curl/ web/outgoing
cjose/ base/jose
hb(-.*)?\.h (typeset|page)/
ft2build\.h|freetype/ (typeset|page)/
unicode/ base/
yaml\.h base/yaml
zip\.h base/zip
libxml/ base/xml
cairo page/
xlsxwriter\.h table/xlsx
cmark doc/markup
sodium base/
qrencode figure/qr
sndfile channel/sound
ebur128 channel/sound
libdeflate (base|page|proof)/
hyphen\.h typeset/
hunspell/ check/spelling
L
}
banned() {
  grep -rnE '\b(strcpy|strcat|sprintf|vsprintf|gets|strtok|atoi|atol|atof|system|popen|tmpnam|mktemp|alloca)[ ]?\(' src tools --include='*.[ch]' |
    grep -vE 'g_(ascii_)?[a-z_]*\(|/\*|\*/' | grep -vE '[a-z_](strcpy|strcat|sprintf|gets|system)\('
  grep -rnE '\b(g_print|g_printerr|printf|fprintf|puts|fputs|perror|g_message|g_warning|g_log)[ ]?\(' src --include='*.c' | grep -vE '^src/(cmd|web)/' |
    grep -vE '[a-z_](printf|puts)\('
  grep -rnE '\b(GList|GSList|GVariant|G_DEFINE_TYPE|g_object_new)\b' src --include='*.[ch]'
}
sql_outside() {
  grep -rnE '"[ ]*(SELECT|INSERT INTO|UPDATE|DELETE FROM|CREATE (TABLE|INDEX)|ALTER TABLE|DROP TABLE|PRAGMA|BEGIN IMMEDIATE)\b' src --include='*.[ch]' | grep -v '^src/db/'
}
html_outside() {
  grep -rnE '"</?(a|p|div|span|table|tr|td|th|ul|ol|li|h[1-6]|html|head|body|form|input|section|nav|main|img|script|style)[ >]' src --include='*.[ch]' |
    grep -vE '^src/(flow/html|web/html|flow/epub|import/text)'
}
bad_names() {
  git ls-files src tools | grep -E '(^|/|_)(util|utils|helper|helpers|manager|common|misc)s?(\.|_|/)'
}
spdx() {
  for f in $(git ls-files 'src/*.c' 'src/*.h' 'src/*.def' 'src/*.sql' 'src/*.build' 'tools/*' 'tests/*.c' 'tests/*.sh' 'assets/*.css' 'assets/*.js' 'data/*.yaml' 'bench/*.c'); do
    head -n 3 "$f" | grep -q 'SPDX-License-Identifier:' || case $f in *.txt | *.json | tools/packages/*) ;; *) echo "$f: no SPDX line" ;; esac
  done
}
unfinished() {
  git grep -nE '\b(TODO|FIXME|XXX|HACK)\b' -- src tools assets data doc ':!tests' | grep -vE 'tests/shape'
  git grep -niE 'for now\b|not implemented|placeholder' -- src tools assets | grep -vE 'placeholder="|COP_A_PLACEHOLDER'
}
machine_paths() {
  git grep -nE '(^|[^A-Za-z0-9_}])/(work|root|home/[a-z]+)/' -- . ':!tests/shape/test_tree.sh' ':!tests/golden' | grep -vE '^[^:]+\.lock'
  git grep -nE '//(registry|deb)\.[a-z]' -- . ':!*package-lock.json' ':!tests/shape/test_tree.sh'
}
too_long() { # lines over 120 / 1,500 without a stated reason
  git ls-files 'src/*.c' 'src/*.h' 'tools/*.c' | while read -r f; do
    n=$(wc -l <"$f")
    if [ "$n" -gt 1500 ] && ! head -n 20 "$f" | grep -q 'Length:'; then echo "$f: $n lines; say why in its head (Length: ...) or split it"; fi
    awk -v f="$f" '
      FNR <= 20 && /Length:/ { excused = 1 }
      /^\{/ { start = NR }
      /^\}/ { if (start && NR - start > 120 && !excused) print f ":" start ": a function of " NR - start " lines"; start = 0 }' "$f"
  done
}
size_report() {
  git ls-files 'src/*.c' 'src/*.h' | while read -r f; do
    n=$(wc -l <"$f"); [ "$n" -le 800 ] || echo "# $f: $n lines, over 800: is it still one subject?"
    awk -v f="$f" '/^\{/ { start = NR } /^\}/ { if (start && NR - start > 60) printf "# %s:%d: a function of %d lines, over 60\n", f, start, NR - start; start = 0 }' "$f"
  done
}

ok "every include is allowed by tools/layers.txt" empty layers
ok "every folder is a listed layer" empty folders_listed
ok "each library's header stays behind its folder" empty library_headers
ok "no banned call; only cmd/ and web/ print" empty banned
ok "no SQL text outside db/" empty sql_outside
ok "no HTML text outside its writers" empty html_outside
ok "no file is called util, helper, manager, common or misc" empty bad_names
ok "every source carries its licence line" empty spdx
ok "nothing is marked unfinished" empty unfinished
ok "no machine paths, no package hosts" empty machine_paths
ok "no function over 120 or file over 1,500 lines without a reason" empty too_long
size_report

headers_alone() {
  for h in $(git ls-files 'src/*.h' | grep -v schema_undef.h); do
    printf '#include "%s"\n' "${h#src/}" >"$TMP/alone.c"
    # shellcheck disable=SC2046
    ${CC:-cc} -std=gnu17 -D_GNU_SOURCE -fsyntax-only -Werror=implicit-function-declaration -Isrc -I"${COPKIT_BUILD:-build}" -I"${COPKIT_BUILD:-build}/src" \
      $(pkg-config --cflags gio-2.0 gio-unix-2.0 harfbuzz 2>/dev/null) "$TMP/alone.c" >"$TMP/alone.txt" 2>&1 || { echo "$h:"; head -n 3 "$TMP/alone.txt"; }
  done
}
ok "each header compiles alone" empty headers_alone

exported_names() {
  nm -g --defined-only "${COPKIT_BUILD:-build}"/src/libcopkit-core.a 2>/dev/null | awk '$2 ~ /[TDBRC]/ && $3 !~ /^(cop_|_?COP_|__|_?gresource)/ { print $3 }' | sort -u
}
writable_globals() { # constant tables with pointers stand in .data.rel.ro and are fine
  objdump -t "${COPKIT_BUILD:-build}"/src/libcopkit-core.a 2>/dev/null | awk '
    / O (\.data|\.bss|\.tdata|\.tbss)/ && !/\.data\.rel\.ro/ && $NF !~ /quark|once|^q(\.|$)|^\.|__|asan|odr|ubsan|sancov|Lubsan/ { print $NF }' | sed 's/\.[0-9]*$//' | sort -u |
    while read -r name; do grep -q "^$name\$" tools/writable-globals.txt || echo "writable $name; state belongs into a struct"; done
}
ok "exported names begin with cop_" empty exported_names
ok "no writable global outside tools/writable-globals.txt" empty writable_globals
tap_done

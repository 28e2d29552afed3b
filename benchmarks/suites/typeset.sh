# SPDX-License-Identifier: Apache-2.0
# Posters warm and a report of 60 pages in a process of its own, beside Typst with
# the same words, pictures, tables and notes; memory and size, pages a second by
# two processes; the same long document, written once as Markdown, by WeasyPrint
# (from our HTML) and LibreOffice (our DOCX).
set -eu
dir=${COPKIT%/src/copkit}
ninja -C "$dir" benchmarks/bench_typeset >/dev/null
bench=$dir/benchmarks/bench_typeset
row() { printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$@"; }
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
now() { date +%s%N; }
# The median wall time in milliseconds of as many runs as the first word says.
timed() {
  n=$1; shift
  for i in $(seq "$n"); do
    t=$(now); "$@" >/dev/null 2>&1; echo $((($(now) - t) / 1000))
  done | median | awk '{ printf "%.1f", $1 / 1000 }'
}

typst=$SRC/benchmarks/typeset/typst.js
peer=no; command -v node >/dev/null && [ -e "$SRC/benchmarks/node_modules" ] && peer=yes
export COPKIT_HOME="$SRC"
first() { sed -E 's/^[^ ]+ [^0-9]*([0-9.]+) .*/\1/' | head -n 1; }
for lang in en ar hi km zh; do
  "$bench" poster "$lang" >"$TMP/line"
  row "typeset-poster-$lang" "$(first <"$TMP/line")" - - ms less '<= 0.5'
  [ $peer = no ] && continue
  "$bench" typst poster "$lang" >"$TMP/poster.typ"
  row "typeset-poster-$lang" "$(first <"$TMP/line")" typst "$(node "$typst" warm "$TMP/poster.typ" 40 | cut -d' ' -f1)" ms less '>= 4x'
done
BENCH_DIGITS=1 "$bench" poster zh 60 >"$TMP/line"
row typeset-poster-zh-new-subsets "$(first <"$TMP/line")" - - ms less -
cold=$(timed 9 "$bench" cold report)
row typeset-report-cold "$cold" - - ms less '<= 60'
if [ $peer = yes ]; then
  "$bench" typst report >"$TMP/report.typ"
  row typeset-report-cold "$cold" typst "$(timed 3 node "$typst" cold "$TMP/report.typ")" ms less '>= 5x'
fi
/usr/bin/time -f %M -o "$TMP/rss" "$bench" cold report >"$TMP/line"
row typeset-report-memory "$(awk '{ printf "%.1f", $1 / 1024 }' "$TMP/rss")" - - MB less '<= 32'
row typeset-report-size "$(grep -oE '[0-9]+ bytes' "$TMP/line" | awk '{ printf "%.0f", $1 / 1000 }')" - - KB less '<= 300'
/usr/bin/time -f %M -o "$TMP/rss" "$bench" cold poster zh >/dev/null
row typeset-chinese-memory "$(awk '{ printf "%.1f", $1 / 1024 }' "$TMP/rss")" - - MB less '<= 64'
"$bench" pages 3 >"$TMP/one" & "$bench" pages 3 >"$TMP/two"; wait
row typeset-pages-per-second "$(cat "$TMP/one" "$TMP/two" | sed -E 's/^[^ ]+ [^0-9]*([0-9.]+) .*/\1/' | awk '{ n += $1 } END { printf "%.0f", n }')" - - 'per s' more '>= 1500'

python3 - "$TMP/long.md" <<'P'
import sys
words = ("Children and young people use the internet to learn, to play and to meet others. A strategy names who does what, by when and "
         "with which money, and how everybody will know that it was done. Schools, families, industry and the State share the work. ")
with open(sys.argv[1], "w") as f:
    f.write("---\ntitle: A long report\nlanguage: en\nstyle: report\ncontents: true\nnumbered: true\n---\n")
    for i in range(1, 16):
        f.write("\n## Chapter %d\n" % i)
        for k in range(1, 5):
            f.write("\n### Section %d\n\n" % k + words * 3 + "[^n%d-%d]\n\n" % (i, k) + words * 4 + "\n\n- " + words + "\n- " + words + "\n\n")
            f.write("| Measure | Who | Year | Cost |\n|---|---|---|---|\n" + "".join("| Measure %d of the plan | A ministry | 20%d | %d |\n" % (r, 26 + r % 5, 1000 * r) for r in range(1, 9)))
            f.write(": Measures %d-%d\n\n[^n%d-%d]: A source, page %d.\n" % (i, k, i, k, k))
P
"$COPKIT" typeset "$TMP/long.md" -o "$TMP/long.html" --quiet
"$COPKIT" typeset "$TMP/long.md" -o "$TMP/long.docx" --quiet
ours=$(timed 5 "$COPKIT" typeset "$TMP/long.md" -o "$TMP/long.pdf" --quiet)
if command -v weasyprint >/dev/null; then
  row typeset-long-document "$ours" weasyprint "$(timed 3 weasyprint "$TMP/long.html" "$TMP/w.pdf")" ms less '>= 40x'
fi
if command -v soffice >/dev/null; then
  row typeset-long-document "$ours" libreoffice "$(timed 3 soffice --headless "-env:UserInstallation=file://$TMP/lo" --convert-to pdf --outdir "$TMP/lo-out" "$TMP/long.docx")" ms less -
fi

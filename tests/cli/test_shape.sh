#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The proof of PDFs: what the program writes passes; each broken variant fails
# by its own condition; files that cannot be read are refused.
. "$(dirname "$0")/../tap.sh"
command -v qpdf >/dev/null || skip_all "qpdf is not installed"

"$COPKIT" init "$TMP/ph.cop" --country PH --example >"$TMP/log" 2>&1 || { cat "$TMP/log"; exit 1; }
"$COPKIT" build -s "$TMP/ph.cop" -o "$TMP/out" strategy contribution >"$TMP/log" 2>&1 || { cat "$TMP/log"; exit 1; }
pdf=$TMP/out/strategy/strategy.en.pdf
ok "the strategy passes" "$COPKIT" debug shape "$pdf"
ok "the contribution passes" "$COPKIT" debug shape "$TMP/out/contribution/contribution.en.pdf"
"$COPKIT" build -s "$TMP/ph.cop" -o "$TMP/kit" --lang ar,hi,km,zh-Hans,fil kit/poster kit/card >"$TMP/log" 2>&1 || cat "$TMP/log"
ok "all posters and cards in five languages pass" sh -c "find '$TMP/kit' -name '*.pdf' | xargs '$COPKIT' debug shape >'$TMP/log' && [ \$(grep -c ': 0 findings' '$TMP/log') -ge 50 ]"
for l in ar hi km zh-Hans fil; do
  printf -- '---\ntitle: T\nlanguage: %s\n---\n# 1\n\n## 2\n\n12 [3](https://example.org/)\n\n- 4\n\n| 5 | 6 |\n|---|---|\n| 7 | 8 |\n' $l >"$TMP/$l.md"
  ok "a letter in $l passes" sh -c "'$COPKIT' typeset '$TMP/$l.md' -o '$TMP/$l.pdf' && '$COPKIT' debug shape '$TMP/$l.pdf'"
done
ok "tables of references instead of streams are read" sh -c "qpdf --object-streams=disable '$pdf' '$TMP/plain.pdf' && '$COPKIT' debug shape '$TMP/plain.pdf'"

qpdf --qdf --object-streams=disable "$pdf" "$TMP/open.pdf"
# Every replacement is as long as what it replaces, so that all offsets stay right.
broken() { # condition, what, from, to, how often (0: always)
  python3 - "${open:-$TMP/open.pdf}" "$TMP/broken.pdf" "$3" "$4" "${5:-0}" <<'P' || { tap_say "not ok" "$1: $2 (nothing to break)"; return; }
import sys
b = open(sys.argv[1], "rb").read()
old, new, n = sys.argv[3].encode(), sys.argv[4].encode(), int(sys.argv[5])
assert len(old) == len(new) and old in b
open(sys.argv[2], "wb").write(b.replace(old, new, n or -1))
P
  ok "$1: $2" sh -c "'$COPKIT' debug shape --json '$TMP/broken.pdf' | grep -qF '\"$1\"'"
}
ok "the unpacked file passes" "$COPKIT" debug shape "$TMP/open.pdf"
broken ua-01-003 "an artifact in tagged content" 'EMC
/Artifact' '   
/Artifact'
broken ua-01-005 "an artifact that is none" '/Artifact<<' '/Artifxct<<' 1
broken ua-01-005 "content without number" '<</MCID 1>>BDC' '<</MXID 1>>BDC' 1
broken ua-02-001 "a role map that leads nowhere" '/Title /P' '/Title /X'
broken ua-02-004 "a standard type in the role map" '/Title /P' '/Table /P'
broken ua-06-001 "no metadata" '/Metadata ' '/Metadatx '
broken ua-06-002 "another part of PDF/UA" '<pdfuaid:part>1' '<pdfuaid:part>7'
broken ua-06-003 "no title" 'dc:title>' 'dc:titlx>'
broken ua-07-001 "no DisplayDocTitle" '/DisplayDocTitle' '/DisplayDocTitlx'
broken ua-07-002 "DisplayDocTitle is no" '/DisplayDocTitle true' '/DisplayDocTitle    0'
broken ua-09-004 "a row that is none" '/S /TR' '/S /LI' 1
broken ua-09-005 "an item that is none" '/S /LI' '/S /TR' 1
broken ua-10-001 "codes without characters" 'beginbfchar' 'beginbfchax'
broken ua-11-001 "no language" '/Lang (en' '/Lxng (en'
broken ua-13-004 "no alternative text" '/Alt ' '/Axt '
broken ua-14-002 "begins with H2" '/S /H1' '/S /H2'
broken ua-14-003 "a level is skipped" '/S /H2' '/S /H4' 1
broken ua-15-003 "no scope" '/Scope ' '/Scopx '
broken ua-28-008 "no tab order" '/Tabs ' '/Tabx '
broken ua-28-009 "another tab order" '/Tabs /S' '/Tabs /R'
broken ua-28-011 "links outside Link" '/S /Link' '/S /Span'
broken ua-28-012 "links without words" '/Contents (' '/Contentx ('
broken ua-31-005 "no map to glyphs" '/CIDToGIDMap' '/CIDToGIDMax'
broken ua-31-009 "a font that is not embedded" '/FontFile2' '/FontFilex'
broken ua-31-027 "no ToUnicode" '/ToUnicode' '/ToUnicodx'
broken a2-6.1.3 "no ID of the file" '/ID [' '/IX ['
broken a2-6.2.3 "no output intent" '/GTS_PDFA1' '/GTS_PDFX1'
broken a2-6.6.4 "not level A" 'conformance>A' 'conformance>B'
broken a2-6.7 "not marked" '/Marked true' '/Marked null'
broken pdf-14.7.4.4 "no parent tree" '/ParentTree ' '/ParentTrex '

printf '# A\n\nB[^c] D[^e]\n\n[^c]: F\n[^e]: G\n' >"$TMP/note.md"
"$COPKIT" typeset "$TMP/note.md" -o "$TMP/note.pdf" >/dev/null && qpdf --qdf --object-streams=disable "$TMP/note.pdf" "$TMP/note-open.pdf"
open=$TMP/note-open.pdf
ok "a letter with notes passes" "$COPKIT" debug shape "$open"
broken ua-19-003 "notes without ID" '/ID (' '/IX ('

# Chinese faces are CFF: a character the subset has not.
printf -- '---\ntitle: T\nlanguage: zh-Hans\n---\n# 有人\n\n向你要照片吗\n' >"$TMP/han.md"
"$COPKIT" typeset "$TMP/han.md" -o "$TMP/han.pdf" >/dev/null && qpdf --qdf --object-streams=disable "$TMP/han.pdf" "$TMP/han-open.pdf"
ok "its glyphs are looked up" sh -c "'$COPKIT' debug shape '$TMP/han-open.pdf' | grep -qE ' [1-9][0-9]* glyphs looked up: 0 findings'"
cat >"$TMP/han.py" <<'P'
import re, sys
b = open(sys.argv[1], "rb").read()
at = b.index(b"BT\n")
end = b.index(b"ET\n", at)
text, n = re.subn(rb"<[0-9a-fA-F]{4}", b"<7f7f", b[at:end])
assert n > 0
open(sys.argv[2], "wb").write(b[:at] + text + b[end:])
P
ok "ua-31-011: a character that is not in the CFF subset" sh -c "python3 '$TMP/han.py' '$TMP/han-open.pdf' '$TMP/broken.pdf' && '$COPKIT' debug shape --json '$TMP/broken.pdf' | grep -qF '\"ua-31-011\"'"

qpdf --encrypt '' owner 256 -- "$pdf" "$TMP/closed.pdf"
refused 3 "an encrypted file" "$COPKIT" debug shape "$TMP/closed.pdf"
head -c 20000 "$pdf" >"$TMP/cut.pdf"
refused 3 "a file cut off" "$COPKIT" debug shape "$TMP/cut.pdf"
refused 3 "a text" "$COPKIT" debug shape "$0"
refused 2 "no file" "$COPKIT" debug shape
ok "the list of conditions" sh -c "'$COPKIT' debug shape --list | grep -q '^ua-01-005 '"

# Damaged files: an answer, never a crash, in seconds.
cat >"$TMP/fuzz.py" <<'P'
import random, subprocess, sys
random.seed(7)
copkit, path, seeds = sys.argv[1], sys.argv[2], sys.argv[3:]
for i in range(120):
    b = bytearray(open(seeds[i % len(seeds)], "rb").read())
    for _ in range(random.choice((1, 4, 40))):
        at = random.randrange(len(b))
        kind = random.randrange(4)
        if kind == 0: b[at] = random.randrange(256)
        elif kind == 1: del b[at:at + random.randrange(1, 60)]
        elif kind == 2: b[at:at] = b[at:at + random.randrange(1, 60)]
        else: b[at:at + 1] = random.choice((b"<<", b"[", b" 0 R", b"(", b"9999999999", b"endstream", b"/Kids[1 0 R]"))
    open(path, "wb").write(b)
    r = subprocess.run([copkit, "debug", "shape", path], capture_output=True, timeout=30)
    assert r.returncode in (0, 1, 3), (i, r.returncode, r.stderr[-2000:])
P
qpdf --qdf --object-streams=disable "$TMP/fil.pdf" "$TMP/fil-open.pdf"
ok "120 damaged files are answered" python3 "$TMP/fuzz.py" "$COPKIT" "$TMP/fuzzed.pdf" "$TMP/fil.pdf" "$TMP/fil-open.pdf" "$TMP/zh-Hans.pdf"
tap_done

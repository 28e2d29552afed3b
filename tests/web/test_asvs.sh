#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# doc/security/asvs.md against what it names: every requirement of levels 1 and 2
# once, every file there, every quoted check in its file.
. "$(dirname "$0")/../tap.sh"
cd "$SRC" || exit 1
rows() { grep -E '^\| [0-9]+\.[0-9]+\.[0-9]+ \|' doc/security/asvs.md; }
same "253 requirements" 253 "$(rows | wc -l | tr -d ' ')"
same "each once" 253 "$(rows | cut -d'|' -f2 | sort -u | wc -l | tr -d ' ')"
same "70 of level 1" 70 "$(rows | awk -F'|' '$3 ~ /1/' | wc -l | tr -d ' ')"
same "every one says how it stands" "" "$(rows | awk -F'|' '$4 !~ /^ (test|design|operator|not applicable|open) $/ || length($5) < 8')"
count() { rows | awk -F'|' -v s=" $1 " '$4 == s' | wc -l | tr -d ' '; }
same "the sums at its head are those of the rows" "$(count test) $(count design) $(count operator) $(count 'not applicable') $(count open)" \
  "$(sed -n 's/^\*\*test\*\*.*(\([0-9]*\));.*(\([0-9]*\));.*(\([0-9]*\));.*(\([0-9]*\));.*(\([0-9]*\))\..*/\1 \2 \3 \4 \5/p' doc/security/asvs.md)"
cat >"$TMP/held.py" <<'P'
import os, re, sys
bad = 0
for line in open("doc/security/asvs.md"):
    cells = [c.strip() for c in line.split("|")]
    if len(cells) < 6 or not re.fullmatch(r"\d+\.\d+\.\d+", cells[1]):
        continue
    files = [f for f in re.findall(r"`((?:src|tests|doc|tools|assets)/[\w./-]+)`", cells[4])]
    for f in files:
        if not os.path.exists(f):
            bad += 1
            print(cells[1], f, "is not there")
    if cells[3] == "test":
        if not files or not files[0].startswith("tests/"):
            bad += 1
            print(cells[1], "names no test")
            continue
        text = open(files[0]).read()
        for quoted in re.findall(r'"([^"]+)"', cells[4]) + [q for q in re.findall(r"`([^`]+)`", cells[4]) if q not in files]:
            if quoted not in text and not quoted.startswith(("cop_", "src/")):
                bad += 1
                print(cells[1], files[0], "has no", quoted)
sys.exit(bad > 0)
P
ok "files and checks are there" python3 "$TMP/held.py"
tap_done

# SPDX-License-Identifier: Apache-2.0
"""rewritten.py BEFORE AFTER RECORD LANGUAGE part|all -- two manifests around one edit: how many files were rewritten that do
not name the record (in that language, "" for any), and with `all` how many name it and were not rewritten.
With `part` a set that is empty counts as one."""
import json, sys

before, after = ({a["path"]: a for a in json.load(open(f))["artifacts"]} for f in sys.argv[1:3])
record, language, how = sys.argv[3:]
rewritten = {p for p, a in after.items() if p not in before or before[p]["sha256"] != a["sha256"]}
named = {p for p, a in after.items() if record in a["sources"] and language in ("", a["language"])}
wrong = len(rewritten - named) + (len(named - rewritten) if how == "all" else not rewritten)
for p in sorted((rewritten ^ named) if how == "all" else rewritten - named)[:10]:
    print("kit: " + p, file=sys.stderr)
print(wrong)

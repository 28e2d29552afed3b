#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# What the catalogue in data/catalogue promises beyond the schema: every
# checklist item has a measure, every legal question a way to close it, no
# message that leads a child to tell without a door, short sentences, no
# outdated term outside titles.
. "$(dirname "$0")/../tap.sh"
cd "$SRC/data/catalogue" || exit 1

# Classes of cost are in the currency of a country, so its pack brings them.
mkdir -p "$TMP/classes"
printf 'id: classes\nversion: "1"\ntitle: T\nlicence: L\n' >"$TMP/classes/pack.yaml"
printf 'cost_classes:\n' >"$TMP/classes/c.yaml"
for c in A B C D; do
  printf '  - {id: %s, label: %s, low: 1, high: 2, mark: E}\n' $c $c >>"$TMP/classes/c.yaml"
done
"$COPKIT" debug pack . "$TMP/classes" >"$TMP/pack" 2>&1
same "no finding" "exit 0" "exit $?$(grep -v '^ *[0-9]* [a-z_]*$' "$TMP/pack")"

for f in *.yaml; do
  "$COPKIT" debug tree --json "$f" >"$TMP/$f.json" || exit 1
done
cat >"$TMP/content.py" <<'P'
import glob, json, os, re, sys
where, what = sys.argv[1:3]
rows = {}
for f in sorted(glob.glob(where + "/*.yaml.json")):
    for kind, records in json.load(open(f, encoding="utf-8")).items():
        if isinstance(records, list):
            rows.setdefault(kind, []).extend(records)
measures = {m["id"]: m for m in rows["measures"]}
faults = []

def fault(record, text):
    faults.append("%s: %s" % (record["id"], text))

def texts(record):
    for field, value in record.items():
        for text in value if isinstance(value, list) else [value]:
            if isinstance(text, str):
                yield field, text

def coverage():
    served = {x for m in measures.values() for x in m.get("serves", [])}
    needed = {f["id"] for f in rows["frameworks"] if f.get("coverage")}
    count = {f: 0 for f in needed}
    for r in rows["requirements"]:
        if r["framework"] in needed:
            count[r["framework"]] += 1
            if r["id"] not in served:
                fault(r, "no measure serves it")
    if count != {"ITU-CL": 12, "MNR": 21}:
        faults.append(str(count))

def questions():
    answered = {x for m in measures.values() for x in m.get("answers", [])}
    for q in rows["questions"]:
        if q["id"] not in answered:
            fault(q, "no measure closes it")
        if not q.get("standards") or not q.get("aim"):
            fault(q, "without standard or aim")
    if len(rows["questions"]) != 50:
        faults.append("%d questions" % len(rows["questions"]))

def safety():
    lines = [m["id"] for m in measures.values() if m.get("helpline")]
    paths = [m["id"] for m in measures.values() if m.get("referral")]
    if not lines or not paths:
        faults.append("no helpline or no referral measure")
    for m in rows["messages"]:
        needs = set(m.get("requires", []))
        if m.get("invites_disclosure") and not (needs & set(lines) and needs & set(paths)):
            fault(m, "leads a child to tell without helpline and referral")
        if "{HELP}" in m["say"] + m["act"] and not needs & set(lines):
            fault(m, "names the helpline without requiring it")
        if not 2 <= len(m.get("do_not", [])) <= 3:
            fault(m, "two or three things it may not do")
        if not m.get("image") or not m.get("review_by"):
            fault(m, "without picture brief or date of review")
    if len(rows["messages"]) != 45:
        faults.append("%d messages" % len(rows["messages"]))

def sentences():
    # Longest sentence by audience: limits of the reading levels.
    limit = {"U9": 8, "912": 12, "1315": 15, "1618": 18, "PC": 12, "TE": 20, "CL": 18}
    for m in rows["messages"]:
        for text in (m["say"], m["act"]):
            for sentence in re.split(r"(?<=[.?!:]) ", text):
                if len(sentence.split()) > limit[m["id"].split("-")[1]]:
                    fault(m, "long sentence: " + sentence)

def terms():
    words = [w for t in rows["terms"] if t["lang"] == "en" for w in [t["avoid"]] + t.get("forms", [])]
    pattern = re.compile(r"(?<!\w)(%s)(?!\w)" % "|".join(map(re.escape, words)), re.I)
    for kind, records in rows.items():
        for r in records:
            for field, text in texts(r):
                title = kind in ("instruments", "sources") and field in ("title", "cite_as", "aliases")
                if kind != "terms" and not title and pattern.search(text):
                    fault(r, "%s: %s" % (field, pattern.search(text).group()))

def marks():
    for kind, records in rows.items():
        for r in records:
            if r.get("mark") in ("S", "S2", "D") and not (r.get("source") and r.get("locator")):
                fault(r, "read, but source or place is missing")
            for field, text in texts(r):
                if re.search(r"\bTODO\b|(?i:\b(FIXME|lorem|placeholder|to be completed)\b)", text):
                    fault(r, "unfinished: " + text)

def indicators():
    for i in rows["indicators"]:
        if not re.match(r"(Percentage|Number|Median) ", i["title"]):
            fault(i, "not a neutral quantity: " + i["title"])
        if re.search(r"\b(increased?|decreased?|improved?|reduced)\b", i["title"]):
            fault(i, "a change in the title: " + i["title"])
        if not i.get("caveat"):
            fault(i, "no caveat")
        if i["title"].startswith("Percentage") != bool(i.get("denominator")):
            fault(i, "a percentage has a denominator, a count has none")

def revisions():
    seen = {}
    for r in rows["instruments"]:
        if r.get("organ") is None:
            continue
        key = (r["organ"], r["number"])
        seen.setdefault(key, []).append(r)
        first = not re.search(r"Rev\.|modified|amended", r["version"])
        if first and any(x for x in rows["instruments"] if x.get("superseded_by") == r["id"]):
            fault(r, "the first text follows another")
        if r["organ"] != "Council" and "(%s)" % r["version"] not in r["cite_as"]:
            fault(r, "cite_as without its version")
        if not any(c["organ"] == r["organ"] and c["place"] == r.get("place") and c["year"] == int(str(r["adopted"])[:4])
                   for c in rows["conferences"]):
            fault(r, "no such conference")
    for key, texts_ in seen.items():
        if len([r for r in texts_ if not r.get("superseded_by")]) != 1:
            faults.append("%s %s: not one current text" % key)

def counts():
    # The table of doc/content.md is that of the files.
    table = {}
    for line in open(sys.argv[3], encoding="utf-8"):
        cells = [c.strip() for c in line.strip().strip("|").split("|")]
        if len(cells) == 8 and cells[1].isdigit():
            table[cells[0]] = [int(c or 0) for c in cells[1:7]]
    for kind, records in rows.items():
        marks = [r.get("mark") for r in records]
        found = [len(records)] + [marks.count(m) for m in ("S", "S2", "D", "K", "E")]
        if table.get(kind.replace("_", " ")) != found:
            faults.append("%s: %s, the document says %s" % (kind, found, table.get(kind.replace("_", " "))))

globals()[what]()
print("\n".join(faults))
sys.exit(1 if faults else 0)
P
check() { ok "$1" python3 "$TMP/content.py" "$TMP" "$2" "$SRC/doc/content.md"; }
check "each checklist item and capability has a measure" coverage
check "fifty legal questions, each with standards and a way to close it" questions
check "messages: door before invitation, limits, picture, review" safety
check "messages: sentences are short enough for their readers" sentences
check "no outdated term outside titles" terms
check "what was read says where; nothing unfinished" marks
check "indicators are neutral quantities with a caveat" indicators
check "doc/content.md counts what is there" counts
check "resolutions: one current text each, held at a known conference" revisions
tap_done

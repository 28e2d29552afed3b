#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Books, flows and learning packages, judged by epubcheck, by the schema of
# cmi5, by real flows of RapidPro and by scorm-again in Chromium.
. "$(dirname "$0")/../tap.sh"
store=$TMP/ph.cop out=$TMP/out
"$COPKIT" init "$store" --country PH >/dev/null 2>&1 || { echo "Bail out! no store"; exit 1; }
ok "books, scripts, menus and learning packages are built" "$COPKIT" build -q -s "$store" -o "$out" kit/book kit/script kit/phone kit/learn
ok "scripts keep their time, menus their length" sh -c "! grep -E 'script-long|phone-' '$out/manifest.json'"

if [ -e /usr/bin/epubcheck ] && command -v java >/dev/null; then
  for book in "$out/kit/book/en/ST-2.epub" "$out/kit/book/ar/ST-1.epub" "$out/kit/book/km/ST-1.epub"; do
    java -jar /usr/bin/epubcheck -q "$book" >"$TMP/check" 2>&1 && [ ! -s "$TMP/check" ] || { echo "$book"; cat "$TMP/check"; }
  done >"$TMP/checks"
  same "epubcheck finds nothing in books of three scripts" "" "$(cat "$TMP/checks")"
else
  skip "epubcheck finds nothing" "epubcheck is not installed"
fi
ok "a book says how it can be read" sh -c "unzip -p '$out/kit/book/hi/ST-1.epub' book/package.opf | grep -q 'schema:accessMode\">textual' && unzip -p '$out/kit/book/hi/ST-1.epub' book/package.opf | grep -q 'schema:accessibilityHazard\">none'"
ok "a book carries its draft mark and the number" sh -c "unzip -p '$out/kit/book/hi/ST-1.epub' book/text.xhtml | tr -d '\n' | grep -q 'मसौदा.*tel:1383'"

# --- flows ---
ok "flows have the shape of real ones" python3 - "$CORPUS/rapidpro" "$out/kit/phone/en" <<'P'
import glob, json, os, sys
real = {"flow": set(), "node": set(), "router": set(), "exit": set(), "category": set(), "case": set(), "say_msg": set(), "send_msg": set()}
def flows(j):
    if isinstance(j, dict):
        if j.get("type") in ("say_msg", "send_msg"): real[j["type"]] |= set(j)
        if "nodes" in j and "spec_version" in j: yield j
        for v in j.values(): yield from flows(v)
    elif isinstance(j, list):
        for v in j: yield from flows(v)
tests = set()
def look(f, seen):
    seen["flow"] |= set(f)
    for n in f["nodes"] or []:
        if not n: continue
        seen["node"] |= set(n)
        for a in n.get("actions") or []:
            if a and a.get("type") in seen: seen[a["type"]] |= set(a)
        for e in n.get("exits") or []: seen["exit"] |= set(e)
        r = n.get("router")
        if r:
            seen["router"] |= set(r)
            for c in r.get("categories") or []: seen["category"] |= set(c)
            for c in r.get("cases") or []: seen["case"] |= set(c); tests.add(c.get("type"))
for name in glob.glob(sys.argv[1] + "/**/*.json", recursive=True):
    if "/broken/" in name: continue
    try: j = json.load(open(name))
    except ValueError: continue
    for f in flows(j): look(f, real)
known = set(tests)
assert len(real["router"]) > 3 and len(real["send_msg"]) > 2, "the corpus has no flows"
for name in "SP-IVR-1", "SP-USSD-1", "quiz":
    j = json.load(open(f"{sys.argv[2]}/{name}.json"))
    assert j["version"] == "13"
    ours = {k: set() for k in real}
    f = j["flows"][0]
    look(f, ours)
    for kind, keys in ours.items():
        assert keys <= real[kind], (name, kind, keys - real[kind])
    assert tests <= known, tests - known
    nodes = {n["uuid"] for n in f["nodes"]}
    ids = [x["uuid"] for n in f["nodes"] for x in [n] + n["actions"] + n["exits"] + n.get("router", {}).get("categories", []) + n.get("router", {}).get("cases", [])]
    assert len(ids) == len(set(ids)), "a UUID twice"
    reached, queue = set(), [f["nodes"][0]["uuid"]]
    by = {n["uuid"]: n for n in f["nodes"]}
    while queue:
        u = queue.pop()
        if u in reached: continue
        reached.add(u)
        for e in by[u]["exits"]:
            d = e.get("destination_uuid")
            assert d is None or d in nodes, d
            if d: queue.append(d)
    assert reached == nodes, "nodes nobody reaches"
    assert "results" not in json.dumps(f) and "result_name" not in json.dumps(f), "answers would be kept"
P

# --- learning ---
mkdir "$TMP/cmi5" "$TMP/scorm"
(cd "$TMP/cmi5" && unzip -q "$out/kit/learn/en/quiz-cmi5.zip") && (cd "$TMP/scorm" && unzip -q "$out/kit/learn/en/quiz-scorm12.zip")
if command -v xmllint >/dev/null; then
  ok "the course structure of cmi5 is valid" xmllint --noout --schema "$CORPUS/cmi5/CourseStructure.xsd" "$TMP/cmi5/cmi5.xml"
else
  skip "the course structure of cmi5 is valid" "xmllint is not installed"
fi
ok "every file of the SCORM manifest is in the package" python3 - "$TMP/scorm" <<'P'
import os, sys, xml.etree.ElementTree as E
names = [f.get("href") for f in E.parse(sys.argv[1] + "/imsmanifest.xml").iter("{http://www.imsproject.org/xsd/imscp_rootv1p1p2}file")]
assert sorted(names) + ["imsmanifest.xml"] == sorted(n for n in os.listdir(sys.argv[1]) if n != "imsmanifest.xml") + ["imsmanifest.xml"], names
P
modules=${NODE_MODULES:-$SRC/tests/node_modules}
if [ -e "$modules/scorm-again" ] && [ -e "$modules/puppeteer-core" ] && command -v node >/dev/null && command -v "${CHROMIUM:-chromium}" >/dev/null; then
  for zip in "$out"/kit/learn/*/quiz-scorm12.zip; do
    lang=$(basename "$(dirname "$zip")")
    rm -rf "$TMP/scorm" && mkdir "$TMP/scorm" && unzip -q "$zip" -d "$TMP/scorm"
    NODE_MODULES=$modules timeout 60 node "$SRC/tests/documents/learn.js" "$TMP/scorm" >"$TMP/told" 2>&1
    best=$(python3 -c 'import json,sys; q = json.loads(open(sys.argv[1]).read()[len("window.COPKIT_QUIZ = "):].rstrip(";\n")); i = q["items"]; print(len(i), round(100 * sum(x["best"] == 0 for x in i) / len(i)))' "$TMP/scorm/data.js")
    same "$lang: scorm-again plays it to the end and records the score" "{\"questions\":${best% *},\"status\":\"completed\",\"score\":\"${best#* }\",\"ended\":true,\"faults\":[]}" "$(cat "$TMP/told")"
  done
else
  skip "scorm-again plays it to the end and records the score" "npm packages or Chromium are not installed"
fi
tap_done

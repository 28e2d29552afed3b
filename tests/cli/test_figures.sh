#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Values of indicators to other programs: the same cells everywhere, small counts
# nowhere, by the schemas of the formats.
. "$(dirname "$0")/../tap.sh"
export SOURCE_DATE_EPOCH=1795564800
S="$TMP/ph.cop"
ok "a store" "$COPKIT" init "$S" --country PH --example -q
for kind in adx sdmx figures; do
  ok "export $kind" "$COPKIT" export $kind -s "$S" -o "$TMP/$kind"
  "$COPKIT" export $kind -q -s "$S" -o "$TMP/again"
  ok "export $kind: the same bytes again" diff -r "$TMP/$kind" "$TMP/again"
  rm -rf "$TMP/again"
  refused 3 "export $kind: a folder that is there" "$COPKIT" export $kind -s "$S" -o "$TMP/$kind"
done
if [ ! -d "$CORPUS/adx/schema" ]; then skip "ADX by its schema" "no corpus"; else
  ok "ADX by its schema" xmllint --noout --nonet --schema "$CORPUS/adx/schema/adx_loose.xsd" "$TMP/adx/figures.adx.xml"
fi
if [ ! -d "$CORPUS/sdmx/json-schema" ]; then skip "SDMX-JSON by its schema" "no corpus"
elif ! python3 -c 'import jsonschema' 2>/dev/null; then skip "SDMX-JSON by its schema" "no python3-jsonschema"
else
  ok "SDMX-JSON by its schema" python3 - "$CORPUS/sdmx/json-schema/sdmx-json-data-schema.json" "$TMP/sdmx/figures.sdmx.json" <<'P'
import json, jsonschema, sys
schema, data = (json.load(open(p)) for p in sys.argv[1:])
v = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
faults = [(list(e.absolute_path), e.message[:200]) for e in v.iter_errors(data)]
assert not faults, faults[:5]
P
fi
ok "all three hold the same values, and no number where one is hidden" python3 - "$TMP" <<'P'
import csv, json, sys, xml.etree.ElementTree as ET
t = sys.argv[1]
by_attr = {"sex": "sex", "ageBand": "age_band", "disability": "disability", "setting": "setting", "urban": "urban", "language": "language"}
rows = {}
for r in csv.DictReader(open(t + "/figures/figures.csv", newline="", encoding="utf-8")):
    rows[(r["indicator"], r["area"], r["period"], r["by"].replace(" ", "_"), r["of"])] = r
assert len(rows) > 1000
for k, r in rows.items():
    assert (r["state"] == "value") == (r["value"] != ""), r
    least = int(r["hidden_below"])
    if r["state"] == "value" and not r["denominator"] and least: assert float(r["value"]) == 0 or float(r["value"]) >= least, r
assert sum(r["state"] == "hidden" for r in rows.values()) > 50
adx = {}
span = {"P1Y": lambda d: d[:4], "P3M": lambda d: f"{d[:4]}-Q{(int(d[5:7]) + 2) // 3}"}
for g in ET.parse(t + "/adx/figures.adx.xml").getroot():
    day, length = g.get("period").split("/")
    for v in g:
        dim = [(by_attr[a], v.get(a)) for a in v.attrib if a in by_attr]
        if not v.get("dataElement").endswith("ator"):
            adx[(v.get("dataElement"), g.get("orgUnit"), span[length](day), *(dim[0] if dim else ("", "")))] = float(v.get("value"))
shown = {k: float(r["value"]) for k, r in rows.items() if r["state"] == "value"}
assert adx.keys() == shown.keys(), list(adx.keys() ^ shown.keys())[:4]
assert all(abs(adx[k] - shown[k]) < 1e-6 for k in adx)
d = json.load(open(t + "/sdmx/figures.sdmx.json"))["data"]
dims = d["structures"][0]["dimensions"]["observation"]
n = 0
for key, (value, status, example) in d["dataSets"][0]["observations"].items():
    f = dict(zip([x["id"] for x in dims], [x["values"][int(i)]["id"] for x, i in zip(dims, key.split(":"))]))
    total = f["BREAKDOWN"] == "_T"
    r = rows[(f["INDICATOR"], f["REF_AREA"], f["TIME_PERIOD"], "" if total else f["BREAKDOWN"], "" if total else f["BREAKDOWN_VALUE"])]
    assert (value is None) == (r["value"] == "") and example == 1 * (r["example"] == "true"), (key, r)
    assert value is None or abs(value - float(r["value"])) < 1e-9
    assert status == {"value": 0, "nothing": 1, "hidden": 2, "withheld": 2}[r["state"]]
    n += 1
assert n == len(rows)
P
ok "the package names every column of its files" python3 - "$TMP/figures" <<'P'
import csv, json, sys
p = json.load(open(sys.argv[1] + "/datapackage.json"))
assert "made up" in p["description"]
for r in p["resources"]:
    head = next(csv.reader(open(f"{sys.argv[1]}/{r['path']}", newline="", encoding="utf-8")))
    want = [f["name"] for f in r["schema"]["fields"]]
    assert head == want, (head, want)
P
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Maps with outlines from GeoJSON: regions, holes, values, what is refused; the
# regions of the Philippines from a public file.
. "$(dirname "$0")/../tap.sh"
cd "$TMP" || exit 1
feature() { # code, value, type, coordinates
  printf '{"type":"Feature","properties":{"code":"%s","name":"Region %s","value":%s},"geometry":{"type":"%s","coordinates":%s}}' "$1" "$1" "$2" "$3" "$4"
}
{
  printf '{"type":"FeatureCollection","features":[\n'
  feature NW 10 Polygon '[[[0,1],[1,1],[1,2],[0,2],[0,1]],[[0.4,1.4],[0.6,1.4],[0.6,1.6],[0.4,1.6],[0.4,1.4]]]'; printf ',\n'
  feature NE 20 Polygon '[[[1,1],[2,1],[2,2],[1,2],[1,1]]]'; printf ',\n'
  feature SW null MultiPolygon '[[[[0,0],[1,0],[1,1],[0,1],[0,0]]],[[[2.2,0],[2.4,0],[2.4,0.2],[2.2,0.2],[2.2,0]]]]'
  printf ']}\n'
} >map.geojson
printf -- '---\ntitle: Map\nlanguage: en\nstyle: report\n---\n# One\n\n![Three regions](map.geojson "Where")\n' >map.md
ok "PDF" "$COPKIT" typeset map.md -o map.pdf
ok "tagged as it should be" "$COPKIT" debug shape map.pdf
same "codes stand on the regions" "NE NW SW " "$(pdftotext map.pdf - | grep -x '[NS][EW]' | sort | tr '\n' ' ')"
ok "what has no value is said" sh -c "pdftotext map.pdf - | grep -q 'no data'"
ok "HTML" "$COPKIT" typeset map.md -o map.html
ok "the picture has its words" grep -q 'Three regions' map.html
printf -- '---\ntitle: خريطة\nlanguage: ar\nstyle: report\n---\n# نص\n\n![خريطة](map.geojson)\n' >ar.md
ok "in Arabic" "$COPKIT" typeset ar.md -o ar.pdf

bad() { # what, words of the finding, sed expression
  sed "$3" map.geojson >bad.geojson
  sed 's/map\.geojson/bad.geojson/' map.md >bad.md
  ok "refused: $1" sh -c "! '$COPKIT' typeset bad.md -o bad.pdf >said 2>&1; grep -qF '$2' said"
}
bad "a line of streets" "only Polygon and MultiPolygon are drawn" '2s/Polygon/LineString/'
bad "a place beyond the pole" "a point is [longitude, latitude] in degrees" '2s/\[0,2\]/[0,92]/'
bad "a ring of two points" "a ring has at least four points" '3s/\[\[\[.*\]\]\]/[[[0,1],[0,1]]]/'
bad "no features" "no FeatureCollection" 's/"features"/"things"/'
bad "half a file" "line" '3,$d'

topo=$CORPUS/geo-ph/topojson/country/country.topo.0.001.json
[ -e "$topo" ] || { skip "the regions of the Philippines" "no corpus"; tap_done; exit 0; }
cat >topo.py <<'P'
import json, sys
t = json.load(open(sys.argv[1]))
(sx, sy), (tx, ty) = t["transform"]["scale"], t["transform"]["translate"]
arcs = []
for arc in t["arcs"]:
    x = y = 0
    arcs.append([])
    for p in arc:
        x, y = x + p[0], y + p[1]
        arcs[-1].append([round(x * sx + tx, 5), round(y * sy + ty, 5)])
def ring(ids):
    out = []
    for i in ids:
        out += (arcs[i] if i >= 0 else arcs[~i][::-1])[1 if out else 0:]
    return out if len(out) >= 4 else out + [out[0]] * (4 - len(out))
features = []
for o in t["objects"].values():
    for i, g in enumerate(o["geometries"]):
        c = [ring(r) for r in g["arcs"]] if g["type"] == "Polygon" else [[ring(r) for r in p] for p in g["arcs"]]
        features.append({"type": "Feature", "properties": {"code": "R%d" % i, "value": 10 + i}, "geometry": {"type": g["type"], "coordinates": c}})
json.dump({"type": "FeatureCollection", "features": features}, open(sys.argv[2], "w"))
print(len(features))
P
n=$(python3 topo.py "$topo" map.geojson)
ok "the Philippines: $n regions" "$COPKIT" typeset map.md -o ph.pdf
ok "the file is small: outlines are simplified" sh -c "[ \$(stat -c %s ph.pdf) -lt 120000 ] && [ \$(stat -c %s map.geojson) -gt 200000 ]"
ok "most regions have room for their code" sh -c "[ \$(pdftotext ph.pdf - | grep -cx 'R[0-9]*') -ge 10 ]"
tap_done

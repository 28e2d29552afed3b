#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Boundaries of areas from GeoJSON: which area a feature is, what is refused and
# where, simplification, the 180th meridian, maps of documents with and without.
. "$(dirname "$0")/../tap.sh"
cd "$TMP" || exit 1
S=$TMP/x.cop
# The Philippines: "100000000" is the old code of Region X and, with the zero that
# programs lose, the new one of Region I. Two provinces are made up.
mkdir areas
printf 'id: xa-areas\nversion: "1"\ntitle: Two provinces that do not exist\nlicence: CC0-1.0\n' >areas/pack.yaml
cat >areas/areas.yaml <<'Y'
areas:
  - {id: "0101000000", name: Upper Province, short_name: Upper, level: province, parent: "0100000000", population: 200, population_on: "2025", position: 4, mark: E}
  - {id: "0102000000", name: Lower Province, short_name: Lower, level: province, parent: "0100000000", population: 300, population_on: "2025", position: 5, mark: E}
Y
ok "a store" "$COPKIT" init "$S" -q --country PH
ok "with areas" "$COPKIT" import -q -s "$S" areas
feature() { printf '{"type":"Feature","properties":{%s},"geometry":{"type":"%s","coordinates":%s}}' "$1" "$2" "$3"; }
square() { echo "[[[$1,$2],[$3,$2],[$3,$4],[$1,$4],[$1,$2]]]"; }
collection() { printf '{"type":"FeatureCollection",%s"features":[\n' "$1"; shift; sep=; for f in "$@"; do printf '%s%s' "$sep" "$f"; sep=',
'; done; printf '\n]}\n'; }
north=$(feature '"psgc":100000000,"name":"N"' Polygon "$(square 0 1 2 2)")
south=$(feature '"psgc":1000000000,"name":"S"' Polygon "$(square 0 0 2 1)")
collection '' "$north" "$south" >two.geojson
outline() { python3 -c 'import sqlite3, sys; print("\n".join("%s %s" % r for r in sqlite3.connect(sys.argv[1]).execute("SELECT id, outline FROM boundary WHERE origin LIKE ? ORDER BY id", (sys.argv[2],))))' "$S" "$1"; }
said() { "$COPKIT" import -s "$S" "$@" 2>&1; }

same "a dry run counts and stores nothing" "geojson: 2 added, 0 changed, 0 removed, 0 unchanged (nothing was stored) " "$(said --dry-run two.geojson) $(outline '%')"
same "two regions" "geojson: 2 added, 0 changed, 0 removed, 0 unchanged" "$(said two.geojson)"
same "by codes that lost their zero, of one scheme for the whole file" '0100000000 {"type":"MultiPolygon","coordinates":[[[[0,1],[2,1],[2,2],[0,2],[0,1]]]]}
1000000000 {"type":"MultiPolygon","coordinates":[[[[0,0],[2,0],[2,1],[0,1],[0,0]]]]}' "$(outline '%')"
same "again changes nothing" "geojson: 0 added, 0 changed, 0 removed, 2 unchanged" "$(said two.geojson)"
ok "the log tells who" sh -c "COPKIT_ACTOR=ana '$COPKIT' log verify -q -s '$S'"
collection '' "$(feature '"prov":"Upper Province","region":"Ilocos Region (Region I)"' Polygon "$(square 0 1 1 2)")" \
  "$(feature '"prov":"Lower Province","region":"Ilocos Region (Region I)"' Polygon "$(square 1 1 2 2)")" >provinces.geojson
same "provinces by name, though their region is named, too; regions stay" "geojson: 2 added, 0 changed, 0 removed, 0 unchanged 2 2" \
  "$(said provinces.geojson) $(outline 'boundaries-province' | wc -l) $(outline 'boundaries-region' | wc -l)"
ok "the store is sound" "$COPKIT" doctor -q -s "$S"

# What is refused, with place and remedy.
refused_for() { # what, code and words, remedy, file
  said "$4" >out; rc=$?
  same "refused: $1" 3 $rc
  ok "  $2" grep -qE "^$4:[0-9]+:[0-9]+: error $2" out
  ok "  $3" grep -qF "$3" out
}
one() { collection "${3:-}" "$(feature '"code":"0100000000"' "$1" "$2")"; }
one Point '[1,2]' >point.geojson
refused_for "a point" "geo-format: only Polygon and MultiPolygon" "leave points and lines out" point.geojson
one Polygon '[[[0,0],[1,0],[1,1],[0,1]]]' >open.geojson
refused_for "an open ring" "geo-format: a ring is not closed" "repeat its first point" open.geojson
one Polygon "$(square 14 121 15 122)" >swapped.geojson
refused_for "latitude first" "geo-format: .*beyond the pole" "longitude first, then latitude" swapped.geojson
one Polygon "$(square 500000 1600000 600000 1700000)" >metres.geojson
refused_for "metres" "geo-format: .*metres of a projection" "EPSG:4326" metres.geojson
one Polygon "$(square 0 0 1 1)" '"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3857"}},' >crs.geojson
refused_for "another system" "geo-format: the coordinates are not longitude" "EPSG:4326" crs.geojson
one Polygon '[[[0,0],[1,1],[2,2],[0,0]]]' >flat.geojson
refused_for "a ring without area" "geo-format: a ring encloses nothing" "leave it out" flat.geojson
one MultiPolygon '[]' >empty.geojson
refused_for "an empty geometry" "geo-format: a geometry is empty" "leave it out" empty.geojson
one Polygon '[[[-180,80],[-60,80],[60,80],[180,80],[-180,80]]]' >pole.geojson
refused_for "a ring around a pole" "geo-format: a ring" "180th meridian" pole.geojson
printf '{"type":"Topology","objects":{},"arcs":[]}\n' >topo.geojson
refused_for "TopoJSON" "geo-format: this is TopoJSON" "mapshaper" topo.geojson
collection '' "$north" "$(feature '"psgc":777,"name":"Nowhere"' Polygon "$(square 3 3 4 4)")" >nowhere.geojson
refused_for "an area nobody knows" "geo-area: the feature 'Nowhere' is no area" "property 'code'" nowhere.geojson
collection '' "$north" "$(feature '"psgc":100000000' Polygon "$(square 3 3 4 4)")" >twice.geojson
refused_for "one area twice" "geo-twice: area '0100000000' has an outline already" "one MultiPolygon" twice.geojson
python3 -c 'import json; print(json.dumps({"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]*401}))' >many.geojson
refused_for "401 features" "geo-format: a map holds at most 400" "one level" many.geojson
head -c 200 two.geojson >half.geojson
refused_for "half a file" "geo-format:" "RFC 7946" half.geojson
same "after all this nothing changed" "geojson: 0 added, 0 changed, 0 removed, 2 unchanged" "$(said two.geojson)"
said --no-strict nowhere.geojson >out; rc=$?
same "--no-strict stores what is known and says what is not" "1 1 1" "$rc $(grep -c 'warning geo-area' out) $(grep -c '1 refused' out)"

# An outline in a pack keeps the same rules.
mkdir bad; printf 'id: bad\nversion: "1"\ntitle: B\nlicence: L\n' >bad/pack.yaml
printf 'boundaries:\n  - {id: "0100000000", area: "0100000000", outline: "{\\"type\\":\\"Polygon\\",\\"coordinates\\":[[[0,0],[1,0],[1,1],[0,1]]]}", mark: K}\n' >bad/b.yaml
"$COPKIT" import -s "$S" bad >out 2>&1
ok "a pack with an open ring is refused" grep -q 'outline:.*not closed' out

# Many points become few, and nothing moves far; the 180th meridian is no border.
python3 - <<'P'
import json, math
ring = [[2 + math.cos(t / 20000 * 2 * math.pi) + 1e-6 * math.sin(97 * t), 1.5 + math.sin(t / 20000 * 2 * math.pi)] for t in range(20000)]
f = lambda code, c: {"type": "Feature", "properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": c}}
json.dump({"type": "FeatureCollection", "features": [f("0100000000", [ring + [ring[0]]])]}, open("circle.geojson", "w"))
json.dump({"type": "FeatureCollection", "features": [f("0100000000", [[[179, 0], [180, 0], [-179, 0], [-179, 1], [179, 1], [179, 0]]]), f("1000000000", [[[-178.9, 0], [-178, 0], [-178, 1], [-178.9, 0]]])]}, open("fiji.geojson", "w"))
P
ok "a circle of 20,000 points" "$COPKIT" import -q -s "$S" circle.geojson
same "is kept in some hundred, none further off than a 4,000th" "yes" "$(outline 'boundaries-region' | python3 -c '
import json, math, sys
p = json.loads(sys.stdin.readline().split(" ", 1)[1])["coordinates"][0][0]
print("yes" if 60 < len(p) < 400 and all(abs(math.hypot(x - 2, y - 1.5) - 1) < 2 / 3000 for x, y in p) else len(p))')"
ok "land on both sides of the 180th meridian" "$COPKIT" import -q -s "$S" fiji.geojson
same "stands in one piece" "-181 -178" "$(outline 'boundaries-region' | python3 -c '
import json, sys
x = [p[0] for l in sys.stdin for p in json.loads(l.split(" ", 1)[1])["coordinates"][0][0]]
print(int(min(x)), int(max(x)))')"

# Documents: tiles without outlines, outlines with one for each region, and the note.
P=$TMP/ph.cop
ok "the Philippines" "$COPKIT" init "$P" -q --country PH
map_of() { rm -rf "$1"; "$COPKIT" build -q -s "$P" situation -l en -o "$1" --date 2026-01-02; pdftotext "$1"/situation/situation.en.pdf - | tr '\n' ' '; }
ok "without outlines there is no note on borders" sh -c "! echo '$(map_of b1 | tr -d "'")' | grep -q 'course of any border'"
python3 - "$COPKIT" "$P" <<'P'
import json, sqlite3, sys
db, features = sqlite3.connect(sys.argv[2]), []
for i, (code,) in enumerate(db.execute("SELECT id FROM area WHERE level = 'region' AND valid_to IS NULL ORDER BY id")):
    x, y = 120 + i % 4, 6 + i // 4
    features.append({"type": "Feature", "properties": {"code": code}, "geometry": {"type": "Polygon", "coordinates": [[[x, y], [x + 1, y], [x + 1, y + 1], [x, y + 1], [x, y]]]}})
json.dump({"type": "FeatureCollection", "features": features}, open("ph.geojson", "w"))
json.dump({"type": "FeatureCollection", "features": features[1:]}, open("less.geojson", "w"))
P
ok "outlines of all regions" "$COPKIT" import -q -s "$P" ph.geojson
ok "the map says whose drawing it is and that it takes no side" sh -c "echo '$(map_of b2 | tr -d "'")' | grep -q 'simplified from ph.geojson, as this office imported it. It expresses no opinion on the status of any territory or the course of any border'"
ok "tagged as it should be" "$COPKIT" debug shape b2/situation/situation.en.pdf
ok "outlines of all regions but one" "$COPKIT" import -q -s "$P" less.geojson
ok "are tiles again: no map with a hole" sh -c "! echo '$(map_of b3 | tr -d "'")' | grep -q 'course of any border'"
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Areas over time: a split, a transfer and a merge. A trend never jumps in silence: it
# is joined or told as a break; a new list of areas says what it changes.
. "$(dirname "$0")/../tap.sh"
cd "$TMP" || exit 1
S=$TMP/x.cop
mkdir -p "$TMP/home/data/countries/xa"
"$COPKIT" init "$S" --country PH -q
areas() { # version, then lines
  rm -rf pack; mkdir pack
  printf 'id: xa-areas\nversion: "%s"\ntitle: Regions that do not exist\nlicence: CC0-1.0\n' "$1" >pack/pack.yaml
  shift; printf '%s\n' "$@" >pack/areas.yaml
}
area() { printf '  - {id: "%s", name: %s, short_name: %s, level: region, parent: PH, position: 90, mark: E%s}' "$1" "$2" "$2" "${3:-}"; }
report() { # n, area, period, indicator, value, numerator, denominator
  printf '%032d,training,Example office,%s,%s,2026-02-01,%s,%s,%s,%s,true\n' "$1" "$2" "$3" "$4" "$5" "${6:-}" "${7:-}"
}
# First cut: West, East, North, South.
areas 1 areas: "$(area 9100000000 West)" "$(area 9200000000 East)" "$(area 9300000000 North)" "$(area 9400000000 South)"
ok "a first list of made-up regions" "$COPKIT" import -q -s "$S" pack
# In 2025 East is split into Coast and Hills, West gives a part to Coast, North and South merge into Centre.
after() { areas 2 areas: "$(area 9100000000 West)" "$(area 9200000000 East ', valid_to: "2025-01-01"')" "$(area 9210000000 Coast ', valid_from: "2025-01-01"')" \
  "$(area 9220000000 Hills ', valid_from: "2025-01-01"')" "$(area 9300000000 North ', valid_to: "2025-01-01"')" "$(area 9400000000 South-Old ', valid_to: "2025-01-01"')" \
  "$(area 9500000000 Centre ', valid_from: "2025-01-01"')" "$@"; }
change() { printf '  - {id: %s, from_area: "%s", to_area: "%s", valid_from: "2025-01-01", position: 1, mark: E%s}' "$1" "$2" "$3" "${4:-}"; }
after
"$COPKIT" import -s "$S" --dry-run pack >out 2>&1
ok "a new list says how many are new, end and have another name" grep -q "areas: 3 new, 3 end, 1 with another name, 0 within another area" out
ok "and which" sh -c "grep -q \"area '9400000000' is called 'South-Old', before 'South'\" out"
same "each that ends or begins without a word of where it went is a warning" 6 "$(grep -c 'warning area-break' out)"
ok "with what to do" grep -q "add an area_change" out
after "area_changes:" "$(change east-coast 9200000000 9210000000 ', share: 0.6, basis: Act 1')" "$(change east-hills 9200000000 9220000000)" \
  "$(change west-coast 9100000000 9210000000)" "$(change north-centre 9300000000 9500000000 ', share: 1')" "$(change south-centre 9400000000 9500000000 ', share: 1')"
"$COPKIT" import -s "$S" pack >out 2>&1
same "with records of the changes there is no warning" "0" "$(grep -c 'warning area-break' out)"
ok "they are stored" sh -c "grep -q 'added' out && '$COPKIT' doctor -q -s '$S'"
areas 2 area_changes: "$(change bad 9100000000 9100000000 ', share: 1.5')"
sed -i 's/^id: .*/id: xa-bad/' pack/pack.yaml
"$COPKIT" import -s "$S" pack >out 2>&1
ok "an area that goes into itself, and a share over the whole, are refused" sh -c "grep -q 'cannot go into itself' out && grep -q 'is no part of the whole' out"
{
  echo "report_id,form,reporter,area,period,reported_at,indicator,value,numerator,denominator,synthetic"
  report 1 9100000000 2024-Q4 IND-21 40; report 2 9200000000 2024-Q4 IND-21 60
  report 3 9100000000 2025-Q4 IND-21 25; report 4 9210000000 2025-Q4 IND-21 55; report 5 9220000000 2025-Q4 IND-21 30
  report 6 9300000000 2024-Q4 IND-22 "" 10 40; report 7 9400000000 2024-Q4 IND-22 "" 30 60; report 8 9500000000 2025-Q4 IND-22 "" 50 100
  report 9 1300000000 2024-Q4 IND-21 70; report 10 1300000000 2025-Q4 IND-21 80
} >reports.csv
ok "reports of both cuts" "$COPKIT" import -q -s "$S" reports.csv
"$COPKIT" indicators -s "$S" --area all --period all --json >all.json
"$COPKIT" indicators -s "$S" --area West --period all IND-21 >west.txt
same "West, cut anew, is told as a break, not as a fall" "40 2024  break 25" "$(python3 -c "
import json
v = {x['period']: x for x in json.load(open('all.json'))['values'] if x['area'] == '9100000000' and x['indicator'] == 'IND-21'}
print(int(v['2024']['value']), '2024 ', 'break' if v['2025'].get('break') == '2025-01-01' and 'break' not in v['2024'] else v['2025'], int(v['2025']['value']))")"
ok "in words, with the share when it is known" sh -c "grep -q 'break: cut anew on 2025-01-01 (West -> Coast, share not known)' west.txt"
same "joined, West, East, Coast and Hills go from 100 to 110" "100 110" "$(python3 -c "
import json
j = [x for x in json.load(open('all.json'))['joined'] if x['indicator'] == 'IND-21' and x['areas'] == ['9100000000', '9200000000', '9210000000', '9220000000']]
print(*[int(x['value']) for x in j if x['period'] in ('2024', '2025')])")"
ok "in words too" grep -q "West + East + Coast + Hills" west.txt
same "a merge: the joined per cent is of all, 40 then 50" "40 50" "$(python3 -c "
import json
j = [x for x in json.load(open('all.json'))['joined'] if x['indicator'] == 'IND-22' and x['areas'] == ['9300000000', '9400000000', '9500000000']]
print(*[round(x['value']) for x in j if x['period'] in ('2024', '2025')])")"
same "a region that was not touched has neither" "0 0" "$(python3 -c "
import json
d = json.load(open('all.json'))
print(sum('break' in x for x in d['values'] if x['area'] == '1300000000'), sum('1300000000' in x['areas'] for x in d['joined']))")"
same "the country goes on without a break" 0 "$(python3 -c "
import json; print(sum('break' in x for x in json.load(open('all.json'))['values'] if x['area'] is None))")"
# --- a part that is hidden hides the joined value ---
report 20 9210000000 2025-Q4 IND-13c "" 3 4 >more; report 21 9100000000 2025-Q4 IND-13c "" 60 90 >>more; report 22 9100000000 2024-Q4 IND-13c "" 60 80 >>more; report 23 9220000000 2025-Q4 IND-13c "" 40 70 >>more
{ head -1 reports.csv; cat more; } >abuse.csv
"$COPKIT" import -q -s "$S" abuse.csv
same "a joined value never shows what a part hides" "hidden" "$("$COPKIT" indicators -s "$S" --area all --period all --json IND-13c | python3 -c "
import json, sys
print(*{x['state'] for x in json.load(sys.stdin)['joined'] if x['period'] == '2025' and '9210000000' in x['areas']})")"
# --- what leaves ---
ok "exports" "$COPKIT" export figures -q -s "$S" -o figures
same "the data package has the break and the changes" "2025-01-01 7" "$(python3 -c "
import csv
r = [x for x in csv.DictReader(open('figures/figures.csv')) if x['indicator'] == 'IND-21' and x['area'] == '9100000000' and x['period'] == '2025' and x['by'] == '']
print(r[0]['break'], len(list(csv.DictReader(open('figures/area_changes.csv')))))")"
"$COPKIT" export sdmx -q -s "$S" -o sdmx >/dev/null 2>&1
same "SDMX has observations of status B" True "$(python3 -c "
import glob, json
d = json.load(open((glob.glob('sdmx/*.json') + glob.glob('figures/*sdmx*.json') + glob.glob('sdmx'))[0]))['data']
s = [x['id'] for x in d['structures'][0]['attributes']['observation'][0]['values']]
print(any(s[o[1]] == 'B' for o in d['dataSets'][0]['observations'].values()))")"
ok "the workbook of the progress report has both" "$COPKIT" build -q -s "$S" -o out.d progress
ok "joined areas and breaks" sh -c "unzip -p out.d/progress/*.xlsx xl/sharedStrings.xml | grep -q 'West + East + Coast + Hills, joined' && unzip -p out.d/progress/*.xlsx xl/sharedStrings.xml | grep -q 'Cut anew'"
# --- a town that moves touches the provinces, too ---
cat >prov.yaml <<'Y'
areas:
  - {id: "9101000000", name: Upper, short_name: Upper, level: province, parent: "9100000000", position: 91, mark: E}
  - {id: "9301000000", name: Lower, short_name: Lower, level: province, parent: "9300000000", position: 92, mark: E}
Y
areas 1 "$(cat prov.yaml)"; sed -i 's/^id: .*/id: xa-prov/' pack/pack.yaml
"$COPKIT" import -q -s "$S" pack 2>out
sed -i 's/"9300000000", position: 92/"9100000000", position: 92/' prov.yaml
areas 2 "$(cat prov.yaml)"; sed -i 's/^id: .*/id: xa-prov/' pack/pack.yaml
"$COPKIT" import -s "$S" --dry-run pack >out 2>&1
ok "a province that moves is told" grep -q "area '9301000000' (Lower) lies in '9100000000', before in '9300000000'" out
tap_done

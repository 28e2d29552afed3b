#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Reporting forms on paper: the numbers of the boxes are those of the telephone
# form and the SMS, in every language; one sheet, black on white.
. "$(dirname "$0")/../tap.sh"
store=$TMP/ph.cop out=$TMP/out/paper-form
ok "a store" "$COPKIT" init "$store" --country PH -q
ok "all are built" "$COPKIT" build -q -s "$store" -o "$TMP/out" --date 2026-11-29 paper-form
ok "the same forms for telephones" "$COPKIT" export forms -s "$store" -o "$TMP/forms" -q
same "eight forms in each of nine languages" "72" "$(ls "$out"/*/*.pdf | wc -l | tr -d ' ')"
same "without a finding" "" "$(python3 -c 'import json, sys
for a in json.load(open(sys.argv[1]))["artifacts"]:
    for f in a["findings"]: print(a["path"], f["code"], f["message"])' "$TMP/out/manifest.json")"
same "each is one sheet: front and back" "" "$(for f in "$out"/*/*.pdf; do pdfinfo "$f" | grep -q '^Pages: *2$' || echo "$f"; done)"
same "A4" "" "$(for f in "$out"/en/*.pdf; do pdfinfo "$f" | grep -q 'Page size:.*A4' || echo "$f"; done)"
for f in en/sessions ar/helpline km/pretest zh-Hans/survey; do
  ok "$f holds to PDF/UA-1 and PDF/A-2a" "$COPKIT" debug shape "$out/$f.pdf"
done
python3 - "$out" "$TMP/forms" >"$TMP/said" 2>&1 <<'P'
import glob, os, re, subprocess, sys, xml.etree.ElementTree as ET
out, forms = sys.argv[1:]
X = "{http://www.w3.org/2002/xforms}"
say = lambda good, name, why="": print(("ok " if good else "not ok ") + name + ("" if good else f"\n# {why}"))
def words(path): # (text, left, top) of the first page
    xml = subprocess.run(["pdftotext", "-bbox", "-f", "1", "-l", "1", path, "-"], capture_output=True, text=True).stdout
    return [(w, float(x), float(y)) for x, y, w in re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>([^<]*)</word>', xml)]
for path in sorted(glob.glob(forms + "/*.xform.xml")):
    form = os.path.basename(path).split(".")[0]
    root = ET.parse(path).getroot()
    boxes = [b.get("nodeset").split("/")[-1] for b in root.iter(X + "bind") if b.get("type") == "int"]
    texts = {t.get("lang"): {x.get("id"): x.find(X + "value").text for x in t.iter(X + "text")} for t in root.iter(X + "translation")}
    sms = re.findall(r"^ +(\d+)  (.*)$", open(path.replace(".xform.xml", ".sms.txt")).read().split("Boxes, as on paper:")[1], re.M)
    faults = []
    for lang in texts:
        got = words(f"{out}/{lang}/{form}.pdf")
        lines = {}
        for w, x, y in got: lines.setdefault(round(y / 3), []).append((x, w))
        flat = subprocess.run(["pdftotext", "-layout", "-f", "1", "-l", "1", f"{out}/{lang}/{form}.pdf", "-"], capture_output=True, text=True).stdout
        numbers = {int(w) for w, x, y in got if w.isdigit() and int(w) <= len(boxes)}
        if not set(range(1, len(boxes) + 1)) <= numbers: faults.append((lang, sorted(numbers)))
        if lang == "en": # the words beside each number, as the telephone and the SMS have them
            for i, code in enumerate(boxes, 1):
                label = texts["en"].get("b_" + code) or texts["en"].get("q_" + (code[:-3] + "_of" if code.endswith("_of") else code))
                first = label.split()[0]
                near = [w for w2, x2, y2 in got if w2 == str(i) for w, x, y in got if abs(y - y2) < 3 and x2 < x < x2 + 160 and w.startswith(first[:6])]
                if not near: faults.append((lang, i, label))
                if not sms[i - 1][1].endswith(label): faults.append(("sms", i, sms[i - 1], label))
    say(not faults, f"{form}: {len(boxes)} boxes in {len(texts)} languages have the numbers of telephone and SMS", faults[:5])
P
while read -r line; do
  case $line in
  ok*) ok "${line#ok }" true ;;
  "not ok"*) ok "${line#not ok }" false ;;
  *) echo "$line" ;;
  esac
done <"$TMP/said"
same "every form was compared" 8 "$(grep -c '^ok' "$TMP/said")"
text() { pdftotext -layout "$out/$1.pdf" - | tr -s ' \n' ' '; }
ok "the front says that nobody is named" sh -c "pdftotext -l 1 '$out/en/cases.pdf' - | tr '\n' ' ' | grep -q 'No names of children'"
ok "in Filipino too" sh -c "pdftotext -l 1 '$out/fil/cases.pdf' - | tr '\n' ' ' | grep -q 'Walang pangalan ng bata'"
same "a translation that nobody reviewed looks a draft on both pages" 2 "$(pdftotext "$out/fil/cases.pdf" - | grep -c 'Borador, para sa pagsusuri')"
ok "the back has the codes of areas and languages" sh -c "pdftotext -f 2 -layout '$out/en/sessions.pdf' - | grep -q '1300000000 *National Capital Region' && pdftotext -f 2 -layout '$out/en/sessions.pdf' - | grep -q 'ceb *Cebuano'"
pdftoppm -r 60 -png -singlefile "$out/en/sessions.pdf" "$TMP/page" && pdftoppm -r 60 -gray -singlefile "$out/en/sessions.pdf" "$TMP/grey"
ok "there is no colour on it" python3 - "$out/en/sessions.pdf" "$TMP" <<'P'
import subprocess, sys
ppm = subprocess.run(["pdftoppm", "-r", "40", "-f", "1", "-l", "1", sys.argv[1]], capture_output=True).stdout
pixels = ppm.split(b"\n", 3)[3]
coloured = sum(max(pixels[i:i + 3]) - min(pixels[i:i + 3]) > 12 for i in range(0, len(pixels) - 2, 3))
assert coloured == 0, coloured
P
if command -v zbarimg >/dev/null; then
  pdftoppm -r 200 -png -singlefile "$out/fil/sessions.pdf" "$TMP/qr"
  same "its code names form, version and language" "copkit:sessions;version=1;lang=fil" "$(zbarimg -q --raw "$TMP/qr.png")"
fi
tap_done

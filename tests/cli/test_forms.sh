#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Reporting forms: one definition, every channel; no form can ask who a child is.
. "$(dirname "$0")/../tap.sh"
S="$TMP/ph.cop"
ok "a store" "$COPKIT" init "$S" --country PH -q
ok "export forms" "$COPKIT" export forms -s "$S" -o "$TMP/forms"
ok "every XForm is sound XML" sh -c "xmllint --noout '$TMP'/forms/*.xml"
ok "box numbers, codes and questions agree between XForm, sheet and SMS guide" python3 - "$TMP/forms" <<'P'
import csv, glob, re, sys, xml.etree.ElementTree as ET
X = "{http://www.w3.org/2002/xforms}"
for path in glob.glob(sys.argv[1] + "/*.xform.xml"):
    root = ET.parse(path).getroot()
    data = next(root.iter(X + "data"))
    boxes = [e.tag.split("}")[1] for e in data.iter() if len(e) == 0]
    rows = list(csv.reader(open(path.replace(".xform.xml", ".csv"), encoding="utf-8")))
    codes = rows[0][8:]
    assert boxes[5:-1] == codes, (path, boxes, codes)
    numbered = [c for c, asks in zip(codes, rows[1][8:]) if re.match(r"\d+\. ", asks)]
    guide = open(path.replace(".xform.xml", ".sms.txt"), encoding="utf-8").read().split("Boxes, as on paper:")[1]
    assert len(re.findall(r"^ +\d+  ", guide, re.M)) == len(numbered), path
    binds = {b.get("nodeset").split("/")[-1]: b for b in root.iter(X + "bind")}
    for c in numbered: assert binds[c].get("type") == "int" and binds[c].get("constraint"), c
    ids = {t.get("id") for t in root.iter(X + "text")}
    used = set(re.findall(r"jr:itext\('([^']+)'\)", open(path, encoding="utf-8").read()))
    assert used <= ids, used - ids
P
mkdir "$TMP/pack"
form() { # a pack with a form whose question is $1, under the name $2
  printf 'id: mine\nversion: "1"\ntitle: Mine\nlicence: CC0-1.0\n' >"$TMP/pack/pack.yaml"
  cat >"$TMP/pack/f.yaml" <<Y
report_forms: [{id: mine, title: Mine, purpose: Try., version: "1", frequency: monthly, position: 99, mark: K}]
report_items: [{id: mine/a, form: mine, code: $2, kind: count, indicator: IND-21, label: "$1", position: 1, mark: K}]
Y
}
form "Workers who came" came
ok "a form of one's own" "$COPKIT" import -s "$S" --dry-run "$TMP/pack"
while IFS='|' read -r label code what; do
  form "$label" "$code"
  "$COPKIT" import -s "$S" "$TMP/pack" >"$TMP/out" 2>&1
  same "refused: $label" 3 $?
  ok "and says that it asks for $what" grep -q "form-identity: the question asks for $what" "$TMP/out"
done <<'T'
What is the child's name?|came|a name
Children|child_name|a name
Date of birth of the child|born|a birth date
Contact number of the mother|reach|a telephone number
Where does the child live?|place|an address
Take a photo of the group|group|a picture
GPS of the house|house|a position
T
form "Workers" "No Name"
refused 3 "refused: a code that is no name" "$COPKIT" import -s "$S" "$TMP/pack"
ok "device list of an empty register" "$COPKIT" device list -s "$S"

# --- the code that sets up ODK Collect ---
refused 2 "a code without an address" "$COPKIT" device add a1 "Example office" --qr "$TMP/a.svg" -s "$S"
refused 2 "an option of add with list" "$COPKIT" device list --server https://desk.example -s "$S"
ok "a registration with its code" "$COPKIT" device add a1 "Example office" --server https://desk.example/ --qr "$TMP/a.svg" -s "$S"
cp "$TMP/.out" "$TMP/printed"
if command -v rsvg-convert >/dev/null && command -v zbarimg >/dev/null; then
  rsvg-convert -z 3 "$TMP/a.svg" -o "$TMP/a.png"
  zbarimg -q --raw "$TMP/a.png" >"$TMP/scanned" 2>/dev/null
  same "scanned and unpacked it is the address that was printed" True "$(python3 -c "
import base64, json, sys, zlib
s = json.loads(zlib.decompress(base64.b64decode(open('$TMP/scanned').read().strip())))
print(s['general']['server_url'] in open('$TMP/printed').read() and s['general']['server_url'].startswith('https://desk.example/openrosa/key/') and s['admin'] == {} and s['project']['name'] == 'Example office')")"
fi
tap_done

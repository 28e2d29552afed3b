#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The sixteen languages the catalogue ships drafts in: the core messages stand in
# each of them in the forms a kit is made of, every text is a draft in its own
# script, and a sheet of one language has no words of another.
. "$(dirname "$0")/../tap.sh"
command -v pdftotext >/dev/null || skip_all "no pdftotext"
export COPKIT_HOME=$SRC
S=$TMP/ph.cop
ok "a store of the example country" "$COPKIT" init -q "$S" --country PH
"$COPKIT" review matrix --json -s "$S" >"$TMP/matrix.json"
cat >"$TMP/core.py" <<'P'
import collections, json, sys
core = "U9-1 U9-2 U9-3 U9-4 U9-7 912-1 912-2 912-3 912-4 1315-1 1315-2 1315-3 1315-5 1618-3 1618-5 1618-7 PC-1 PC-2 PC-3 TE-1 CL-2 CL-4".split()
forms = ["poster", "sms", "say", "act", "prompt", "audio15", "ivr", "picture"]
state = {(c["language"], c["message"], c["form"]): c["state"] for c in json.load(open(sys.argv[1]))}
langs = {k[0] for k in state}
assert langs == set("en fil ceb ilo hil es fr ar zh-Hans ru hi sw km bn pt id".split()), langs
holes = [k for l in langs for m in core for f in forms for k in [(l, "MSG-" + m, f)] if state[k] != "draft"]
assert not holes, holes[:5]
P
ok "22 core messages stand in eight forms in each of sixteen languages, all drafts" python3 "$TMP/core.py" "$TMP/matrix.json"
sqlite3 -json "$S" "SELECT id, message, form, lang, text FROM message_text" >"$TMP/texts.json"
cat >"$TMP/script.py" <<'P'
import json, re, sys, unicodedata
scripts = {"ar": "ARABIC", "bn": "BENGALI", "hi": "DEVANAGARI", "km": "KHMER", "ru": "CYRILLIC", "zh-Hans": "CJK"}
texts = json.load(open(sys.argv[1]))
english = {(t["message"], t["form"]): t["text"] for t in texts if t["lang"] == "en"}
for t in texts:
    text = t["text"].replace("{HELP}", "")
    if t["lang"] in scripts:
        for c in text:
            if unicodedata.category(c)[0] == "L" and not unicodedata.name(c).startswith(scripts[t["lang"]]):
                print(t["id"], "letter of another script:", text)
                break
    if t["lang"] != "en" and text == english.get((t["message"], t["form"]), "").replace("{HELP}", ""):
        print(t["id"], "is the English text")
    if t["lang"] != "en" and ("{HELP}" in t["text"]) != ("{HELP}" in english.get((t["message"], t["form"]), t["text"])) and t["form"] == "sms":
        print(t["id"], "the number is lost or added")
P
same "every text is in its own script, none is the English one, no SMS loses the number" "" "$(python3 "$TMP/script.py" "$TMP/texts.json")"

ok "sheets of seven languages" "$COPKIT" build -q -s "$S" -o "$TMP/out" -l es,fr,ru,sw,bn,pt,id kit/sms
ok "posters of two of them" "$COPKIT" build -q -s "$S" -o "$TMP/out" -l bn,ru kit/poster
cat >"$TMP/sms.py" <<'P'
import csv, sys
for lang in "es fr ru sw bn pt id".split():
    rows = list(csv.DictReader(open(f"{sys.argv[1]}/kit/sms/{lang}/sms.csv", encoding="utf-8-sig")))
    rows = [r for r in rows if r["message"].startswith("MSG-")]
    assert len(rows) == 22, (lang, len(rows))
    for r in rows:
        assert r["parts"] == "1" and r["state"] == {"es": "borrador", "fr": "projet", "ru": "черновик"}.get(lang, "draft"), (lang, r)
P
ok "each SMS of them travels in one part, and says that it is a draft" python3 "$TMP/sms.py" "$TMP/out"
same "a message without a text in the language has no sheet" "22 22 none" "$(ls "$TMP/out/kit/poster/bn" | grep -c 'pdf$') $(ls "$TMP/out/kit/poster/ru" | grep -c 'pdf$') $(ls "$TMP/out/kit/poster/bn/MSG-U9-5.pdf" 2>/dev/null || echo none)"
pdftotext "$TMP/out/kit/poster/ru/MSG-U9-1.pdf" "$TMP/ru.txt"
ok "a Russian sheet is marked as a draft in Russian" grep -q 'Черновик, на проверку' "$TMP/ru.txt"
same "and has no English words but of the register" "" "$(grep -oiE 'draft|ask for help|not yet|print on|children|philippines' "$TMP/ru.txt")"
cat >"$TMP/alt.py" <<'P'
import re, sys
data = sys.stdin.buffer.read()
for m in re.finditer(rb"/Alt\s*<([0-9a-fA-F]+)>", data):
    print(bytes.fromhex(m.group(1).decode()).decode("utf-16"))
P
if command -v qpdf >/dev/null; then
  ok "who cannot see its picture is told it in Russian" sh -c "qpdf --qdf --object-streams=disable '$TMP/out/kit/poster/ru/MSG-U9-1.pdf' - | python3 '$TMP/alt.py' | grep -q '^Девочка'"
else
  skip "who cannot see its picture is told it in Russian" "no qpdf"
fi
same "an unknown language of a text gives no sheet at all" "" "$("$COPKIT" build -q -s "$S" -o "$TMP/de" -l de kit/poster >/dev/null 2>&1; find "$TMP/de" -name '*.pdf' 2>/dev/null)"
tap_done

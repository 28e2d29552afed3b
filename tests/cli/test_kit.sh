#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The kit: posters, cards and SMS of every message and language; their words as
# other programs read them; sizes, fit, helpline.
. "$(dirname "$0")/../tap.sh"
for tool in qpdf pdftotext pdfinfo; do command -v $tool >/dev/null || skip_all "$tool is not installed"; done
store=$TMP/ph.cop out=$TMP/out
"$COPKIT" init "$store" --country PH >/dev/null 2>&1 || { echo "Bail out! no store"; exit 1; }

count() { "$COPKIT" build -q -s "$store" -o "$TMP/none" --dry-run --json "$@" | awk -F '[:,]' '/"artifacts"/ { print $2 + 0 }'; }
for l in en fil ceb ilo; do
  same "$l: 45 posters as PDF and PNG" 90 "$(count -l $l kit/poster)"
  same "$l: 45 cards" 45 "$(count -l $l kit/card)"
done
drafted() { grep -c "id: .*/$2/$1\$" "$SRC/data/countries/ph/texts/$1.yaml"; } # language, form: texts in the pack
for l in ar hi km zh-Hans; do same "$l: posters of the messages that have drafts" $((2 * $(drafted $l poster))) "$(count -l $l kit/poster)"; done

ok "the kit is built" sh -c "'$COPKIT' build -s '$store' -o '$out' -l fil,ar,hi,km,zh-Hans kit/poster kit/card kit/sms >'$TMP/log' 2>&1"
same "no Filipino sheet is too pale or too small to read" "" "$(python3 -c '
import json, sys
for a in json.load(open(sys.argv[1]))["artifacts"]:
    for f in a["findings"]:
        if a["language"] == "fil" and f["code"] in ("contrast-low", "type-small"): print(a["path"], f["message"])' "$out/manifest.json")"
ok "all texts fit" sh -c "! grep layout-overflow '$TMP/log' '$out/manifest.json'"
ok "every message has a picture" sh -c "! grep picture-missing '$out/manifest.json'"
find "$out/kit" -name '*.pdf' | LC_ALL=C sort >"$TMP/pdfs"
ok "qpdf finds no fault in any PDF" sh -c "while read -r f; do qpdf --check \"\$f\" >/dev/null || { echo \"\$f\"; exit 1; }; done <'$TMP/pdfs'"
ok "each holds against PDF/UA-1 and PDF/A-2a" sh -c "xargs '$COPKIT' debug shape <'$TMP/pdfs'"
ok "words of headline and act, number and draft mark come out of each PDF whole" python3 - "$SRC" "$out" <<'P'
import re, subprocess, sys, glob
src, out = sys.argv[1:]
draft = {"fil": "Borador", "ar": "مسودة", "hi": "मसौदा", "km": "សេចក្តីព្រាង", "zh-Hans": "草稿"}
bare = lambda t: re.sub("[\\s\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", t)
n = many = 0
for lang in draft:
    texts = {}
    for m in re.finditer(r'- id: (\S+)/(poster|act)/\S+\n(?:    (?!text).*\n)*    text: (?:"((?:[^"\\]|\\.)*)"|(.+(?:\n      .+)*))', open(f"{src}/data/countries/ph/texts/{lang}.yaml").read()):
        t = m[3].replace('\\"', '"') if m[3] is not None else m[4]
        texts[m[1], m[2]] = bare(t.replace("{HELP}", "1383"))
    many += 2 * sum(form == "poster" for _, form in texts)
    for kind in "poster", "card":
        for f in sorted(glob.glob(f"{out}/kit/{kind}/{lang}/*.pdf")):
            id = f.split("/")[-1][:-4]
            # of a page of cards the first one
            crop = ["-r", "72", "-x", "56", "-y", "38", "-W", "242", "-H", "153"] if kind == "card" else []
            got = bare(subprocess.run(["pdftotext", *crop, f, "-"], capture_output=True, text=True, check=True).stdout)
            for form in "poster", "act":
                assert texts[id, form] in got, (f, form, texts[id, form], got)
            assert "1383" in got and draft[lang] in got, f
            n += 1
assert n == many > 45 * 2, (n, many)
P
ok "a Chinese headline keeps its words whole on a card" sh -c "pdftotext -f 1 -l 1 '$out/kit/card/zh-Hans/MSG-912-2.pdf' - | grep -q '有人要私密照片？'"
same "a poster is one A4 page" "1 595.28 841.89" "$(pdfinfo "$out/kit/poster/fil/MSG-U9-1.pdf" | awk '/^Pages/ { n = $2 } /^Page size/ { w = $3; h = $5 } END { print n, w, h }')"
same "cards are ten on a page, fronts and backs" "2 10" "$(pdfinfo "$out/kit/card/fil/MSG-U9-1.pdf" | awk '/^Pages/ { print $2 }') $(pdftotext -f 2 "$out/kit/card/fil/MSG-U9-1.pdf" - | grep -c '^1383$')"
ok "a card is read once: its copies are artifacts" python3 - "$out/kit/card/fil/MSG-U9-1.pdf" <<'P'
import re, subprocess, sys
text = subprocess.run(["qpdf", "--qdf", "--object-streams=disable", sys.argv[1], "-"], capture_output=True).stdout
assert len(re.findall(rb"/S /Figure", text)) == 2, "picture and code"
P
ok "the helpline stands in the same place on every poster" python3 - "$out" <<'P'
import glob, re, subprocess, sys
places = set()
for f in glob.glob(sys.argv[1] + "/kit/poster/fil/*.pdf"):
    words = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)"[^>]*>1383<', subprocess.run(["pdftotext", "-bbox", f, "-"], capture_output=True, text=True).stdout)
    x, y = max(words, key=lambda w: float(w[1]) if float(w[1]) < 800 else 0)
    places.add((round(float(x)), round(float(y))))
assert len(places) == 1, places
P
ok "SMS: lengths, alphabets and parts are those of the standard" python3 - "$out" <<'P'
import csv, sys
basic = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
for lang, most in ("fil", 1), ("km", 9), ("hi", 9), ("ar", 9), ("zh-Hans", 9):
    rows = list(csv.DictReader(open(f"{sys.argv[1]}/kit/sms/{lang}/sms.csv", encoding="utf-8-sig")))
    assert len(rows) >= (45 if lang == "fil" else 6), lang
    for r in rows:
        gsm = all(c in basic + "^{}\\[~]|€" for c in r["text"])
        units = sum(2 if c in "^{}\\[~]|€" else 1 for c in r["text"]) if gsm else len(r["text"].encode("utf-16-le")) // 2
        one, each = (160, 153) if gsm else (70, 67)
        parts = 1 if units <= one else -(-units // each)
        assert (r["alphabet"], int(r["units"]), int(r["parts"]), int(r["cost"])) == ("GSM-7" if gsm else "UCS-2", units, parts, 1000 * parts), r
        assert int(r["parts"]) <= most and "{HELP}" not in r["text"], r
P

# --- a text that cannot fit is said, not cut ---
home=$TMP/home
mkdir -p "$home" && cp -r "$SRC/data" "$SRC/assets" "$home/" 2>/dev/null
long=$(python3 -c 'print("palaging-tandaan " * 60)')
python3 - "$home/data/countries/ph/texts/fil.yaml" "$long" <<'P'
import re, sys
s = open(sys.argv[1]).read()
s = re.sub(r'(- id: MSG-U9-1/poster/fil\n(?:    (?!text).*\n)*    text: ).*', lambda m: m[1] + '"' + sys.argv[2].strip() + '"', s, count=1)
open(sys.argv[1], "w").write(s)
P
COPKIT_HOME=$home "$COPKIT" init "$TMP/long.cop" --country PH >/dev/null 2>&1
ok "an overlong headline is a finding that names file and language" sh -c "COPKIT_HOME='$home' '$COPKIT' build -v -s '$TMP/long.cop' -o '$TMP/long' -l fil kit/poster 2>&1 | grep \"MSG-U9-1.pdf.*layout-overflow: the headline does not fit in language 'fil'\""
same "it does not stop the others" "45 45" "$(find "$TMP/long/kit/poster/fil" -name '*.pdf' | wc -l) $(find "$TMP/long/kit/poster/fil" -name '*.png' | wc -l)"
ok "the manifest keeps the finding" grep -q layout-overflow "$TMP/long/manifest.json"
refused 1 "a build with a file that is not fit to use says so" env COPKIT_HOME="$home" "$COPKIT" build -s "$TMP/long.cop" -o "$TMP/long" -l fil kit/poster
ok "a second build too, though nothing changed" sh -c "COPKIT_HOME='$home' '$COPKIT' build -s '$TMP/long.cop' -o '$TMP/long' -l fil kit/poster 2>/dev/null | grep -q 'not fit to use: 1 file with errors'"
tap_done

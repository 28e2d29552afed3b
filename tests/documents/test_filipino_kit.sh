#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The Filipino kit has no English: posters, scripts, menus, series, flows, books,
# learning packages and tables are read as their readers see them.
. "$(dirname "$0")/../tap.sh"
command -v pdftotext >/dev/null || skip_all "poppler-utils is not installed"
store=$TMP/ph.cop out=$TMP/out
"$COPKIT" init "$store" --country PH >/dev/null 2>&1 || { echo "Bail out! no store"; exit 1; }
ok "the kit is built in Filipino" "$COPKIT" build -q -s "$store" -o "$out" --date 2026-11-30 -l fil kit
ok "in English, what is not only words of messages" "$COPKIT" build -q -s "$store" -o "$out" --date 2026-11-30 -l en \
  kit/script kit/phone kit/learn kit/bundle kit/sms kit/book kit/comic kit/calendar kit/leaflet kit/school-bulletin kit/notice kit/game kit/stickers
for s in LESSON SESSION SPOT LOUD DRAMA IVR CHAT; do ok "script $s" test -s "$out/kit/script/fil/SP-$s-1.pdf" -a -s "$out/kit/script/fil/SP-$s-1.docx"; done
ok "a loudspeaker text leaves lines for place, name and person" sh -c "pdftotext -layout '$out/kit/script/fil/SP-LOUD-1.pdf' - >'$TMP/loud' && [ \$(grep -o '_________*' '$TMP/loud' | wc -l) = 3 ] && ! grep -q '{' '$TMP/loud'"
ok "menus, series, chat and quiz for telephones" sh -c "cd '$out/kit/phone/fil' && test -s SP-IVR-1.json -a -s SP-USSD-1.json -a -s SP-USSD-1.txt -a -s SP-SERIES-1.txt -a -s SP-SERIES-2.txt -a -s SP-CHAT-1.txt -a -s quiz.json -a -s simulator.zip"
ok "scripts keep their time, menus and texts their length" sh -c "! grep -qE 'script-long|phone-|sms-parts|sms-alphabet' '$out/manifest.json'"
ok "texts of the series are one SMS each" python3 - "$out/kit/phone/fil" <<'P'
import sys
for name in "SP-SERIES-1", "SP-SERIES-2":
    texts = [t for t in open(f"{sys.argv[1]}/{name}.txt").read().split("\n\n") if t]
    assert len(texts) == 6
    for t in texts:
        assert t.isascii() and len(t.replace("{MUNI}", "San Fernando")) <= 160, (len(t), t)
P
ok "what a menu prints for its keys is Filipino" grep -qx '1 May humihingi ng larawan' "$out/kit/phone/fil/SP-USSD-1.txt"
ok "and nothing in them or any sheet is English" python3 "$SRC/tests/documents/filipino.py" "$out/kit" 100
mkdir -p "$TMP/control/script/fil" "$TMP/control/phone/fil"
cp "$out/kit/script/en/SP-SPOT-1.docx" "$TMP/control/script/fil/"
cp "$out/kit/phone/en/SP-USSD-1.json" "$TMP/control/phone/fil/"
python3 "$SRC/tests/documents/filipino.py" "$TMP/control" >"$TMP/found" 2>&1
ok "English words would be found in a script" grep -q 'SP-SPOT-1.docx: .*Thank you for telling me' "$TMP/found"
ok "and in a flow" grep -q 'SP-USSD-1.json: .*You did nothing wrong' "$TMP/found"
tap_done

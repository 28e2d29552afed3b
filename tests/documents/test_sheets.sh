#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Sheets in five scripts: sizes on paper and in pixels, words that come out
# again, the helpline in one place, texts too long refused, tags sound.
. "$(dirname "$0")/../tap.sh"
command -v pdftotext >/dev/null || skip_all "poppler-utils is not installed"
cd "$TMP" || exit 1
printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 300"><rect width="400" height="300" fill="#D5E8D4"/><circle cx="200" cy="150" r="90" fill="#1F5FA8"/></svg>' >picture.svg
sheet() { # file, language, title, act, words, more
  printf -- '---\ntitle: "%s"\nlanguage: %s\ndraft: true\n---\n![A circle](picture.svg)\n\n%s\n\n> %s\n>\n> **1383**\n>\n> %s\n' "$3" "$2" "$4" "$5" "$6" >"$1.md"
}
sheet en en "Somebody asks for a picture of you?" "Stop. Keep the chat. Tell an adult you trust." "Ask for help" "Day and night"
sheet ar ar "هل يطلب أحد صورة لك؟" "توقف. احتفظ بالمحادثة. أخبر شخصا بالغا تثق به." "اطلب المساعدة" "ليلا ونهارا"
sheet hi hi "क्या कोई आपकी तस्वीर माँग रहा है?" "रुकें। बातचीत सँभालकर रखें।" "मदद माँगें" "दिन-रात"
sheet km km "មានគេសុំរូបថតរបស់ប្អូនឬ?" "ឈប់។ រក្សាទុកការសន្ទនា។" "សុំជំនួយ" "ទាំងថ្ងៃទាំងយប់"
sheet zh zh-Hans "有人向你要照片吗？" "停下来。保留聊天记录。告诉你信任的大人。" "寻求帮助" "昼夜开通"

make() { "$COPKIT" typeset "$1.md" --sheet "$2" -o "$1-$2.$3" --quiet; }
size() { pdfinfo "$1.pdf" | sed -n 's/^Page size: *\([0-9.]* x [0-9.]*\) pts.*/\1/p'; }
pixels() { python3 -c 'import struct, sys; print("%d x %d" % struct.unpack(">II", open(sys.argv[1], "rb").read(24)[16:]))' "$1"; }
number_at() { pdftotext -bbox "$1.pdf" - | sed -n 's/.*xMin="\([0-9]*\).*yMin="\([0-9]*\).*>1383<.*/\1 \2/p'; }

for lang in en ar hi km zh; do
  for kind in poster-a4 card square; do
    ok "$kind in $lang" make $lang $kind pdf
    ok "$kind in $lang is tagged as it should be" "$COPKIT" debug shape $lang-$kind.pdf
    title=$(sed -n 's/^title: "\(.*\)"/\1/p' $lang.md)
    ok "$kind in $lang: the headline comes out whole" sh -c "pdftotext $lang-$kind.pdf - | tr -d ' \n\f' | LC_ALL=C sed 's,\xe2\x80[\xaa-\xae],,g' | grep -qF \"\$(printf %s '$title' | tr -d ' ')\""
  done
done
same "a poster is A4" "595.28 x 841.89" "$(size en-poster-a4)"
same "a card has two sides" "240 x 153|Pages: 2" "$(size en-card | sed 's/\.[0-9]*//g')|$(pdfinfo en-card.pdf | grep Pages | tr -s ' ')"
ok "A0" make en poster-a0 pdf
same "a poster is A0" "2383.94 x 3370.39" "$(size en-poster-a0)"

sheet other en "It is not your fault" "Tell your grandmother, your teacher or anybody you trust, today or at any time later; it is never too late, and nobody may be angry." "Ask for help" "Day and night"
ok "another poster" make other poster-a4 pdf
same "the number stands in the same place" "$(number_at en-poster-a4)" "$(number_at other-poster-a4)"
ok "it stands at the foot" sh -c "[ $(number_at en-poster-a4 | cut -d' ' -f2) -gt 680 ]"

for kind in square banner story; do ok "$kind as PNG" make en $kind png; done
same "1080 x 1080" "1080 x 1080" "$(pixels en-square.png)"
same "1200 x 630" "1200 x 630" "$(pixels en-banner.png)"
same "1080 x 1920" "1080 x 1920" "$(pixels en-story.png)"

{ cat en.md; for i in 1 2 3 4 5 6; do printf '\n## %s\n\n![Circle](picture.svg)\n\nWords below picture %s.\n' $i $i; done; } >story.md
ok "comic" make story comic-a4 pdf
ok "comic: tags" "$COPKIT" debug shape story-comic-a4.pdf
same "six panels on one page, in order" "1 1 2 3 4 5 6" "$(pdfinfo story-comic-a4.pdf | sed -n 's/^Pages: *//p') $(pdftotext -raw story-comic-a4.pdf - | grep -o 'picture [1-6]\.' | grep -o '[1-6]' | tr '\n' ' ' | sed 's/ $//')"
ok "booklet" make story booklet-a5 pdf
ok "booklet: tags" "$COPKIT" debug shape story-booklet-a5.pdf
same "a booklet has pages by four" "8" "$(pdfinfo story-booklet-a5.pdf | sed -n 's/^Pages: *//p')"
ok "flip chart" make story flip-chart-a3 pdf
same "a flip chart has a cover and two sides for each picture" "13" "$(pdfinfo story-flip-chart-a3.pdf | sed -n 's/^Pages: *//p')"

long=$(printf 'internationalisation%.0s ' $(seq 60))
sheet long en "$long" "$long" "Ask" "Day"
refused 1 "a headline that does not fit is a finding" "$COPKIT" typeset long.md --sheet card -o long.pdf
ok "the finding names it" sh -c "'$COPKIT' typeset long.md --sheet card -o long.pdf --json | grep -q layout-overflow"
refused 2 "a sheet nobody knows" "$COPKIT" typeset en.md --sheet poster-b7 -o x.pdf
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# build: what changed is written, nothing else; a kill loses nothing; what
# copkit did not write is not touched.
. "$(dirname "$0")/../tap.sh"
store=$TMP/ph.cop out=$TMP/out
"$COPKIT" init "$store" --country PH >/dev/null 2>&1 || { echo "Bail out! no store"; exit 1; }

number() { awk -F '[:,]' -v key="\"$1\"" '$1 ~ key { print $2 + 0 }' "$2"; }
build() { "$COPKIT" build -q -s "$store" -o "$out" --json "$@" >"$TMP/summary"; }
# path, size, inode and time of every file: rewriting with equal bytes shows
listing() { (cd "$out" && find . -type f ! -name '.build-*' -printf '%p %s %i %T@\n' | LC_ALL=C sort); }
sums() { (cd "$1" && find . -type f ! -name '.build-*' -exec sha256sum {} + | LC_ALL=C sort -k 2); }

ok "a first build makes everything" build contribution kit/sms
same "every file is in the manifest" "$(cd "$out" && find . -type f ! -name manifest.json ! -name index.html ! -name '.build-*' | sed 's|^\./||' | LC_ALL=C sort)" \
  "$(python3 -c 'import json,sys; print("\n".join(a["path"] for a in json.load(open(sys.argv[1]))["artifacts"]))' "$out/manifest.json")"
ok "sizes and SHA-256 of the manifest are those of the files" python3 - "$out" <<'P'
import hashlib, json, os, sys
for a in json.load(open(sys.argv[1] + "/manifest.json"))["artifacts"]:
    data = open(os.path.join(sys.argv[1], a["path"]), "rb").read()
    assert len(data) == a["size"] and hashlib.sha256(data).hexdigest() == a["sha256"], a["path"]
    assert a["released"] is False
P
before=$(listing)
ok "a second build runs" build contribution kit/sms
same "it writes nothing" "$before" "$(listing)"
same "and says so" "0" "$(number written "$TMP/summary")"
all=$(number artifacts "$TMP/summary")
rm "$out/kit/sms/fil/sms.csv"
build contribution kit/sms
same "a file that is gone is made again, alone" "1 $all" "$(number written "$TMP/summary") $(number artifacts "$TMP/summary")"
printf x >>"$out/kit/sms/fil/sms.csv"
build contribution kit/sms
same "so is one that was cut or grew" "1" "$(number written "$TMP/summary")"
build -l en,fil kit/sms
same "another wish is another question" "4 0" "$(number artifacts "$TMP/summary") $(number written "$TMP/summary")"
build contribution kit/sms
same "and the first one is asked again" "$all 0" "$(number artifacts "$TMP/summary") $(number written "$TMP/summary")"

# --- one number changes ---
home=$TMP/home
mkdir -p "$home" && cp -r "$SRC/data" "$SRC/assets" "$home/"
sed -i 's/number: "1383"/number: "1384"/' "$home/data/countries/ph/helplines.yaml"
sed -i 's/^version: .*/version: "2"/' "$home/data/countries/ph/pack.yaml"
ok "a pack with another helpline number is imported" env COPKIT_HOME="$home" "$COPKIT" import -s "$store" "$home/data/countries/ph"
listing >"$TMP/before"
build contribution kit/sms
listing >"$TMP/after"
changed=$(diff "$TMP/before" "$TMP/after" | awk '/^>/ { print $2 }' | grep -vE 'manifest|index' | LC_ALL=C sort -u)
with_help=$(for f in $(cd "$out" && find . -name 'sms.csv'); do grep -l 1384 "$out/$f" >/dev/null && echo "$f" && echo "${f%csv}xlsx"; done | LC_ALL=C sort -u)
same "exactly the files that show the number are written anew" "$with_help" "$changed"
ok "and they show the new number" grep -q 1384 "$out/kit/sms/fil/sms.csv"
ok "the old number is gone" sh -c "! grep -rq 1383 '$out/kit/sms/fil/sms.csv'"

# --- only what an input of changed is composed ---
edit() { # file, sed script
  sed -i "$2" "$home/data/countries/ph/$1"
  version=$((${version:-10} + 1))
  sed -i "s/^version: .*/version: \"$version\"/" "$home/data/countries/ph/pack.yaml"
  env COPKIT_HOME="$home" "$COPKIT" import -q -s "$store" "$home/data/countries/ph" >/dev/null 2>&1
}
build kit/sms kit/poster-grey kit/card
edit helplines.yaml 's/number: "1384"/number: "1385"/'
build kit/poster-grey
same "a number that stands on every poster composes every poster" "$(number artifacts "$TMP/summary")" "$(number composed "$TMP/summary")"
build kit/sms
ok "materials that were not asked for have not been forgotten" grep -q 1385 "$out/kit/sms/fil/sms.csv"
build kit/sms kit/poster-grey kit/card
edit texts/fil.yaml '/id: MSG-U9-3\/act\/fil/,/text:/ s/text: /text: Hay /'
build kit/sms kit/poster-grey kit/card
same "one text composes and writes what shows it, nothing else" "2 2" "$(number composed "$TMP/summary") $(number written "$TMP/summary")"
# what was rewritten is what the manifest says names the number, or prints its words in that language
sheets="kit/sms kit/poster-grey kit/card kit/recording kit/learn kit/phone kit/audio"
edits() { "$COPKIT" build -q -s "$store" -o "$TMP/edits" --json -l en,fil,km "$@" >"$TMP/summary"; }
mark() { touch "$TMP/mark"; sleep 0.02; }
rewritten() { (cd "$TMP/edits" && find kit -type f -newer "$TMP/mark" | LC_ALL=C sort); }
naming() { # record, language ("" for all)
  python3 -c 'import json,sys; print("\n".join(a["path"] for a in json.load(open(sys.argv[1]))["artifacts"] if sys.argv[2] in a["sources"] and sys.argv[3] in ("", a["language"])))' "$TMP/edits/manifest.json" "$1" "$2"
}
# shellcheck disable=SC2086
edits $sheets
mark
edit helplines.yaml 's/number: "1385"/number: "1386"/'
# shellcheck disable=SC2086
edits $sheets
same "another number: what names it in the manifest is rewritten, all of it and nothing else" "$(naming helpline/makabata-1383 "")" "$(rewritten)"
ok "that is most of it, and not all" sh -c "n=$(rewritten | wc -l) && [ \$n -gt 100 ] && [ \$n -lt $(find "$TMP/edits/kit" -type f | wc -l) ]"
mark
edit texts/helplines.yaml '/hours\/km/s/text: "/text: "X /'
# shellcheck disable=SC2086
edits $sheets
same "its hours in Khmer: what prints them in Khmer" "$(naming helpline/makabata-1383 km | grep -E 'kit/(poster-grey|card)/')" "$(rewritten)"
mark
edit helplines.yaml 's/number: "1343"/number: "1349"/'
# shellcheck disable=SC2086
edits $sheets
same "a number that no material prints: nothing" "0 " "$(number written "$TMP/summary") $(rewritten)"
build kit/sms kit/poster-grey kit/card
sums "$out" >"$TMP/sums"
rm "$out/.build-inputs" "$out/.build-settled"
build kit/sms kit/poster-grey kit/card
same "without the note of inputs all is composed and nothing is written" "0 yes" "$(number written "$TMP/summary") $(test "$(number composed "$TMP/summary")" -gt 100 && echo yes)"
rm -rf "$out"
build contribution kit/sms
build kit/sms kit/poster-grey kit/card
same "a folder built step by step has the files of one built at once" "$(grep '/kit/' "$TMP/sums")" "$(sums "$out" | grep '/kit/')"
edit texts/fil.yaml '/id: MSG-U9-3\/act\/fil/,/text:/ s/text: Hay /text: /'
rm -rf "$out"

# --- killed ---
# Fifty times: five folders, ten kills each, each folder then finished. Two of
# the ten come at any moment, the others a while after this build has written
# its first piece, however slow the machine. The parent is killed; its workers
# must not outlive it.
journal() { stat -c '%s %y' "$out/.build-journal" 2>/dev/null; }
mkdir "$TMP/whole"
pieces="contribution kit/sms kit/poster-grey kit/poster kit/social kit/learn"
# shellcheck disable=SC2086
"$COPKIT" build -q -s "$store" -o "$TMP/whole" -l en,fil,km $pieces >/dev/null 2>&1
awk 'BEGIN { srand(7); for (i = 0; i < 50; i++) printf "%.3f\n", 0.01 + 0.3 * rand() }' >"$TMP/moments"
whole=$(sums "$TMP/whole") i=0 begun=0 equal=0 left=""
while read -r moment; do
  [ $((i % 10)) = 0 ] && rm -rf "$out"
  before=$(journal)
  # shellcheck disable=SC2086
  "$COPKIT" build -q -s "$store" -o "$out" --jobs 2 -l en,fil,km $pieces >/dev/null 2>&1 &
  p=$!
  if [ $((i % 10)) -gt 1 ]; then
    moment=$(awk -v m="$moment" 'BEGIN { printf "%.3f", m / 4 }')
    while kill -0 $p 2>/dev/null && [ "$(journal)" = "$before" ]; do sleep 0.02; done
  fi
  sleep "$moment"
  if kill -9 $p 2>/dev/null && [ "$(journal)" != "$before" ]; then begun=$((begun + 1)); fi
  wait $p 2>/dev/null
  i=$((i + 1))
  [ $((i % 10)) = 0 ] || continue
  # shellcheck disable=SC2086
  build -l en,fil,km $pieces 2>/dev/null
  [ "$(sums "$out")" = "$whole" ] && equal=$((equal + 1))
  left="$left$(find "$out" -name '*.partial-*' -o -name .build-journal)"
done <"$TMP/moments"
same "fifty kills, and after each ten a build ends with the bytes of an undisturbed one" "50 5" "$i $equal"
same "nothing unfinished is left" "" "$left"
ok "some of the kills hit a build at work ($begun)" test $begun -gt 4

# --- what a power cut takes: lines of the journal outlive the bytes of a file ---
python3 - "$out" <<'P'
import json, os, sys
with open(sys.argv[1] + "/.build-journal", "w") as f:
    for a in json.load(open(sys.argv[1] + "/manifest.json"))["artifacts"]: f.write(json.dumps(a) + "\n")
os.remove(sys.argv[1] + "/manifest.json")
P
size=$(stat -c %s "$out/kit/sms/fil/sms.csv")
head -c "$size" /dev/zero >"$out/kit/sms/fil/sms.csv"
# shellcheck disable=SC2086
build -l en,fil,km $pieces 2>/dev/null
same "such a file is made again" "1 $whole" "$(number written "$TMP/summary") $(sums "$out")"

# --- what is not ours ---
echo mine >"$out/mine.txt"
echo mine >"$out/kit/sms/fil/notes.txt"
build contribution kit/sms
ok "languages that fall away lose their files only when all is built" build --lang en kit/sms
ok "files of other languages are still there" test -e "$out/kit/sms/fil/sms.csv"
ok "a file copkit did not write stays" test -e "$out/kit/sms/fil/notes.txt"
mkdir "$TMP/foreign" && echo '{"name": "something else"}' >"$TMP/foreign/manifest.json"
refused 3 "a folder with somebody else's manifest is refused" "$COPKIT" build -q -s "$store" -o "$TMP/foreign" kit/sms
same "and not touched" '{"name": "something else"}' "$(cat "$TMP/foreign/manifest.json")"
refused 3 "a folder that cannot be made is refused" "$COPKIT" build -q -s "$store" -o /proc/nowhere kit/sms
refused 3 "no store" "$COPKIT" build -q -s "$TMP/none.cop" -o "$out" kit/sms
refused 2 "an unknown target is named with the known ones" "$COPKIT" build -q -s "$store" -o "$out" kit/postr
refused 2 "a day that is none" "$COPKIT" build -q -s "$store" -o "$out" --date 2026-13-45 kit/sms
refused 2 "a month is no day" "$COPKIT" build -q -s "$store" -o "$out" --date 2026-11 kit/sms
refused 2 "a language that is none" "$COPKIT" build -q -s "$store" -o "$out" -l 'xx-!!' kit/sms
refused 2 "an empty one in a list" "$COPKIT" build -q -s "$store" -o "$out" -l 'en,' kit/sms
refused 2 "the folder is asked for" "$COPKIT" build -s "$store"

# --- dry run ---
rm -rf "$TMP/dry"
ok "a dry run runs" "$COPKIT" build -q -s "$store" -o "$TMP/dry" --dry-run kit/sms
ok "and writes nothing" test ! -e "$TMP/dry"
tap_done

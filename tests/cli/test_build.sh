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
listing() { (cd "$out" && find . -type f -printf '%p %s %i %T@\n' | LC_ALL=C sort); }
sums() { (cd "$1" && find . -type f ! -name .build-journal -exec sha256sum {} + | LC_ALL=C sort -k 2); }

ok "a first build makes everything" build contribution kit/sms
same "every file is in the manifest" "$(cd "$out" && find . -type f ! -name manifest.json ! -name index.html | sed 's|^\./||' | LC_ALL=C sort)" \
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

# --- killed ---
mkdir "$TMP/whole"
"$COPKIT" build -q -s "$store" -o "$TMP/whole" contribution kit/sms >/dev/null
rm -rf "$out"
i=0
while [ $i -lt 8 ]; do
  "$COPKIT" build -q -s "$store" -o "$out" --jobs 1 contribution kit/sms >/dev/null 2>&1 &
  p=$!
  sleep "0.$((i + 1))"
  pkill -9 -P $p 2>/dev/null; kill -9 $p 2>/dev/null
  wait $p 2>/dev/null
  i=$((i + 1))
done
ok "a build after kills ends well" build contribution kit/sms
same "with the same bytes as an undisturbed one" "$(sums "$TMP/whole")" "$(sums "$out")"
same "and leaves no unfinished file" "" "$(find "$out" -name '*.partial-*' -o -name .build-journal)"

# --- what is not ours ---
echo mine >"$out/mine.txt"
echo mine >"$out/kit/sms/fil/notes.txt"
ok "languages that fall away lose their files only when all is built" build --lang en kit/sms
ok "files of other languages are still there" test -e "$out/kit/sms/fil/sms.csv"
ok "a file copkit did not write stays" test -e "$out/kit/sms/fil/notes.txt"
mkdir "$TMP/foreign" && echo '{"name": "something else"}' >"$TMP/foreign/manifest.json"
refused 3 "a folder with somebody else's manifest is refused" "$COPKIT" build -q -s "$store" -o "$TMP/foreign" kit/sms
same "and not touched" '{"name": "something else"}' "$(cat "$TMP/foreign/manifest.json")"
refused 3 "a folder that cannot be made is refused" "$COPKIT" build -q -s "$store" -o /proc/nowhere kit/sms
refused 3 "no store" "$COPKIT" build -q -s "$TMP/none.cop" -o "$out" kit/sms
refused 2 "an unknown target is named with the known ones" "$COPKIT" build -q -s "$store" -o "$out" kit/postr
refused 2 "the folder is asked for" "$COPKIT" build -s "$store"

# --- dry run ---
rm -rf "$TMP/dry"
ok "a dry run runs" "$COPKIT" build -q -s "$store" -o "$TMP/dry" --dry-run kit/sms
ok "and writes nothing" test ! -e "$TMP/dry"
tap_done

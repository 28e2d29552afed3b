#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# review, approve, build --release: what leaves the house went through every
# step; leave one out, or let the wrong person take it, and nothing leaves.
. "$(dirname "$0")/../tap.sh"
# The gates go by the clock, not by SOURCE_DATE_EPOCH.
today=$(date +%F)
unset SOURCE_DATE_EPOCH
H=$TMP/home
mkdir -p "$H/data/catalogue" "$H/data/countries/xa"
ln -s "$SRC/assets" "$H/assets"
export COPKIT_HOME=$H
printf 'id: base\nversion: "1"\ntitle: Base\nlicence: CC-BY-4.0\n' >"$H/data/catalogue/pack.yaml"
cat >"$H/data/catalogue/a.yaml" <<'Y'
segments:
  - {id: SEG-1, title: Children, role: child, setting: any, literacy: low, connectivity: none, position: 1, mark: E}
messages:
  - {id: MSG-1, segment: SEG-1, say: "It is not my fault.", act: "Stop. Breathe.", position: 1, mark: E}
  - {id: MSG-2, segment: SEG-1, say: "You can tell.", act: "Call {HELP}.", invites_disclosure: true, position: 2, mark: E}
message_texts:
  - {id: MSG-1/poster/en, message: MSG-1, form: poster, lang: en, text: "Not my fault.", state: draft}
  - {id: MSG-2/poster/en, message: MSG-2, form: poster, lang: en, text: "You can tell.", state: draft}
  - {id: MSG-1/sms/en, message: MSG-1, form: sms, lang: en, text: "It is not your fault.", state: draft}
  - {id: MSG-2/sms/en, message: MSG-2, form: sms, lang: en, text: "You can tell. {HELP}", state: draft}
Y
printf 'id: xa\nversion: "1"\ntitle: XA\nlicence: CC-BY-4.0\ncountry: XA\nrequires: [base]\n' >"$H/data/countries/xa/pack.yaml"
sed '/spelling/a\    helpline: line' "$SRC/tests/golden/pack/sound/deep/country.yaml" >"$H/data/countries/xa/country.yaml"
lines() { # day of the trial of number and path
  cat >"$H/data/countries/xa/b.yaml" <<Y
areas:
  - {id: r1, name: One, level: region, position: 1, mark: E}
helplines:
  - {id: line, name: Line, purpose: child helpline, number: "123", verified_on: $1, verified_by: dialler, position: 1, mark: E}
referral_paths:
  - {id: path, title: Path, first_contact: social worker, verified_on: $2, verified_by: walker, position: 1, mark: E}
Y
  sed -i "s/^version: .*/version: \"$(date +%N)\"/" "$H/data/countries/xa/pack.yaml"
}
lines "$today" "$today"
B=$TMP/base.cop
COPKIT_ACTOR=importer "$COPKIT" init "$B" --country XA >/dev/null || { echo "Bail out! no store"; exit 1; }
as() { # person, then what is typed after copkit: copkit review, copkit approve
  COPKIT_ACTOR=$1; export COPKIT_ACTOR; shift
  "$COPKIT" "$@" -s "$S"
}
built() { (cd "$TMP/out" 2>/dev/null && find . -type f ! -name manifest.json ! -name index.html ! -name '.*' | sed 's|^\./||' | LC_ALL=C sort | tr '\n' ' '); }
release() { rm -rf "$TMP/out"; as anybody build -q -o "$TMP/out" --release "$@" >/dev/null 2>"$TMP/why"; }

S=$B
as admin review grant ann author; as admin review grant pia child-protection; as admin review grant lou language
as admin review grant tim pretester; as admin review grant amy approver; as admin review grant importer child-protection
as admin review grant importer language; as admin review grant importer approver; as admin review grant bob approver
same "roles are listed" "approver          amy" "$(as x review roles | grep amy)"
cp "$B" "$TMP/s.cop"; S=$TMP/s.cop

# --- nothing reviewed, nothing leaves ---
refused 1 "release of unreviewed texts is refused" as x build -q -o "$TMP/out" --release
same "no file is made" "" "$(built)"
release
ok "the reasons are listed: draft, reviewers, pretest, approval" sh -c "for c in draft child-protection language pretest approval; do grep -q \"^gate-\$c: \" '$TMP/why' || exit 1; done"

# --- the steps, one after the other; each may be left out ---
step() {
  case $1 in
  submit) as ann review submit 'message_text/*' ;;
  protection) as pia review accept --role child-protection 'message_text/*' ;;
  language) as lou review accept --role language 'message_text/*' ;;
  pretest) as tim review pretest --people 6 --act 6 --number 6 --hurt 0 'message_text/*' ;;
  line) as pia review accept --role child-protection helpline/line ;;
  path) as pia review accept --role child-protection referral_path/path ;;
  approve) as amy approve 'kit/poster/*' 'kit/sms/*' ;;
  esac >>"$TMP/steps" 2>&1
}
steps="submit protection language pretest line path approve"
walk() { # all steps but one
  cp "$B" "$S"
  for each in $steps; do [ "$each" = "$1" ] || step "$each"; done
  release kit/poster kit/sms
}
walk none
same "all steps taken: the pieces leave" "kit/poster/en/MSG-1.pdf kit/poster/en/MSG-1.png kit/poster/en/MSG-2.pdf kit/poster/en/MSG-2.png kit/sms/en/sms.csv kit/sms/en/sms.xlsx " "$(built)"
ok "the manifest says released" sh -c "grep -q '\"released\": true' '$TMP/out/manifest.json' && ! grep -q '\"released\": false' '$TMP/out/manifest.json'"
ok "and the poster bears no draft mark" sh -c "! pdftotext '$TMP/out/kit/poster/en/MSG-1.pdf' - | grep -qi draft"
cp "$S" "$TMP/all.cop"
for s in submit protection language pretest approve; do
  walk "$s"
  same "without '$s' nothing leaves" "" "$(built)"
done
walk line
same "without a confirmed number only what shows none leaves" "kit/sms/en/sms.csv kit/sms/en/sms.xlsx " "$(built)"
walk path
same "without a confirmed path what invites to tell stays" "kit/poster/en/MSG-1.pdf kit/poster/en/MSG-1.png kit/sms/en/sms.csv kit/sms/en/sms.xlsx " "$(built)"
ok "and the SMS set is without it" sh -c "grep -q MSG-1 '$TMP/out/kit/sms/en/sms.csv' && ! grep -q MSG-2 '$TMP/out/kit/sms/en/sms.csv'"
ok "with the reason" grep -q '^gate-child-protection: referral_path/path' "$TMP/why"

# --- the wrong person ---
cp "$B" "$S"; step submit
refused 1 "four eyes: who brought a text in does not review it" as importer review accept --role child-protection message_text/MSG-1/poster/en
refused 1 "a stranger does not review" as stan review accept --role language message_text/MSG-1/poster/en
refused 1 "a reviewer of one part is not one of the other" as pia review accept --role language message_text/MSG-1/poster/en
refused 1 "a pretest waits for the reviewers" as tim review pretest --people 5 --act 5 --hurt 0 message_text/MSG-1/poster/en
refused 2 "a pretest without counts" as tim review pretest --people 5 message_text/MSG-1/poster/en
refused 1 "a waiver says why" as amy review waive --until "$today" message_text/MSG-1/poster/en
refused 1 "changes asked for without a word" as pia review hand-back --role child-protection message_text/MSG-1/poster/en
refused 3 "a text there is not" as ann review submit message_text/MSG-9/poster/en
refused 2 "no such role" as admin review grant ann king
refused 3 "a piece there is not" as amy approve kit/poster/en/MSG-9
for s in protection language pretest line path; do step $s; done
refused 1 "who wrote a text in it does not approve the piece" as importer approve kit/poster/en/MSG-1
refused 1 "nor does a stranger" as stan approve kit/poster/en/MSG-1
release kit/poster
same "nothing of that leads anywhere" "" "$(built)"

# --- edits open what they touch, and only that ---
edit() { # text of the catalogue, old and new
  sed -i "s/$1/$2/" "$H/data/catalogue/a.yaml"
  sed -i "s/^version: .*/version: \"$(date +%N)\"/" "$H/data/catalogue/pack.yaml"
  as editor import -q "$H/data/catalogue" >/dev/null
}
cp "$TMP/all.cop" "$S"
release kit/poster
cp -r "$TMP/out" "$TMP/kept"
edit 'Not my fault' 'Never my fault'
as x build -q -o "$TMP/kept" --release kit/poster >/dev/null 2>&1
same "an edited text goes from the folder of releases, the others stay" "kit/poster/en/MSG-2.pdf kit/poster/en/MSG-2.png " \
  "$(cd "$TMP/kept" && find kit -type f | LC_ALL=C sort | tr '\n' ' ')"
same "it is a draft again" "draft      author            message_text/MSG-1/poster/en  (changed since it was reviewed)" "$(as x review list 'message_text/MSG-1/poster/en')"
edit 'Never my fault' 'Not my fault'
release kit/poster
same "the edit undone, it stands as reviewed" "kit/poster/en/MSG-1.pdf kit/poster/en/MSG-1.png kit/poster/en/MSG-2.pdf kit/poster/en/MSG-2.png " "$(built)"
edit 'act: "Stop. Breathe."' 'act: "Stop. Rest."'
release kit/poster kit/sms
same "what a text rests on opens it too" "kit/poster/en/MSG-2.pdf kit/poster/en/MSG-2.png " "$(built)"
edit 'act: "Stop. Rest."' 'act: "Stop. Breathe."'

# --- number and path: stale, in the future ---
trial() { lines "$1" "$2"; cp "$TMP/all.cop" "$S"; as editor import -q "$H/data/countries/xa" >/dev/null; as pia review accept -q --role child-protection helpline/line; as pia review accept -q --role child-protection referral_path/path; release kit/poster; }
trial "$(date -d '-181 days' +%F)" "$today"
same "a number dialled 181 days ago holds everything back that shows it" "" "$(built)"
trial "$today" "$(date -d '+2 days' +%F)"
same "a path tried in the future holds back what invites to tell" "kit/poster/en/MSG-1.pdf kit/poster/en/MSG-1.png " "$(built)"
lines "$(date -d '-181 days' +%F)" "$today"; cp "$TMP/all.cop" "$S"; as editor import -q "$H/data/countries/xa" >/dev/null; as pia review accept -q --role child-protection helpline/line
rm -rf "$TMP/out"; as x build -q -o "$TMP/out" --release --date "$(date -d '-100 days' +%F)" kit/poster >/dev/null 2>&1
same "an edition dated back does not make it fresh" "" "$(built)"
rm -rf "$TMP/out"; SOURCE_DATE_EPOCH=$(date -d '-100 days' +%s) as x build -q -o "$TMP/out" --release kit/poster >/dev/null 2>&1
same "nor does the environment" "" "$(built)"
lines "$today" "$today"

# --- taken back; waived; two for a document ---
cp "$TMP/all.cop" "$S"
refused 1 "taking back needs a reason" as amy approve --withdraw kit/poster/en/MSG-1
ok "an approval is taken back" as bob approve -q --withdraw --note 'picture wrong' kit/poster/en/MSG-1
release kit/poster
same "and the piece stays" "kit/poster/en/MSG-2.pdf kit/poster/en/MSG-2.png " "$(built)"
cp "$B" "$S"; for s in submit protection language line path; do step $s; done
cp "$S" "$TMP/reviewed.cop"
refused 1 "a waiver says until when" as amy review waive --note 'storm' message_text/MSG-1/poster/en
refused 1 "30 days ahead at most" as amy review waive --note 'storm' --until "$(date -d '+31 days' +%F)" message_text/MSG-1/poster/en
refused 1 "nor until a day that is over" as amy review waive --note 'storm' --until "$(date -d '-1 day' +%F)" message_text/MSG-1/poster/en
as admin review grant pia approver
refused 1 "who reviewed a text does not waive its pretest" as pia review waive --note 'storm' --until "$today" message_text/MSG-1/poster/en
ok "a pretest is waived" as amy review waive -q --note 'evacuation since Sunday' --until "$today" 'message_text/*'
step approve; release kit/poster kit/sms
same "who waived does not approve the pieces" "" "$(built)"
as bob approve -q 'kit/poster/*' 'kit/sms/*'; release kit/poster kit/sms
same "approved by another, a waived pretest is enough" "kit/poster/en/MSG-1.pdf kit/poster/en/MSG-1.png kit/poster/en/MSG-2.pdf kit/poster/en/MSG-2.png kit/sms/en/sms.csv kit/sms/en/sms.xlsx " "$(built)"
shown() { pdftotext "$TMP/out/kit/poster/en/MSG-1.pdf" - | tr -s '\n ' '  '; }
ok "the poster says who waived it, until when and why" sh -c "printf '%s' \"\$1\" | grep -q \"Not yet tested with readers; waived by amy until $(LC_ALL=C date +'%-d %B %Y'): evacuation since Sunday\"" sh "$(shown)"
ok "and the manifest of every file" python3 -c '
import json, sys
for a in json.load(open(sys.argv[1]))["artifacts"]:
    assert any(f["code"] == "gate-waived" and "amy" in f["message"] and "evacuation" in f["message"] for f in a["findings"]), a["path"]' "$TMP/out/manifest.json"
ok "and stands in the log" sh -c "'$COPKIT' review show -s '$S' message_text/MSG-1/poster/en | grep -q 'waived until $today: evacuation since Sunday'"
for s in submit protection language line path; do
  cp "$B" "$S"; for each in submit protection language line path; do [ "$each" = "$s" ] || step "$each"; done
  as amy review waive -q --note 'storm' --until "$today" 'message_text/*' >/dev/null 2>&1
  as bob approve -q 'kit/poster/*' >/dev/null 2>&1; release kit/poster
  same "a waiver does not cover a missing '$s'" "$([ $s != path ] || echo 'kit/poster/en/MSG-1.pdf kit/poster/en/MSG-1.png ')" "$(built)"
done

# --- rounds: what readers said decides ---
cp "$TMP/reviewed.cop" "$S"
U=message_text/MSG-1/poster/en
tried() { "$COPKIT" review rounds --json -s "$S" "$U" | python3 -c 'import json,sys; r=json.load(sys.stdin)[0]; print(r["pretest"], r["people"], "of", r["needed"])'; }
state() { "$COPKIT" review list --json -s "$S" "$U" | python3 -c 'import json,sys; print(json.load(sys.stdin)[0]["state"])'; }
ok "three people are not enough" sh -c "COPKIT_ACTOR=tim '$COPKIT' review pretest -s '$S' --people 3 --act 3 --hurt 0 $U | grep -q 'not enough people'"
same "and nothing is decided" "not enough people 3 of 5, reviewed" "$(tried), $(state)"
"$COPKIT" review sheet >"$TMP/sheet.csv"
same "the empty sheet has no place for a name" "no,age_band,sex,in_school,reads,disability,picture,act,wrong,number,liked,hurt" "$(head -1 "$TMP/sheet.csv")"
{ head -1 "$TMP/sheet.csv"; printf '%s\n' '1,9-12,female,yes,yes,no,,yes,,,5,no' '2,9-12,male,no,no,no,,yes,,,4,no' '3,9-12,female,yes,yes,yes,,no,,,3,no'; } >"$TMP/filled.csv"
ok "three more by their sheet make six" as tim review pretest -q --sheet "$TMP/filled.csv" --findings "breathe was not understood" --changes "show it in the picture" --decided-by author $U
same "five of six named the act: passed" "passed 6 of 5, passed" "$(tried), $(state)"
same "only sums are kept" "2|1|1" "$(sqlite3 "$S" "SELECT female, non_readers, with_disability FROM pretest_round WHERE id = '$U/2'")"
ok "the revision log has finding, change and who decided" sh -c "'$COPKIT' review rounds -s '$S' $U | grep -q 'found: breathe was not understood; changed: show it in the picture; decided by author'"
sed 's/^no,/no,name,/; s/^1,/1,Ana,/; s/^2,/2,Ben,/; s/^3,/3,Cy,/' "$TMP/filled.csv" >"$TMP/named.csv"
refused 3 "a sheet with names" as tim review pretest --sheet "$TMP/named.csv" $U
refused 1 "an author tries no text with readers" as ann review pretest --people 5 --act 5 --hurt 0 $U
same "nothing of that was kept" 2 "$(sqlite3 "$S" "SELECT count(*) FROM pretest_round WHERE unit = '$U'")"
edit 'Not my fault' 'Never my fault'
same "an edit opens the pretest again" "not tried 0 of 5, draft" "$(tried), $(state)"
edit 'Never my fault' 'Not my fault'
same "the edit undone, it stands" "passed 6 of 5, passed" "$(tried), $(state)"
ok "one who was hurt" as tim review pretest -q --people 5 --act 5 --hurt 1 --area r1 --findings "laughed at the word" $U
same "means revise, whatever the others said" "revise 11 of 5, returned" "$(tried), $(state)"
refused 1 "and no waiver covers it" as amy review waive --note storm --until "$today" $U
same "rounds go out as rows of the reporting form" "pretest,r1,IND-20b,en,5,5" "$("$COPKIT" review rounds --report -s "$S" | tail -1 | cut -d, -f2,4,7,12,14,15)"
refused 1 "a round of tomorrow" as tim review pretest --people 5 --act 5 --hurt 0 --on "$(date -d '+1 day' +%F)" message_text/MSG-1/sms/en
cp "$TMP/all.cop" "$S"; release kit/poster
ok "a piece that was tried says with how many" sh -c "printf '%s' \"\$1\" | grep -q \"Tested with 6 readers, $(LC_ALL=C date +'%-d %B %Y')\"" sh "$(shown)"
sqlite3 "$S" "UPDATE pretest_round SET act_named = 3" # whatever way the counts are changed
release kit/poster
same "counts that no longer reach the mark hold everything back" "" "$(built)"
cp "$TMP/reviewed.cop" "$S"; as amy review waive -q --note 'storm' --until "$today" 'message_text/*'
ok "the log is whole" as x log verify
same "revoked, a role decides nothing more" "1" "$(as admin review revoke tim pretester; as tim review pretest -q --people 5 --act 0 --hurt 0 message_text/MSG-1/poster/en 2>/dev/null; echo $?)"
ok "JSON of the list" sh -c "'$COPKIT' review list --json -s '$S' --state passed | python3 -c 'import json,sys; l=json.load(sys.stdin); assert len([u for u in l if u[\"waived\"]]) == 8, l'"
# --- the matrix of the example country ---
unset COPKIT_HOME
"$COPKIT" init "$TMP/ph.cop" --country PH >/dev/null 2>&1
"$COPKIT" review matrix --json -s "$TMP/ph.cop" >"$TMP/matrix.json"
ok "every message stands in every form in English and Filipino" python3 - "$TMP/matrix.json" <<'P'
import json, sys
cells = json.load(open(sys.argv[1]))
holes = sorted({(c["language"], c["form"]) for c in cells if c["language"] in ("en", "fil") and c["state"] is None})
assert holes == [], holes
assert len(cells) == 45 * 15 * len({c["language"] for c in cells}), "a cell for each message, language and form"
assert {c["state"] for c in cells} == {None, "draft"}, "nothing is reviewed"
assert any(c["language"] == "km" and c["state"] is None for c in cells), "holes of other languages are seen"
langs = list(dict.fromkeys(c["language"] for c in cells))
assert langs[:9] == ["en", "fil", "ceb", "ilo", "hil", "ar", "hi", "km", "zh-Hans"], langs
assert {"bn", "es", "fr", "id", "pt", "ru", "sw"} == set(langs[9:]), "drafts of the catalogue come after the languages of the country"
P
"$COPKIT" review matrix -s "$TMP/ph.cop" >"$TMP/matrix"
same "the share of households is that of the census, and nothing is invented" "fil 39.9 %;es not a home language here;en households not counted;" "$(for l in fil es en; do
  sed -nE "s/^$l .*; (at home in )?([^;]*)$/$l \2/p" "$TMP/matrix" | sed 's/ of all households//' | tr '\n' ';'; done)"
same "the table has a row for each message" "45" "$("$COPKIT" review matrix -l fil -s "$TMP/ph.cop" | grep -c '^MSG-')"
same "phone menus fit a screen of 160 in the GSM alphabet" "" "$(sqlite3 "$TMP/ph.cop" "SELECT id FROM message_text WHERE form = 'ussd' AND length(replace(text, '{HELP}', '0000-000-0000')) > 160")"
ok "every text with {HELP} in English has it in Filipino" sh -c "test -z \"\$(sqlite3 '$TMP/ph.cop' \"SELECT a.id FROM message_text a JOIN message_text b ON a.message = b.message AND a.form = b.form AND a.lang = 'en' AND b.lang = 'fil' AND a.form IN ('ussd', 'audio30', 'ivr', 'easy') AND (instr(a.text, '{HELP}') > 0) <> (instr(b.text, '{HELP}') > 0)\")\""

# --- what a machine says of texts ---
fresh=$TMP/checked.cop
COPKIT_HOME=$SRC "$COPKIT" init "$fresh" --country PH >/dev/null 2>&1
export COPKIT_HOME=$SRC
"$COPKIT" review check -s "$fresh" >"$TMP/checked"; same "findings are told by the exit code" 1 $?
ok "each with its trust and a remedy" sh -c "grep -E ': (error|warning|note) [a-z-]+ \((certain|likely|hint)\): .+; ' '$TMP/checked' | wc -l | grep -qx \"\$(grep -oE '[0-9]+ findings' '$TMP/checked' | cut -d' ' -f1)\""
same "no shipped text frightens, blames, teaches an offence, types a number or breaks a channel" "" "$(grep -E ': error |sms-parts|ussd-long|helpline-typed|fear|blame|-how-to' "$TMP/checked")"
ok "SMS are counted for each language" grep -qE '^fil: 45 texts as SMS are 45 parts' "$TMP/checked"
ok "as JSON" sh -c "'$COPKIT' review check --json -l fil -s '$fresh' | python3 -c 'import json, sys; f = json.load(sys.stdin); assert f and all(x[\"reason\"] and x[\"confidence\"] in (\"certain\", \"likely\", \"hint\") for x in f)'"
same "a narrow space of French is no letter" "" "$(grep -E '/fr: .* spelling' "$TMP/checked")"
same "our English and Filipino texts keep their limits: length, seconds, helpline, pictures" "" \
  "$(grep -E '/(en|fil): (warning|error) ' "$TMP/checked" | grep -vE ' helpline-(languages|unverified) ')"
same "no English word of ours is unknown to the dictionary" "" "$(grep -E '/en: .* spelling' "$TMP/checked")"
ok "where nobody looks at the spelling that is said" grep -q '^messages/km: note spelling-unchecked (certain): .*; ' "$TMP/checked"
same "without dictionaries it is said of every language" "$(grep -cE '^[a-zA-Z-]+ +[0-9]+ of ' "$TMP/matrix")" "$(COPKIT_HUNSPELL=$TMP/none "$COPKIT" review check -s "$fresh" | grep -c spelling-unchecked)"
ok "who is in the pictures is counted" grep -qE '^81 pictures show 200 people: 61 girls, 70 boys, 41 women, 28 men; 41 with an aid' "$TMP/checked"
same "and nothing is unfair in them" "" "$(grep '^pictures/kit' "$TMP/checked")"
"$COPKIT" review check -s "$fresh" 'story_panel/*/caption/fil' 'script_line/SP-SPOT-1/*' >"$TMP/pieces"
ok "stories and scripts are looked at" grep -qE '^(39|4[0-9]) texts' "$TMP/pieces"
mkdir -p "$TMP/sheets"
"$COPKIT" build -q -s "$fresh" -o "$TMP/sheets" -l en kit/slides >/dev/null 2>&1
sed -i '0,/"findings": \[\]/s//"findings": [{"severity": "warning", "kind": "layout", "code": "type-small", "message": "small", "remedy": "grow"}]/' "$TMP/sheets/manifest.json"
ok "what was measured on sheets is told with --built" sh -c "'$COPKIT' review check -l en -s '$fresh' --built '$TMP/sheets' | grep -q '^kit/slides/en/ST-1.* type-small (certain): small; grow'"
"$COPKIT" review check -s "$fresh" 'message_text/NONE/*' >/dev/null 2>&1; same "a text there is not" 3 $?
tap_done

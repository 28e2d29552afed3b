#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Short papers from field reports, the plan and consultations: the quarterly
# bulletin, scorecards of agencies, the feedback sheet.
. "$(dirname "$0")/../tap.sh"
export SOURCE_DATE_EPOCH=1795564800 # 2026-11-25
S="$TMP/ph.cop"
ok "a store with example reports" "$COPKIT" init -q "$S" --country PH --example
mkdir "$TMP/talks"
printf 'id: talks\nversion: "1"\ntitle: Talks (example)\nlicence: CC0-1.0\ncountry: PH\n' >"$TMP/talks/pack.yaml"
cat >"$TMP/talks/talks.yaml" <<'Y'
consultations:
  - {id: C-1, held_on: "2026-05-04", area: "1300000000", age_band: COP-912, participants: 23, asked_for: "A number that can be called without credit.", answer: "The helpline can be called without credit.", asked_picture: scene/call-help, answer_picture: scene/number-on-wall, mark: E}
  - {id: C-2, held_on: "2026-09-10", area: "0500000000", participants: 3, asked_for: "Materials in our own language.", asked_picture: prop/radio, mark: E}
Y
build() { "$COPKIT" build -q -s "$S" -o "$1" --date 2026-11-25 bulletin scorecard feedback; }
ok "built" build "$TMP/none"
ok "nobody was asked: no feedback sheet" sh -c "test -s '$TMP/none/bulletin/bulletin.en.pdf' && ! test -e '$TMP/none/feedback'"
ok "two sessions" "$COPKIT" import -q -s "$S" "$TMP/talks"
ok "built again" build "$TMP/out"
text() { pdftotext "$TMP/out/$1.pdf" - | tr '\n' ' ' | tr -s ' '; }
same "no paper has a finding" "[]" "$(python3 -c "
import json, sys
print([(a['path'], f['code']) for a in json.load(open(sys.argv[1]))['artifacts'] for f in a['findings']])" "$TMP/out/manifest.json")"

# --- bulletin ---
ok "the bulletin has at most two pages" test "$(pdfinfo "$TMP/out/bulletin/bulletin.en.pdf" | sed -n 's/^Pages: *//p')" -le 2
text bulletin/bulletin.en >"$TMP/bulletin"
sums=$(python3 - "$S" <<'P'
import sqlite3, sys
d = sqlite3.connect(sys.argv[1])
def of(periods):
    return int(d.execute(f"SELECT sum(value) FROM observation WHERE indicator = 'IND-21' AND period IN ({','.join('?' * len(periods))})", periods).fetchone()[0])
def quarter(y, q): return [f"{y}-Q{q}"] + [f"{y}-{m:02d}" for m in range(3 * q - 2, 3 * q + 1)]
now, last, year = of(quarter(2026, 3)), of(quarter(2026, 2)), of(quarter(2025, 3))
print(now, last, year, round(100 * (now - last) / last), round(100 * (now - year) / year))
P
)
set -- $sums
ok "its sentence holds the sums of the reports and what lies between them" grep -q "after training: $1 people. That is $4 per cent more than the $2 people of April to June 2026. That is $5 per cent more than the $3 people of July to September 2025" "$TMP/bulletin"
ok "every page says that the numbers are made up" sh -c "
  for p in \$(seq \$(pdfinfo '$TMP/out/bulletin/bulletin.en.pdf' | sed -n 's/^Pages: *//p')); do pdftotext -f \$p -l \$p '$TMP/out/bulletin/bulletin.en.pdf' - | grep -q 'Example data' || exit 1; done"
cat >"$TMP/late.csv" <<'C'
report_id,form,reporter,area,period,reported_at,indicator,sex,value,synthetic
000000000000000000000000000000aa,sessions,Example office,1300000000,2026-Q4,2026-11-20,IND-21,female,31,1
000000000000000000000000000000ab,contacts,Example line,1300000000,2026-Q4,2026-11-20,IND-13,female,4,1
C
ok "two reports of the next quarter" "$COPKIT" import -q -s "$S" "$TMP/late.csv"
ok "built anew" build "$TMP/out"
text bulletin/bulletin.en >"$TMP/bulletin"
ok "it is of that quarter" grep -q "bulletin 4/2026" "$TMP/bulletin"
ok "four contacts are withheld" grep -q "online matters: withheld: the number is small" "$TMP/bulletin"
ok "what did not arrive is named, not put at nothing" grep -q "What did not arrive.*Missing is not zero.*Number of copies of materials" "$TMP/bulletin"

# --- scorecards ---
"$COPKIT" plan --json -q -s "$S" >"$TMP/plan.json"
same "one for each agency that leads or reports" "True" "$(python3 - "$TMP/plan.json" "$TMP/out/scorecard" <<'P'
import json, os, sys
leads = {m["lead"] for m in json.load(open(sys.argv[1]))["measures"] if m.get("lead")}
print(leads <= {f.split(".")[0] for f in os.listdir(sys.argv[2])})
P
)"
"$COPKIT" build -s "$S" -o "$TMP/released" --date 2026-11-25 --release scorecard >"$TMP/refused" 2>&1
ok "a release leaves them out, and says why" sh -c "grep -q 'gate-confidential' '$TMP/refused' && ! find '$TMP/released' -name '*.pdf' | grep -q scorecard"
ok "each says for whom it is" sh -c "for f in '$TMP'/out/scorecard/*.pdf; do pdftotext \"\$f\" - | grep -q 'not for publication' || exit 1; done"
same "each names no other agency's measures" "0" "$(python3 - "$TMP/plan.json" "$TMP/out/scorecard" <<'P'
import json, os, subprocess, sys
wrong = 0
measures = [m for m in json.load(open(sys.argv[1]))["measures"] if m.get("lead")]
for f in os.listdir(sys.argv[2]):
    if f.endswith(".pdf"):
        text = " ".join(subprocess.run(["pdftotext", "-layout", os.path.join(sys.argv[2], f), "-"], capture_output=True, text=True).stdout.split())
        wrong += sum(m["lead"] == f.split(".")[0] and m["title"].split()[0] not in text for m in measures)
        table = text.split("Measures led")[1].split("Targets reported on")[0]
        wrong += sum(m["lead"] != f.split(".")[0] and m["title"] in table for m in measures)
print(wrong)
P
)"

# --- feedback ---
text feedback/feedback.en >"$TMP/feedback"
ok "newest first, what was asked beside what was done" grep -q "Bicol.*You said: Materials in our own language. We did: Nothing yet. An answer is owed to you.*Children (9–12).*23 took part. You said: A number that can be called without credit. We did: The helpline" "$TMP/feedback"
ok "of a small group no number is told" sh -c "grep -q 'a small group' '$TMP/feedback' && ! grep -q '[^0-9]3 took part' '$TMP/feedback'"

# --- feedback without words ---
text feedback/feedback-pictures.en >"$TMP/pictures"
same "the picture sheet has no words but its title and marks" "" "$(sed 's/You said, we did//; s/Draft, for review//g; s/Example data, not real reports//g; s/[0-9 ]*//g' "$TMP/pictures" | tr -cd 'A-Za-z' | head -c 200)"
ok "what the pictures show is told to screen readers" sh -c "python3 -c \"
import subprocess, sys
t = subprocess.run(['pdfinfo', '-struct', '$TMP/out/feedback/feedback-pictures.en.pdf'], capture_output=True, text=True).stdout
sys.exit(t.count('Figure') < 2)\" && qpdf --check '$TMP/out/feedback/feedback-pictures.en.pdf' >/dev/null"
sed -i 's|prop/radio|prop/no-such|; s/^version: .*/version: "2"/' "$TMP/talks/talks.yaml"
sed -i 's/^version: .*/version: "2"/' "$TMP/talks/pack.yaml"
"$COPKIT" import -q -s "$S" "$TMP/talks"
"$COPKIT" build -s "$S" -o "$TMP/out" --date 2026-11-25 feedback >"$TMP/said" 2>&1
ok "a picture that is not there is a finding, and its session is left out" sh -c "grep -q picture-missing '$TMP/out/manifest.json'"
tap_done

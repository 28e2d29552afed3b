#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The desk of law and initiatives: a changed standard or law opens exactly the
# answers that rest on it; packs imported twice change nothing; entry points as a
# calendar that another program reads.
. "$(dirname "$0")/../tap.sh"
store=$TMP/ph.cop
"$COPKIT" init "$store" --country PH -q || { echo "Bail out! no store"; exit 1; }
export COPKIT_STORE="$store"
same "fifty questions" 50 "$("$COPKIT" law --json | python3 -c 'import json,sys; print(len(json.load(sys.stdin)))')"
same "nothing is to be looked at again" "50 of 50 questions; 0 answers to be looked at again" "$("$COPKIT" law | tail -1)"
same "each answer has a citation or is open" 0 "$("$COPKIT" law --json | python3 -c '
import json, sys
print(sum(q["status"] == "met" and not q["citation"] for q in json.load(sys.stdin)))')"
refused 2 "an answer that is none" "$COPKIT" law --status maybe
refused 2 "an argument" "$COPKIT" law LR-01
refused 3 "no store" "$COPKIT" law -s "$TMP/none.cop"

# --- an instrument is replaced: exactly what rests on it ---
pack() { # name, yaml
  mkdir -p "$TMP/$1"
  printf 'id: %s\nversion: "%s"\ntitle: T\nlicence: none\n' "$1" "${3:-1}" >"$TMP/$1/pack.yaml"
  printf '%b' "$2" >"$TMP/$1/x.yaml"
}
# What rests on a framework's instrument, by the catalogue itself.
expected() {
  "$COPKIT" export pack -q -o "$TMP/all" 2>/dev/null
  python3 - "$store" "$1" <<'P'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
rows = db.execute("""SELECT DISTINCT s.owner FROM question_standards s JOIN requirement r ON r.id = s.target JOIN framework f ON f.id = r.framework
                     WHERE f.instrument = ? ORDER BY s.owner""", (sys.argv[2],))
print(" ".join(r[0] for r in rows))
P
}
again() { "$COPKIT" law --again --json | python3 -c 'import json,sys; print(" ".join(sorted(q["id"] for q in json.load(sys.stdin))))'; }
for instrument in ITU-COP-2020 LAN CRC; do
  cp "$store" "$TMP/flip.cop"
  COPKIT_STORE=$TMP/flip.cop
  sqlite3 "$COPKIT_STORE" "SELECT count(*) FROM instrument WHERE id = '$instrument'" | grep -qx 1 || { skip "$instrument" "not in the catalogue"; continue; }
  pack next "instruments:\n  - {id: NEXT, title: Next, short_title: Next, kind: guideline, force: recommended, valid_from: 2027-01-01, mark: E}\n"
  "$COPKIT" import -q "$TMP/next"
  # the old version names what replaced it, as a person would write it in the desk
  sqlite3 "$COPKIT_STORE" "UPDATE instrument SET superseded_by = 'NEXT' WHERE id = '$instrument'"
  same "$instrument is replaced: exactly the answers that rest on it" "$(expected "$instrument")" "$(again)"
  same "and each says why" "$("$COPKIT" law --again | tail -1 | grep -o '[0-9]* answers' | grep -o '[0-9]*')" \
    "$("$COPKIT" law --again | grep -c 'look again: .* was replaced by Next (2027-01-01)\.')"
  ok "they count as unknown among the gaps" sh -c "'$COPKIT' gaps -f law --unknown | grep -q '$(again | cut -d' ' -f1)'"
done
COPKIT_STORE=$TMP/flip.cop
one=$(again | cut -d' ' -f1)
sqlite3 "$COPKIT_STORE" "UPDATE answer SET held_on = '2027-02-01' WHERE question = '$one'"
ok "who has looked again writes the day, and it is closed" sh -c "! '$COPKIT' law --again --json | grep -q '\"$one\"'"
COPKIT_STORE=$store

# --- the same pack twice ---
for p in catalogue countries/ph; do
  same "data/$p again: nothing changes" "0 added, 0 changed, 0 removed" "$("$COPKIT" import "$SRC/data/$p" 2>&1 | sed -n 's/^pack: \(.*\), [0-9]* unchanged$/\1/p')"
done

# --- initiatives ---
same "none is counted as integrated before a person decides" "0" "$("$COPKIT" initiatives -q --json | python3 -c '
import json, sys
print(sum(any(c["decision"] in ("accepted", "done") for c in n["clauses"]) for n in json.load(sys.stdin)))')"
ok "sixteen initiatives or more stand in the matrix" sh -c "[ \$('$COPKIT' initiatives --json | python3 -c 'import json,sys; print(sum(bool(n[\"clauses\"]) for n in json.load(sys.stdin)))') -ge 16 ]"
ok "every clause has an indicator and a rule" python3 -c '
import json, subprocess, sys
for n in json.loads(subprocess.run([sys.argv[1], "initiatives", "--json", "--suggest"], capture_output=True, text=True, check=True).stdout):
    for c in n["clauses"] + n["suggestions"]:
        assert c["clause"] and c["indicator"] and c["why"], (n["id"], c)
' "$COPKIT"
refused 2 "the calendar stands alone" "$COPKIT" initiatives --calendar --json
"$COPKIT" initiatives --calendar >"$TMP/e.ics"
ok "lines end with CRLF and have at most 75 octets" python3 -c '
import sys
data = open(sys.argv[1], "rb").read()
assert data.endswith(b"END:VCALENDAR\r\n") and b"\n" not in data.replace(b"\r\n", b"")
assert max(map(len, data.split(b"\r\n"))) <= 75
' "$TMP/e.ics"
if python3 -c 'import icalendar' 2>/dev/null || /usr/bin/python3 -c 'import icalendar' 2>/dev/null; then
  python=python3; $python -c 'import icalendar' 2>/dev/null || python=/usr/bin/python3
  ok "python3-icalendar reads every event" $python -c '
import icalendar, subprocess, sys
c = icalendar.Calendar.from_ical(open(sys.argv[1], "rb").read())
events = [e for e in c.walk("VEVENT")]
assert events and len({str(e["UID"]) for e in events}) == len(events)
for e in events:
    assert e["SUMMARY"] and e.decoded("DTSTART") and e.decoded("DTSTAMP")
assert any("2027-02-07" == e.decoded("DTSTART").isoformat() for e in events), "the awareness week"
' "$TMP/e.ics"
else
  skip "python3-icalendar reads every event" "no python3-icalendar"
fi

# --- who does what ---
ok "the known overlaps show: several bodies answer for coordination, monitoring, representation" python3 - "$store" <<'P'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
rows = dict(db.execute("""SELECT f.title, group_concat(p.institution) FROM post p JOIN function f ON f.id = p.function
                          WHERE p.part = 'accountable' AND ifnull(p.proposed, 0) = 0 GROUP BY f.id HAVING count(*) > 1"""))
assert len(rows) >= 3, rows
assert any({"NCC", "POCP"} <= set(v.split(",")) for v in rows.values()), rows
bodies = {i for (i,) in db.execute("SELECT DISTINCT institution FROM post WHERE function IN (SELECT id FROM function WHERE position <= 3)")}
assert {"NCC", "POCP", "CWC", "IACAT", "CICC"} <= bodies, bodies
P
tap_done

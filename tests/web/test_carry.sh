#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Answers carried over by mappings: a preview with an honest count, written only
# when a person says so, nothing overwritten; and the change log of versions.
. "$(dirname "$0")/../tap.sh"
. "$(dirname "$0")/desk.sh"
command -v curl >/dev/null || skip_all "no curl"
ok "a store" desk_store
mkdir "$TMP/p"
printf 'id: mine\nversion: "1"\ntitle: Mine\nlicence: none\n' >"$TMP/p/pack.yaml"
cat >"$TMP/p/x.yaml" <<'P'
frameworks:
  - {id: OLD, title: List of 2020, short_title: List 2020, scale: checklist, superseded_by: NEW, position: 900, mark: E}
  - {id: NEW, title: List of 2026, short_title: List 2026, scale: checklist, position: 901, mark: E}
requirements:
  - {id: OLD/1, framework: OLD, code: L 1, gist: A line., force: model, position: 1, mark: E}
  - {id: OLD/2, framework: OLD, code: L 2, gist: A desk., force: model, position: 2, mark: E}
  - {id: OLD/3, framework: OLD, code: L 3, gist: A shelf., force: model, position: 3, mark: E}
  - {id: NEW/1, framework: NEW, code: L 1, gist: A line., force: model, position: 1, mark: E}
  - {id: NEW/2, framework: NEW, code: L 2, gist: A desk and a chair., force: model, position: 2, mark: E}
  - {id: NEW/4, framework: NEW, code: L 4, gist: A lamp., force: model, position: 4, mark: E}
  - {id: NEW/5, framework: NEW, code: L 5, gist: A door., force: model, position: 5, mark: E}
mappings:
  - {id: m1, from_requirement: OLD/1, to_requirement: NEW/1, relation: equal, strength: 9, rationale: the same words, mark: E}
  - {id: m2, from_requirement: OLD/2, to_requirement: NEW/2, relation: subset, mark: E}
  - {id: m3, from_requirement: OLD/1, to_requirement: NEW/4, relation: equal, mark: E}
assessments:
  - {id: OLD/1-2025, requirement: OLD/1, year: 2025, status: met, basis: seen, mark: E}
  - {id: OLD/2-2025, requirement: OLD/2, year: 2025, status: met, basis: seen, mark: E}
  - {id: NEW/4-2025, requirement: NEW/4, year: 2025, status: not, basis: looked, mark: E}
P
ok "two versions of a list, mapped" "$COPKIT" import -q -s "$STORE" "$TMP/p"
ok "the desk starts" desk_start
get() { curl -s -b "$TMP/jar" -c "$TMP/jar" "$URL$1"; }
get /standards/NEW >"$TMP/page"
ok "the framework leads to its preview and its changes" sh -c "grep -q 'href=\"/standards/NEW/carry\"' '$TMP/page' && grep -q 'href=\"/standards/NEW/changes\"' '$TMP/page'"
same "the change log" "as before|L 1
reworded|L 2
added|L 4
added|L 5
removed|L 3" "$(get /standards/NEW/changes.csv | python3 -c 'import csv,sys; print("\n".join("|".join(r[:2]) for r in list(csv.reader(sys.stdin))[1:]))')"
same "no version before: no change log" 404 "$(status "$URL/standards/CRC/changes")"
same "a framework that is not answered as a checklist" 404 "$(status "$URL/standards/CRC/carry")"
same "the preview, row by row" "L 1|unknown|met
L 2|unknown|partly
L 4|not|stays
L 5|unknown|nothing carries" "$(get /standards/NEW/carry.csv | python3 -c 'import csv,sys; print("\n".join("|".join((r[0],r[2],r[3])) for r in list(csv.reader(sys.stdin))[1:]))')"
get /standards/NEW/carry >"$TMP/form"
TOKEN=$(sed -n 's/.*name="token" value="\([0-9a-f]*\)".*/\1/p' "$TMP/form" | head -n 1)
same "the count is honest" 2 "$(sed -n 's/.*name="count" value="\([0-9]*\)".*/\1/p' "$TMP/form" | head -n 1)"
post() { curl -s -b "$TMP/jar" -o "$TMP/answer" -w '%{http_code}' --data-urlencode "token=$TOKEN" "$@" "$URL/standards/NEW/carry"; }
stored() { sqlite3 "$STORE" "SELECT count(*) FROM assessment WHERE requirement LIKE 'NEW/%'"; }
same "looking writes nothing" 1 "$(stored)"
same "another count than was shown is refused" 409 "$(post -d count=3)"
same "and writes nothing" 1 "$(stored)"
same "without the token it is refused" 403 "$(curl -s -b "$TMP/jar" -o /dev/null -w '%{http_code}' -d count=2 "$URL/standards/NEW/carry")"
same "with the count that was shown it is written" 303 "$(post -d count=2)"
same "two answers, with what they rest on, marked as computed" "NEW/1 met D Carried over by mapping from L 1: met (2025), equal, strength 9 of 10.
NEW/2 partly D Carried over by mapping from L 2: met (2025), subset." "$(sqlite3 -separator ' ' "$STORE" "SELECT requirement, status, mark, basis FROM assessment WHERE requirement IN ('NEW/1', 'NEW/2') ORDER BY 1")"
same "what was answered is as it was" "not looked" "$(sqlite3 -separator ' ' "$STORE" "SELECT status, basis FROM assessment WHERE requirement = 'NEW/4'")"
same "the same again: nothing is left to write" 409 "$(post -d count=2)"
ok "the log is whole" "$COPKIT" log verify -q -s "$STORE"
same "the calendar of entry points" "text/calendar; charset=utf-8" "$(curl -s -o "$TMP/c.ics" -w '%{content_type}' "$URL/initiatives/calendar.ics")"
ok "begins and ends as one" sh -c "head -1 '$TMP/c.ics' | grep -q BEGIN:VCALENDAR && tail -1 '$TMP/c.ics' | grep -q END:VCALENDAR"
same "who does what, as a file" 19 "$(curl -s "$URL/stakeholders.csv" | python3 -c 'import csv,sys; print(len(list(csv.reader(sys.stdin))) - 1)')"
desk_stop
tap_done

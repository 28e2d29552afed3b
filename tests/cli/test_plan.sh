#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# copkit gaps and plan on the example country: what is found, what is chosen,
# why; decisions that hold; the safety rule against every option.
. "$(dirname "$0")/../tap.sh"
S="$TMP/ph.cop"
"$COPKIT" init "$S" --country PH --example >/dev/null 2>&1
export COPKIT_STORE="$S"
check() { # options: the plan they give, held against the store
  "$COPKIT" plan --json --effort quick "$@" >"$TMP/plan.json" && python3 "$SRC/tests/cli/plan_check.py" "$TMP/plan.json" "$S"
}
field() { python3 -c 'import json,sys; d=json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$TMP/plan.json" "$1"; }

# --- equity floors: records of the plan ---
ok "floors: printed with what the plan does for each" sh -c "'$COPKIT' plan --effort quick | grep -A6 '^Floors kept' | grep -q 'measures made for children out of school: at least 6 per cent of the cost and 3 measures; in this plan [0-9.]* per cent of the cost, [0-9]* measures'"
ok "floors: in JSON, none missed" sh -c "'$COPKIT' plan --effort quick --json | python3 -c 'import json,sys; f=json.load(sys.stdin)[\"floors\"]; assert len(f) == 6 and all(x[\"share_in_plan\"] >= x[\"share\"] and x[\"measures_in_plan\"] >= x[\"at_least\"] for x in f), f'"
ok "floors: in the explanation of a measure" sh -c "'$COPKIT' plan --effort quick --explain M31 | grep -q 'counts towards a floor: measures made for children out of school'"
mkdir "$TMP/floor"
floor() { # python that changes record f of the floor for children out of school; the store made of it
  cp -r "$SRC/data/countries/ph" "$TMP/floor/$1" && sed -i 's/^version: .*/version: "2"/' "$TMP/floor/$1/pack.yaml" &&
  python3 - "$TMP/floor/$1/plan.yaml" "$2" "$3" <<'P'
import sys
s = open(sys.argv[1]).read()
head, tail = s.split("  - id: EF-OOS\n")
assert sys.argv[2] in tail
open(sys.argv[1], "w").write(head + "  - id: EF-OOS\n" + tail.replace(sys.argv[2], sys.argv[3], 1))
P
}
floor high "share: 6" "share: 30"; cp "$S" "$TMP/high.cop"
ok "floors: a higher one is imported" "$COPKIT" import -q -s "$TMP/high.cop" "$TMP/floor/high"
same "floors: and the plan is another, or is refused with the floor's name" "yes" "$("$COPKIT" plan -s "$TMP/high.cop" --effort quick --json 2>&1 | python3 -c '
import json, sys
d = json.load(sys.stdin)
if "conflict" in d: print("yes" if any("out of school" in x["text"] for x in d["conflict"]) else d)
else: print("yes" if [f for f in d["floors"] if f["id"] == "EF-OOS"][0]["share_in_plan"] >= 30 else d["floors"])')"
floor none "    share: 6
    at_least: 3
" ""
refused 3 "floors: one that asks for nothing is refused" "$COPKIT" import -q -s "$TMP/high.cop" "$TMP/floor/none"
floor over "share: 6" "share: 95"
refused 3 "floors: a share no plan can keep is refused" "$COPKIT" import -q -s "$TMP/high.cop" "$TMP/floor/over"
floor area "group: out of school" "group: region"
refused 3 "floors: a region that is not named is refused" "$COPKIT" import -q -s "$TMP/high.cop" "$TMP/floor/area"

# --- gaps ---
ok "gaps" sh -c "'$COPKIT' gaps | grep -q '^Legal questions (law): '"
"$COPKIT" gaps --json >"$TMP/gaps.json"
cat >"$TMP/gaps.py" <<'P'
import json, sqlite3, sys
gaps, db = json.load(open(sys.argv[1])), sqlite3.connect(sys.argv[2])
assert len(gaps) > 20 and [g["rank"] for g in gaps] == list(range(1, len(gaps) + 1))
assert all(a["score"] >= b["score"] for a, b in zip(gaps, gaps[1:]))
for g in gaps:
    product = 1
    for f in g["factors"]:
        product *= f["value"]
        assert f["why"]
    assert abs(product - g["score"]) < 1e-9 and g["sources"] and all(s["mark"] for s in g["sources"]), g
uses = {i for i, s in db.execute("select instrument, status from treaty_status") if s in ("party", "member", "voluntary")}
plans = dict(db.execute("select id, instrument from framework where scale = 'result area'"))
shown = {g["framework"] for g in gaps}
for framework, instrument in plans.items():
    assert (framework in shown) == (instrument in uses), (framework, instrument)
met = {q for q, s in db.execute("select question, status from answer") if s == "met"}
assert not met & {g["id"] for g in gaps}
P
ok "gaps --json: ranked, factors multiply, sources named, result areas only of plans in use" python3 "$TMP/gaps.py" "$TMP/gaps.json" "$S"
same "gaps -n: of each list" 2 "$("$COPKIT" gaps -n 2 --framework law | grep -c 'LR-')"
ok "gaps -v: the factors" sh -c "'$COPKIT' gaps -v -n 1 | grep -qE '^ +importance [0-9.]+: '"
ok "gaps --measure" sh -c "'$COPKIT' gaps --measure M22 --json | python3 -c 'import json,sys; g=json.load(sys.stdin); assert g and all(\"M22\" in [m[\"id\"] for m in x[\"measures\"]] for x in g)'"
ok "gaps --orphans" sh -c "'$COPKIT' gaps --orphans --json | python3 -c 'import json,sys; assert all(not x[\"measures\"] for x in json.load(sys.stdin))'"
refused 2 "gaps: no such framework" "$COPKIT" gaps --framework nosuch
refused 2 "gaps: no such measure" "$COPKIT" gaps --measure nosuch
refused 2 "gaps: an argument" "$COPKIT" gaps law
refused 3 "gaps: a store that is not there" "$COPKIT" gaps -s "$TMP/nosuch.cop"

# --- the plan ---
ok "plan: sound against the store" check --effort normal
same "plan: proven to be the best" optimal "$(field 'd["proof"]')"
cp "$TMP/plan.json" "$TMP/first.json"
ok "plan: one thread gives the same bytes" sh -c "'$COPKIT' plan --json --effort normal --threads 1 | cmp - '$TMP/first.json'"
"$COPKIT" plan >"$TMP/text"
ok "plan: value, bound and gap in the text" grep -qE '^value [0-9]+, bound [0-9]+, certified gap [0-9.]+ %$' "$TMP/text"
ok "plan: no NaN anywhere" sh -c "! grep -qi nan '$TMP/text' && ! grep -qw NaN '$TMP/first.json'"
ok "plan: each measure left out has a reason and some a change" sh -c "grep -A99 '^Left out' '$TMP/text' | grep -q 'It would come in with: '"
ok "plan --budget: sound" check --budget 40M,200M --effort quick
same "plan --budget: those of the years" "[40000000, 200000000, 200000000, 200000000]" "$(field '[round(x) for x in d["budget_by_year"]]')"
ok "plan --exclude and --pin hold" check --exclude M16,M18 --pin M05=2028Q2
same "what was excluded is out, what was pinned starts then" "True 2028Q2" "$(field 'not {"M16","M18"} & {m["id"] for m in d["measures"]}, [m["start"] for m in d["measures"] if m["id"]=="M05"][0]' | tr -d "(',)")"
ok "plan --require, --after, --at-least" check --require M09 --after M42=2027Q4 --at-least 2:M05,M06,M07
ok "they hold" sh -c "python3 -c 'import json; s={m[\"id\"]: m[\"start\"] for m in json.load(open(\"$TMP/plan.json\"))[\"measures\"]}; assert \"M09\" in s and s.get(\"M42\", \"9\") >= \"2027Q4\" and len({\"M05\",\"M06\",\"M07\"} & set(s)) >= 2'"
ok "plan --cost" check --cost M12=200M
ok "plan --inflation" check --inflation 5 --budget 1bn
ok "plan: a world with less money" check --scenario budget=90
ok "plan: without money of partners" sh -c "'$COPKIT' plan --effort quick --scenario 'lost=development partners' >'$TMP/out' 2>&1 || grep -q 'demanded' '$TMP/out'"
# --- reasons and prices ---
"$COPKIT" plan --json --effort quick --budget 60M,120M >"$TMP/plan.json"
poor=$(field '[m["id"] for m in d["left_out"] if m["why_left_out"][0]["reason"] == "money" and m["cheapest_change"]["more_money"] > 0][0]')
ok "plan --explain: chosen" sh -c "'$COPKIT' plan --effort quick --explain m22 | grep -q 'waits for M19'"
ok "plan --explain: left out for money, and how much" sh -c "'$COPKIT' plan --effort quick --budget 60M,120M --explain $poor | grep -A1 'cheapest change that brings it in' | grep -q ' more\.'"
ok "plan: with more money it can come in" sh -c "'$COPKIT' plan --effort quick --require $poor --budget 1bn -q >/dev/null"
"$COPKIT" plan --effort quick --prices --exclude M16 --json >"$TMP/prices.json"
cat >"$TMP/prices.py" <<'P'
import json, sys
prices = json.load(open(sys.argv[1]))
kinds = [p["kind"] for p in prices]
assert kinds.count("money") >= 4 and kinds == sorted(kinds, key=["money", "team", "decision"].index)
assert all(p["gain"] >= 0 and p["gain_per_cent"] >= 0 for p in prices)
last = prices[-1]
assert last["measure"] == "M16" and last["gain"] > 0 and "M16" in last["brings_in"]
P
ok "plan --prices: money, teams, and what a decision costs" python3 "$TMP/prices.py" "$TMP/prices.json"

# --- worlds side by side ---
"$COPKIT" plan --effort quick --compare --json >"$TMP/worlds.json"
cat >"$TMP/worlds.py" <<'P'
import json, sys
d = json.load(open(sys.argv[1]))
names = [w["world"] for w in d["worlds"]]
value = {w["world"]: w["value"] for w in d["worlds"] if w["possible"]}
assert names[0] == "as it is" and {"budget=80", "budget=120", "delay=2"} <= set(names)
assert all(w["possible"] or w["why"] for w in d["worlds"])
bound = {w["world"]: w["bound"] for w in d["worlds"] if w["possible"]}
for world in value:
    if world != "budget=120":
        assert value[world] <= bound["as it is"], world
for m in d["measures"]:
    assert m["chosen_in"] == sum(s is not None for s in m["starts"])
P
ok "plan --compare: no world with less is worth more" python3 "$TMP/worlds.py" "$TMP/worlds.json"
ok "plan: two worlds named" sh -c "'$COPKIT' plan --effort quick --scenario budget=90 --scenario budget=110+delay=1 | grep -q '^  B  budget=110+delay=1'"

# --- what to begin, whatever comes ---
"$COPKIT" plan --effort quick --robust --scenario budget=60 --scenario budget=100 --json >"$TMP/robust.json"
cat >"$TMP/robust.py" <<'P'
import json, sys
d = json.load(open(sys.argv[1]))
stages, n = d["first_stages"], len(d["worlds"])
assert n == 2 and len(stages) >= 2 and all(len(s["values"]) == n and s["begins"] for s in stages)
best = [max(s["values"][w] for s in stages) for w in range(n)]
safest = stages[d["safest"]]
for s in stages:
    held = [v for v in s["values"] if v >= 0]
    assert len(held) == s["holds_in"] and 0 <= s["worst"] <= 1 and s["mean"] <= 1
    assert (s["holds_in"], s["worst"]) <= (safest["holds_in"], safest["worst"]), s["begun_as_in"]
    assert s["mean"] <= stages[d["best_in_expectation"]]["mean"] + 1e-12
    # certified: what any first stage is worth in a world lies below the regret's bound
    for w, v in enumerate(s["values"]):
        assert v < 0 or best[w] * (1 - s["regret"]) <= v * (1 + 1e-9), (s["begun_as_in"], w)
    assert 1 - s["worst"] <= s["regret"] + 1e-9 and s["regret"] < 1
    # a first stage that a world's own plan begins loses nothing there
    if s["begun_as_in"] in d["worlds"]:
        w = d["worlds"].index(s["begun_as_in"])
        assert s["values"][w] == best[w], (s["begun_as_in"], s["values"], best)
P
ok "plan --robust: the safest first year has the best worst case" python3 "$TMP/robust.py" "$TMP/robust.json"
ok "plan --robust: in words" sh -c "'$COPKIT' plan --effort quick --robust --scenario budget=60 --scenario budget=100 | grep -q '^Safest: begin as in .* It can be held in [0-9] of [0-9] worlds'"
ok "plan --robust: how far from the best of all beginnings it can be is proven" sh -c "'$COPKIT' plan --effort quick --robust --scenario budget=60 --scenario budget=100 | grep -q '^Proven by the bounds of the worlds: no other beginning could gain more than [0-9.]* %'"

# --- school and season ---
"$COPKIT" plan --effort quick --json >"$TMP/plan.json"
same "season: what begins with the classes starts in Q2" "Q2 Q2" "$(field '" ".join(m["start"][4:] for m in d["measures"] if m["id"] in ("M28", "M30"))')"
same "season: no quarter begins more than nine measures" "True" "$(field 'max(sum(m["start"] == n["start"] for m in d["measures"]) for n in d["measures"]) <= 9')"
ok "season: said of a measure that it holds back" sh -c "'$COPKIT' plan --effort quick --after M30=2028Q3 --explain M30 | grep -q 'School and season leave it these quarters of a year to start in: Q2'"
ok "season: a start that spreads the work is said to" sh -c "'$COPKIT' plan --effort quick --explain M32 | grep -q 'It could start in Q2 2028 at the same worth of the plan; [0-9]* other measures start then'"
ok "season: whoever pins a measure knows the calendar" sh -c "'$COPKIT' plan --effort quick --json --pin M30=2028Q4 >'$TMP/pin.json' && python3 '$SRC/tests/cli/plan_check.py' '$TMP/pin.json' '$S' M30"
mkdir "$TMP/season" && cp -r "$SRC/data/countries/ph" "$TMP/season/ph" && sed -i 's/^version: .*/version: "3"/' "$TMP/season/ph/pack.yaml" &&
  sed -i 's/start_quarters: \[Q2\]/start_quarters: [Q5]/' "$TMP/season/ph/measure-profiles.yaml" && cp "$S" "$TMP/season.cop"
refused 3 "season: a quarter that no year has is refused" "$COPKIT" import -q -s "$TMP/season.cop" "$TMP/season/ph"

# --- demands no plan can meet, and wrong ones ---
refused 1 "plan: no money for what the law demands" "$COPKIT" plan --effort quick --budget 0
"$COPKIT" plan --effort quick --json --budget 0 >"$TMP/plan.json"
same "which are named: money against one law" "['law', 'money'] True" "$(field 'sorted(x["demand"] for x in d["conflict"]), d["proven"]' | tr -d '()' | sed 's/, True/ True/')"
invited=$(python3 -c 'import sqlite3,sys; print(sqlite3.connect(sys.argv[1]).execute("select id from measure where invites_disclosure order by id").fetchone()[0])' "$S")
"$COPKIT" plan --effort quick --json --pin "$invited=2027Q1" >"$TMP/plan.json"
same "an impossible pin stands alone: order and safety are not given up" "['pinned'] True" "$(field '[x["demand"] for x in d["conflict"]], d["proven"]' | tr -d '()' | sed 's/, True/ True/')"
ok "in words" sh -c "'$COPKIT' plan --effort quick --pin $invited=2027Q1 2>&1 | grep -q 'it can start in Q. 20.. at the earliest'"
refused 2 "plan: no such measure" "$COPKIT" plan --exclude M99
refused 2 "plan: no such measure to explain" "$COPKIT" plan --explain M99
refused 2 "plan: a quarter outside the plan" "$COPKIT" plan --pin M05=2031Q1
refused 2 "plan: a pin without quarter" "$COPKIT" plan --pin M05
refused 2 "plan: an amount that is none" "$COPKIT" plan --budget 12,many
refused 2 "plan: more years than the plan has" "$COPKIT" plan --budget 1,2,3,4,5
refused 2 "plan: no such world" "$COPKIT" plan --scenario war
refused 2 "plan: no such fund" "$COPKIT" plan --scenario lost=nobody
refused 2 "plan: no such institution" "$COPKIT" plan --scenario slow=nobody
refused 2 "plan: a share above the whole" "$COPKIT" plan --prevention 101
refused 2 "plan: an effort that is none" "$COPKIT" plan --effort heroic
refused 2 "plan: no such plan" "$COPKIT" plan --plan nosuch

# --- safety: every option against it ---
inviting=$(python3 -c 'import sqlite3,sys; print(" ".join(r[0] for r in sqlite3.connect(sys.argv[1]).execute("select id from measure where invites_disclosure order by id")))' "$S")
services=$(python3 -c 'import sqlite3,sys; print(",".join(r[0] for r in sqlite3.connect(sys.argv[1]).execute("select id from measure where helpline or referral order by id")))' "$S")
unsafe() { # passes when there is no plan, or a sound one
  "$COPKIT" plan --json --effort quick "$@" >"$TMP/plan.json" 2>"$TMP/err"
  case $? in 1) grep -q '"possible": false' "$TMP/plan.json" ;; 0) python3 "$SRC/tests/cli/plan_check.py" "$TMP/plan.json" "$S" ;; *) cat "$TMP/err"; return 1 ;; esac
}
for m in $inviting; do
  ok "safety: $m pinned to the first quarter" unsafe --pin "$m=2027Q1" --budget 10bn
done
for m in $(printf '%s' "$inviting" | cut -d' ' -f1-3); do
  ok "safety: $m demanded, helpline and referral excluded" unsafe --require "$m" --exclude "$services" --budget 10bn
done
ok "safety: helpline and referral as late as can be" unsafe --after "$(printf '%s' "$services" | sed 's/,/=2028Q2,/g')=2028Q2" --budget 10bn
ok "safety: for nothing" unsafe --cost "$(printf '%s' "$inviting" | sed 's/ /=0,/g')=0"
ok "safety: at least so many that invite" unsafe --at-least "3:$(printf '%s' "$inviting" | tr ' ' ',')" --budget 10bn
ok "safety: all spending for prevention" unsafe --prevention 90 --budget 10bn
ok "safety: a slow helpline" unsafe --scenario slow=CWC:25
ok "safety: excluded services leave all out that invites" unsafe --exclude "$services" --budget 10bn
tap_done

#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# copkit check: the forty points on the example country, and that each kind of
# fault takes points away; every checklist item and capability is answered.
. "$(dirname "$0")/../tap.sh"
S="$TMP/ph.cop"
"$COPKIT" init "$S" --country PH >/dev/null 2>&1
export COPKIT_STORE="$S"
ok "the plan of the country misses no point a machine decides" "$COPKIT" check -q
refused 1 "and is not fit for release before it is adopted and the helpline was called" "$COPKIT" check -q --release
"$COPKIT" check --json >"$TMP/points.json"
point() { python3 -c 'import json,sys; p=json.load(open(sys.argv[1]))["points"][int(sys.argv[2])-1]; print(p.get("score","-"))' "$TMP/points.json" "$1"; }
same "forty points, nine of them block a release" "40 9" "$(python3 -c 'import json,sys; p=json.load(open(sys.argv[1]))["points"]; print(len(p), sum(x["blocks_release"] for x in p))' "$TMP/points.json")"
same "the machine scores no point that is a person's" "True" "$(python3 -c 'import json,sys; print(all(("score" in x) == (x["judged_by"] == "machine") for x in json.load(open(sys.argv[1]))["points"]))' "$TMP/points.json")"
same "12 checklist items and 21 capabilities are covered or waived" 2 "$(point 21)"
ok "said with figures" sh -c "'$COPKIT' check | grep -q '33 items of checklist and capabilities: 33 by a measure, 0 waived with a reason, 0 open'"
same "adoption and the helpline are half met" "1 1" "$(point 1) $(point 36)"

# --- each fault shows ---
fault() { # point, name, file, python expression on text s
  rm -rf "$TMP/pack" && cp -r "$SRC/data/countries/ph" "$TMP/pack" && sed -i 's/^version: .*/version: "2"/' "$TMP/pack/pack.yaml"
  sed -i '/kind: equity_floor/d' "$TMP/pack/texts/fil-plan.yaml" # translations of what a fault removes
  python3 -c 'import re,sys; s=open(sys.argv[1]).read(); t=eval(sys.argv[2]); assert t != s; open(sys.argv[1],"w").write(t)' "$TMP/pack/$3" "$4"
  cp "$S" "$TMP/fault.cop"
  "$COPKIT" import -q -s "$TMP/fault.cop" "$TMP/pack" 2>"$TMP/err" || cat "$TMP/err"
  "$COPKIT" check --json -s "$TMP/fault.cop" >"$TMP/fault.json"
  same "$2" yes "$(python3 -c '
import json, sys
a, b = (json.load(open(f))["points"][int(sys.argv[3]) - 1].get("score", 9) for f in sys.argv[1:3])
print("yes" if b < a else (a, b))' "$TMP/points.json" "$TMP/fault.json" "$1")"
}
fault 1 "no adopting body" plan.yaml 's.replace("    adopting_body: IACAT\n    instrument: a resolution of the council on the proposal of the National Coordination Center\n", "")'
fault 17 "a target in another unit than its indicator" plan.yaml 's.replace("    unit: communities\n", "    unit: per cent\n", 1)'
fault 21 "a capability whose one measure nobody can pay, without a reason" measure-profiles.yaml 're.sub(r"(  - id: M18\n(?:    .*\n)*?    cost_high: )\d+(\n    cost_plan: )\d+", r"\g<1>9000000000\g<2>5000000000", s)'
fault 29 "no floors" plan.yaml 's[:s.index("\nequity_floors:")] + "\n"'
fault 31 "an indicator nobody owns is refused by the store; more than 25 cost the point" plan.yaml 's.replace("\ntarget_steps:", "".join("\n  - {id: T-X%d, objective: SO-1, number: x%d, indicator: IND-15, title: t, unit: per cent, source: s, owner: DOJ, position: %d, mark: E}" % (i, i, 900 + i) for i in range(3)) + "\ntarget_steps:", 1)'
refused 2 "an argument" "$COPKIT" check strategy
refused 3 "no store" "$COPKIT" check -s "$TMP/none.cop"
tap_done

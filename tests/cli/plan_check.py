# SPDX-License-Identifier: Apache-2.0
# A plan of 'copkit plan --json' held against the records of its store, by
# nobody's code but this: order, safety, money, teams, sums, the certified gap.
import json, math, re, sqlite3, sys

def table(db, name):
    cursor = db.execute(f"select * from {name}")
    names = [c[0] for c in cursor.description]
    return [dict(zip(names, row)) for row in cursor]

plan = json.load(open(sys.argv[1]))
db = sqlite3.connect(sys.argv[2])
measures = {m["id"]: m for m in table(db, "measure")}
needs = {}
for row in table(db, "measure_prerequisites"):
    needs.setdefault(row["owner"], []).append(row["target"])
profiles = {p["measure"]: p for p in table(db, "measure_profile")}
teams = {c["institution"]: c["measures"] for c in table(db, "capacity") if c["plan"] == plan["plan"]}
first, quarters = plan["first_year"], 4 * plan["years"]
pinned = set(sys.argv[3:])
def q(name): return (int(name[:4]) - first) * 4 + int(name[5]) - 1

chosen = {m["id"]: m for m in plan["measures"]}
start = {i: q(m["start"]) for i, m in chosen.items()}
end = {i: q(m["first_result"]) + 1 for i, m in chosen.items()}
for i in chosen:
    m = measures[i]
    assert 0 <= start[i] < end[i] <= quarters, i
    if not plan["scenario"]:
        assert end[i] - start[i] == max(1, math.ceil(m["months"] / 3)), i
    for p in needs.get(i, []):
        assert p in chosen and end[p] <= start[i], (i, "starts before", p)
    if m["invites_disclosure"]:
        for kind in ("helpline", "referral"):
            assert any(measures[s][kind] and s != i and end[s] <= start[i] for s in chosen), (i, "starts before a", kind)
    assert not (profiles.get(i) or {}).get("waiver"), (i, "is waived")
    season = re.findall("Q[1-4]", (profiles.get(i) or {}).get("start_quarters") or "")
    assert not season or m["id"] in pinned or "Q%d" % (start[i] % 4 + 1) in season, (i, "starts out of season")
for year in range(plan["years"]):
    cost = sum(m["cost_by_year"][year] for m in chosen.values())
    assert abs(cost - plan["cost_by_year"][year]) < 0.02
    if plan["money_limited"]:
        assert cost <= plan["budget_by_year"][year] + 0.02, year
        assert abs(cost - sum(f["spent"][year] for f in plan["funds"])) < 0.02
        assert all(f["spent"][year] <= f["available"][year] + 0.005 for f in plan["funds"])
if not plan["scenario"]:
    for agency, n in teams.items():
        for t in range(quarters):
            busy = [i for i in chosen if (profiles.get(i) or {}).get("lead") == agency and start[i] <= t < end[i]]
            assert len(busy) <= n, (agency, t, busy)
assert plan["value"] <= plan["bound"]
gap = 100 * (plan["bound"] - plan["value"]) / plan["bound"] if plan["bound"] else 0
assert abs(gap - plan["gap_per_cent"]) < 1e-6
assert plan["proof"] in ("bound", "gap", "optimal") and (plan["proof"] != "optimal" or gap == 0)
assert len(plan["measures"]) + len(plan["left_out"]) == len(measures)
assert all(m["why_left_out"] for m in plan["left_out"])
print(len(chosen), "measures, gap", plan["gap_per_cent"])

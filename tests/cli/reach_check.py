# SPDX-License-Identifier: Apache-2.0
"""Holds what `copkit reach` says against the store, sharing no code with it:
reach_check.py STORE CELLS.csv MIX.json [COUNTRY-LANGUAGES,..]. Prints each
difference. Totals come from the figures of the store; the mix is compared with
every set of measures, worked out cell by cell."""
import csv
import itertools
import json
import sqlite3
import sys
from collections import defaultdict
from math import floor

db = sqlite3.connect(sys.argv[1])
db.row_factory = sqlite3.Row
cells = list(csv.DictReader(open(sys.argv[2])))
mix = json.load(open(sys.argv[3]))
spoken = set(sys.argv[4].split(","))
for c in cells:
    c["children"] = int(c["children"])
values = {r["id"]: r["number"] for r in db.execute("SELECT id, number FROM value")}
margins = [dict(r) for r in db.execute("SELECT * FROM population_margin ORDER BY position, id")]


def size(g):
    x = values[g["value"]] - (values[g["less"]] if g["less"] else 0)
    x *= 1 if g["factor"] is None else g["factor"]
    return x * 100 / values[g["over"]] if g["over"] else x


def largest_remainder(whole, weights):
    exact = [whole * w / sum(weights) for w in weights]
    parts = [floor(e) for e in exact]
    for i in sorted(range(len(exact)), key=lambda i: (-(exact[i] - parts[i]), i))[: whole - sum(parts)]:
        parts[i] += 1
    return parts


def differs(what, ours, theirs):
    if ours != theirs:
        print(f"{what}: {theirs}, by the store {ours}")


of = lambda d: [g for g in margins if g["dimension"] == d and g["rule"] != "leaning"]
total = round(size(of("total")[0]))
differs("all cells", total, sum(c["children"] for c in cells))
if any(c["children"] < 0 for c in cells):
    print("a cell is negative")


def side(name, keys, weights, column=None):
    sums = defaultdict(int)
    for c in cells:
        sums[c[column or name]] += c["children"]
    for key, part in zip(keys, largest_remainder(total, weights)):
        differs(f"{name} {key}", part, sums.pop(key, 0))
    if sums:
        print(f"{name}: groups that are in no record: {sorted(sums)}")


def shares(groups):
    w = [0 if g["rule"] == "rest" else 100 / len(groups) if g["rule"] == "even" else size(g) for g in groups]
    return [100 - sum(w) if g["rule"] == "rest" else x for g, x in zip(groups, w)]


regions = db.execute("SELECT id, population FROM area WHERE level = 'region' AND population IS NOT NULL ORDER BY position, id").fetchall()
side("region", [r["id"] for r in regions], [r["population"] for r in regions])
for d in ("sex", "literacy", "connectivity"):
    side(d, [g["category"] for g in of(d)], shares(of(d)))
languages = db.execute("SELECT id, households FROM language WHERE households IS NOT NULL ORDER BY position, id").fetchall()
side("language", [l["id"] for l in languages] + [g["category"] for g in of("language")], [l["households"] for l in languages] + [size(g) for g in of("language")])
ages = of("age")
sums = defaultdict(int)
for c in cells:
    sums[c["age"]] += c["children"]
for age, part in zip(ages, largest_remainder(total, [size(g) for g in ages])):
    inside = [g for g in of("school") if g["within"] == age["category"]]
    for g, n in zip(inside, largest_remainder(part, shares(inside))):
        differs(f"age {age['category']} {g['category']}", n, sums[f"{age['category']}/{g['category']}"])

# --- the mix ---
LITERACY, CONNECTION = ["none", "low", "full"], ["none", "voice", "data"]
channels = {r["id"]: dict(r) for r in db.execute("SELECT * FROM channel")}
reaches = [dict(r) for r in db.execute("SELECT * FROM channel_reach ORDER BY position, id")]
classes = {r["id"]: r["high"] for r in db.execute("SELECT id, high FROM cost_class")}
cost = {}
for r in reaches:
    if r["measure"]:
        row = db.execute("SELECT cost_plan FROM measure_profile WHERE measure = ? AND cost_plan IS NOT NULL", (r["measure"],)).fetchone()
        cost[r["measure"]] = row[0] if row else classes[db.execute("SELECT cost_class FROM measure WHERE id = ?", (r["measure"],)).fetchone()[0]]
differs("measures", sorted(cost), sorted(r["measure"] for r in mix["runs"]))
for r in mix["runs"]:
    differs(f"cost of {r['measure']}", cost[r["measure"]], r["cost"])


def reached(chosen, kind):
    out, literacy, connection = kind
    figures = {}
    for r in reaches:
        ch = channels[r["channel"]]
        if r["measure"] not in chosen or not (r["all"] or r["value"]):
            continue
        if r["setting"] == ("in-school" if out else "out-of-school"):
            continue
        if LITERACY.index(ch["literacy"]) > LITERACY.index(literacy) or max(CONNECTION.index(ch["connectivity"]), CONNECTION.index(r["connectivity"])) > CONNECTION.index(connection):
            continue
        figures[r["value"] or r["id"]] = 1.0 if r["all"] else values[r["value"]] / 100
    missed = 1.0
    for share in figures.values():
        missed *= 1 - share
    return 1 - missed, max(figures.values(), default=0.0), min(1.0, sum(figures.values()))


def hard(c):
    return [name for name, yes in (("out-of-school", c["age"].endswith("/out-of-school")), ("no-reading", c["literacy"] == "none"),
                                   ("no-connection", c["connectivity"] != "data"), ("language", c["language"] not in spoken)) if yes]


table = defaultdict(int)
for c in cells:
    table[(c["age"].endswith("/out-of-school"), c["literacy"], c["connectivity"]), c["region"], tuple(hard(c))] += c["children"]


def judge(chosen):
    known = {k: reached(chosen, k) for k in {key[0] for key in table}}
    worth, got, all_ = 0.0, defaultdict(lambda: [0.0, 0.0, 0.0]), defaultdict(int)
    for (kind, region, groups), n in table.items():
        worth += n * known[kind][0] * (1 + len(groups))
        for g in ("all", "region " + region, *groups):
            all_[g] += n
            for i in range(3):
                got[g][i] += n * known[kind][i]
    return worth, got, all_


def kept(got, all_):
    low = lambda name: min(got[g][0] / all_[g] for g in all_ if (g.startswith("region ") if name == "region" else g == name))
    return all(low(f["group"]) >= f["share"] - 1e-12 for f in mix["floors"])


chosen = {r["measure"] for r in mix["runs"] if r["chosen"]}
worth, got, all_ = judge(chosen)
spent = sum(cost[m] for m in chosen)
differs("spent", spent, mix["spent"])
if spent > mix["budget"]:
    print("more is spent than there is")
if abs(worth - mix["worth"]) > 1e-6 * worth:
    print(f"worth {mix['worth']}, by the store {worth}")
differs("floors are kept", kept(got, all_), mix["feasible"])
for g in mix["groups"]:
    name = "region " + g["key"] if g["kind"] == "region" else g["key"]
    differs(f"children of {name}", all_[name], g["children"])
    for key, value in zip(("reach", "least", "most"), got[name]):
        if abs(g[key] - value) > 0.01:
            print(f"{key} of {name}: {g[key]}, by the store {value}")
    if not g["least"] - 1e-6 <= g["reach"] <= g["most"] + 1e-6:
        print(f"{name}: least, reach, most are out of order")
regional = [g for g in mix["groups"] if g["kind"] == "region"]
differs("reached in all regions", sum(g["reached"] for g in regional), mix["groups"][0]["reached"])
differs("children in all regions", sum(g["children"] for g in regional), total)
able = sorted({r["measure"] for r in reaches if r["measure"] and (r["all"] or r["value"])})  # others reach nobody and only cost
for n in range(len(able) + 1):
    for other in itertools.combinations(able, n):
        if sum(cost[m] for m in other) > mix["budget"]:
            continue
        w, o, a = judge(set(other))
        if kept(o, a) and (not mix["feasible"] or w > worth * (1 + 1e-9)):
            print(f"better: {other}, worth {w}")

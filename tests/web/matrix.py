# SPDX-License-Identifier: Apache-2.0
# matrix.py COPKIT STORE URL SRC -- every role x every address x every kind of
# record, one's own and another's: what the desk answers against what the tables
# model/roles.def and web/routes.def say, read here by other code. Nothing is left
# out: a kind or an address that is added is asked for the next time.
import json, os, re, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from signin import Person, account

copkit, store, url, src = sys.argv[1:5]
GROUPS = {"WORDS", "FACTS", "MONEY", "REVIEW", "LIFE"}


def rows(path, macro):
    text = re.sub(r"/\*.*?\*/", "", open(os.path.join(src, path)).read(), flags=re.S)
    return [m.group(1) for m in re.finditer(r"^ *%s\((.*)\)$" % macro, text, re.M)]


def parts(row):
    return [p.strip() for p in re.findall(r'"[^"]*"|[^,]+', row)]


subjects = {"NONE"} | {parts(r)[0] for r in rows("src/model/roles.def", "SUBJECT")}
kind_subject = dict(parts(r) for r in rows("src/model/roles.def", "KIND"))
section = {parts(r)[0].strip('"'): parts(r)[1] for r in rows("src/model/roles.def", "SECTION")}


def subject_set(text):
    return set(subjects) if "ALL" in text else set(re.findall(r"S\((\w+)\)", text))


roles = {}
for r in rows("src/model/roles.def", "ROLE"):
    p = parts(r)
    roles[p[0]] = {"scope": p[1], "duties": set(re.findall(r"COP_DUTY_(\w+)", p[2])), "sees": set(), "edits": {}}
for r in rows("src/model/roles.def", "SEES"):
    name, what = r.split(",", 1)
    roles[name.strip()]["sees"] |= subject_set(what)
for r in rows("src/model/roles.def", "EDITS"):
    name, what, groups = r.split(",")
    for s in subject_set(what):
        roles[name.strip()]["edits"].setdefault(s, set()).update(GROUPS if "ALL" in groups else set(re.findall(r"COP_GROUP_(\w+)", groups)))

kinds, refs = [], {}
for line in open(os.path.join(src, "src/model/schema.def")):
    m = re.match(r"ENTITY\((\w+)", line)
    if m:
        kinds.append(m.group(1))
        refs[kinds[-1]] = []
    m = kinds and re.match(r" *(REFS?)\((\w+), (\w+)", line)
    if m:
        refs[kinds[-1]].append((m.group(2), m.group(3)))
    if kinds and line.startswith("  PROVENANCE"):
        refs[kinds[-1]].append(("source", "source"))

# --- people ---
INSTITUTION, AREA = "DSWD", "T-1"
owner = account(copkit, store, url, "owner", "owner")


def make(kind, ident, **fields):
    owner.form("/account")
    answer = owner.post("/new/" + kind, [("id", ident)] + [("f." + k, v) for k, v in fields.items()])
    assert answer.status == 303, (kind, ident, answer.status, re.findall(r'class="error"[^>]*>([^<]*)', answer.text))


make("area", "T-1", name="North", level="region", position="1", mark="E")
make("area", "T-2", name="North town", level="municipality", parent="T-1", position="2", mark="E")
make("area", "T-3", name="South", level="region", position="3", mark="E")
for ident, area in (("T-C1", "T-2"), ("T-C2", "T-3")):
    make("consultation", ident, area=area, held_on="2026-11-01", participants="12", asked_for="To be heard", mark="E")
data = {k: {r["id"]: r for r in json.loads(owner.get("/api/v1/" + k).body)} for k in kinds}
people = {"owner": owner}
for name, role in roles.items():
    if name != "owner":
        people[name] = account(copkit, store, url, name, name + {"COUNTRY": "", "INSTITUTION": ":" + INSTITUTION, "AREA": ":" + AREA}[role["scope"]])
people["nobody"] = account(copkit, store, url, "nobody")
roles["nobody"] = {"scope": "COUNTRY", "duties": set(), "sees": set(), "edits": {}}
stranger = Person(url)
stranger.form("/sign-in")


# --- what must be ---
def lists(value):
    return value if isinstance(value, list) else [value] if value else []


def belongs(kind, ident, scope):
    if scope == "AREA":
        while kind == "area" and ident:
            if ident == AREA:
                return True
            ident = data["area"].get(ident, {}).get("parent")
        return False
    if kind == "measure":
        x = data["measure_profile"].get(ident, {})
        return x.get("lead") == INSTITUTION or INSTITUTION in lists(x.get("support"))
    if kind == "initiative":
        return data["initiative"].get(ident, {}).get("owner") == INSTITUTION
    return kind == "institution" and ident == INSTITUTION


def mine(kind, record, scope):
    return scope == "COUNTRY" or belongs(kind, record["id"], scope) or any(belongs(t, i, scope) for f, t in refs[kind] for i in lists(record.get(f)))


def subject(kind):
    return kind_subject.get(kind, "NONE")


def sees(role, kind, record):
    s = subject(kind)
    return s in role["sees"] and (record is None or s in ("CATALOGUE", "COUNTRY") or mine(kind, record, role["scope"]))


def edits(role, kind, record):
    s = subject(kind)
    ok = s in role["sees"] and (record is None or mine(kind, record, role["scope"]))
    return role["edits"].get(s, set()) if ok else set()


def sees_all(role, s):
    return s in role["sees"] and (s in ("CATALOGUE", "COUNTRY") or role["scope"] == "COUNTRY")


def allowed(role, right, method, pattern, kind, record):
    has = {"PUBLIC": True, "SELF": True, "READ": bool(role["sees"]), "EDIT": any(role["edits"].values())}
    if not has.get(right, right in role["duties"]):
        return False
    if right not in ("READ", "EDIT"):
        return True
    first = pattern.split("/")[1]
    if ":kind" in pattern:
        if right == "READ":
            return sees(role, kind, record)
        groups = edits(role, kind, record)
        comes = first in ("new", "remove") or (record is None and first not in ("edit", "api"))
        return "LIFE" in groups if comes else bool(groups)
    if first in ("search", "mine", "records", "api"):
        return True
    if first in section:
        return sees_all(role, section[first])
    return all(sees_all(role, s) for s in subjects)


# --- asking ---
counted, wrong = 0, []


def ask(name, method, path, want):
    global counted
    person = people.get(name, stranger)
    answer = person.get(path) if method == "GET" else person.post(path) if method == "POST" and not path.startswith("/api/") else \
        person.ask(method, path, None if method == "DELETE" else "[]", {"Content-Type": "application/json"})
    counted += 1
    if name == "stranger":
        got = answer.status not in (401,) and not (answer.status == 303 and answer.headers["Location"].startswith("/sign-in"))
    else:
        got = answer.status != 403 and not (path == "/" and answer.status == 303)
    if got != want or answer.status >= 500:
        wrong.append("%s %s %s: %s, but %s" % (name, method, path, answer.status, "should be let in" if want else "should be kept out"))


routes = []
for macro in ("PAGE", "TABLE", "POST"):
    for r in rows("src/web/routes.def", macro):
        p = parts(r)
        routes.append(("POST" if macro == "POST" else "GET", p[0].strip('"'), p[1]))
routes += [(p[0], p[1].strip('"'), p[2]) for p in map(parts, rows("src/web/routes.def", "CALL"))]
examples = {":chapter": "harm", ":framework": "ITU-CL", ":question": "LR-01", ":initiative": "INI-PSP", ":measure": "M19", ":message": "MSG-U9-1",
            ":account": "no-such-account", ":invitation": "none", ":job": "none", ":name": "none", ":format": "oscal", "*path": "none", "*id": "CRC"}
for method, pattern, right in routes:
    if pattern in ("/sign-out", "/sign-in", "/sign-in/passkey", "/admin/backup") or pattern.startswith("/join/"):
        continue  # asked at the end, or the same for all
    for name in list(roles) + ["stranger"]:
        role = roles.get(name)
        if ":kind" not in pattern:
            path = re.sub(r"[:*]\w+", lambda m: examples.get(m.group(0), "none"), pattern)
            ask(name, method, path, right == "PUBLIC" if role is None else allowed(role, right, method, pattern, None, None))
            continue
        for kind in kinds:
            if "*id" not in pattern:
                ask(name, method, pattern.replace(":kind", kind), False if role is None else allowed(role, right, method, pattern, kind, None))
                continue
            chosen = {}
            for record in data[kind].values():  # one of each sort: own or not, by institution and by area
                chosen.setdefault((mine(kind, record, "INSTITUTION"), mine(kind, record, "AREA")), record)
            for record in chosen.values():
                ask(name, method, pattern.replace(":kind", kind).replace("*id", record["id"]),
                    False if role is None else allowed(role, right, method, pattern, kind, record))

# What lists hold: exactly what may be seen, for roles of narrow scope too.
for name in ("agency_editor", "partner", "translator"):
    for kind in kinds:
        if sees(roles[name], kind, None):
            counted += 1
            got = {r["id"] for r in json.loads(people[name].get("/api/v1/" + kind).body)}
            want = {i for i, r in data[kind].items() if sees(roles[name], kind, r)}
            if got != want:
                wrong.append("%s: list of %s has %s too many, %s too few" % (name, kind, sorted(got - want)[:3], sorted(want - got)[:3]))
for name in roles:
    counted += 1
    if people[name].get("/admin/backup").status == 200 and "ADMIN" not in roles[name]["duties"]:
        wrong.append(name + " downloads the whole store")
# What a country thinks of itself shows through on no page of those who may not read it:
# not its words, and not the score a measure gets from it.
words = {r.get("basis") for r in data["assessment"].values()} - {None, ""}
asked = {r["code"] for r in data["requirement"].values() if r["id"] in {a["requirement"] for a in data["assessment"].values()}}
for name in roles:
    if sees(roles[name], "assessment", None):
        continue
    for path in ["/"] + ["/plan/" + m for m in sorted(data["measure"])]:
        answer = people[name].get(path)
        counted += 1
        if answer.status == 200 and any(w.replace("'", "&#39;") in answer.text or w in answer.text for w in words):
            wrong.append("%s reads a self-assessment on %s" % (name, path))
        codes = set(re.findall(r'<td[^>]*>((?:ITU-CL|MNR)[^<]*)<', answer.text)) & asked
        if answer.status == 200 and codes:
            wrong.append("%s reads on %s the score of %s" % (name, path, sorted(codes)[:3]))
left = [k for k in kinds if k not in kind_subject]
for line in wrong[:40]:
    print(line)
print("%d answers, %d wrong%s" % (counted, len(wrong), "; the owner's alone: " + " ".join(left) if left else ""))
sys.exit(1 if wrong or counted < 3000 else 0)

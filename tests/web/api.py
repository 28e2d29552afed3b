# SPDX-License-Identifier: Apache-2.0
# api.py URL SRC -- records written by a program. Prints "ok NAME" or "not ok NAME".
import json, os, re, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from signin import Person

url, src = sys.argv[1:3]
program = Person(url)


def say(good, name):
    print(("ok " if good else "not ok ") + name, flush=True)


def same(want, got, name):
    say(want == got, name if want == got else "%s (%r, got %r)" % (name, want, got))


def send(method, path, body=None, **headers):
    sent = {"Content-Type": "application/json"} if body is not None else {}
    sent.update({k.replace("_", "-"): v for k, v in headers.items()})
    return program.ask(method, "/api/v1" + path, json.dumps(body) if body is not None and not isinstance(body, str) else body, sent)


def read(path):
    return json.loads(program.get("/api/v1" + path).body)


# --- one record ---
answer = program.get("/api/v1/helpline/makabata-1383")
tag = answer.headers["ETag"]
same('"r1"', tag, "the entity tag is the revision")
same(304, program.get("/api/v1/helpline/makabata-1383", **{"If-None-Match": tag}).status, "what is known is not sent again")
record = json.loads(answer.body)
record["hours"] = "day and night"
same(428, send("PUT", "/helpline/makabata-1383", record).status, "a change without a condition")
same(412, send("PUT", "/helpline/makabata-1383", record, If_Match='"r7"').status, "on a revision that is not the newest")
same(412, send("PUT", "/helpline/makabata-1383", record, If_Match="r1").status, "on an entity tag that is none")
same(412, send("PUT", "/helpline/makabata-1383", record, If_None_Match="*").status, "as if it were new")
answer = send("PUT", "/helpline/makabata-1383", record, If_Match=tag)
same((200, '"r2"'), (answer.status, answer.headers["ETag"]), "on what was read")
same("day and night", read("/helpline/makabata-1383")["hours"], "it is kept")
same(412, send("PUT", "/helpline/makabata-1383", record, If_Match=tag).status, "the second writer is told")
duty = {"id": "D-API", "title": "A duty", "from_whom": "we", "to_whom": "them", "frequency": "yearly", "due": ["03-01"], "position": 99, "mark": "E"}
answer = send("PUT", "/duty/D-API", duty, If_None_Match="*")
same((201, "/api/v1/duty/D-API"), (answer.status, answer.headers.get("Location")), "a new record")
same(412, send("PUT", "/duty/D-API", duty, If_None_Match="*").status, "is not new twice")
same(412, send("PUT", "/duty/D-NONE", dict(duty, id="D-NONE"), If_Match='"r1"').status, "a change of what is not there")

# --- what is refused ---
answer = send("PUT", "/duty/D-2", dict(duty, id="D-2", frequency="often", colour="red", position="first"), If_None_Match="*")
same((422, "application/problem+json"), (answer.status, answer.headers["Content-Type"]), "a record with three faults")
faults = " ".join(e["detail"] for e in json.loads(answer.body)["errors"])
say(all(w in faults for w in ("often", "colour", "position")), "names each (%s)" % faults)
same(422, send("PUT", "/duty/D-2", duty, If_None_Match="*").status, "an id that is not that of the address")
same(422, send("PUT", "/duty/D-2", dict(duty, id="D-2", due=["13-45"]), If_None_Match="*").status, "a rule that is broken")
same(422, send("PUT", "/duty/D-2", [duty], If_None_Match="*").status, "a list for a record")
same(400, send("PUT", "/duty/D-2", "{not json", If_None_Match="*").status, "what is no JSON")
same(400, send("PUT", "/duty/D-2", "[" * 5000, If_None_Match="*").status, "nesting without end")
same(404, send("PUT", "/nothing/X", {"id": "X"}, If_None_Match="*").status, "a kind that is none")
same(415, program.ask("PUT", "/api/v1/duty/D-2", json.dumps(dict(duty, id="D-2")), {"If-None-Match": "*", "Content-Type": "text/plain"}).status,
     "what the form of another site could send")
same(403, send("PUT", "/duty/D-2", dict(duty, id="D-2"), If_None_Match="*", Origin="https://evil.example").status, "a page of another site")
same(403, send("PUT", "/duty/D-2", dict(duty, id="D-2"), If_None_Match="*", Sec_Fetch_Site="cross-site").status, "and one that says so")
same(405, program.ask("OPTIONS", "/api/v1/duty/D-2", None, {"Origin": "https://evil.example", "Access-Control-Request-Method": "PUT"}).status, "asking first is answered by no")
same(413, program.ask("PUT", "/api/v1/duty/D-2", "x" * (1024 * 1024 + 1), {"If-None-Match": "*", "Content-Type": "application/json"}).status, "more than a megabyte")
same(404, program.get("/api/v1/duty/D-2").status, "nothing of it was kept")

# --- many ---
many = [dict(duty, id="D-%d" % i) for i in range(10, 210)]
answer = send("POST", "/duty", many)
same((200, 200), (answer.status, len(json.loads(answer.body))), "two hundred at once")
same({"id": "D-10", "revision": 1}, json.loads(answer.body)[0], "with their revisions")
broken = [dict(duty, id="D-300"), dict(duty, id="D-301", due=["13-45"])]
same(422, send("POST", "/duty", broken).status, "one broken among many")
same(404, program.get("/api/v1/duty/D-300").status, "and none is kept")
same(412, send("POST", "/duty", [dict(duty, id="D-302"), dict(duty, id="D-10", revision=7)]).status, "one that somebody else changed")
same(404, program.get("/api/v1/duty/D-302").status, "and none is kept again")
same(200, send("POST", "/duty", [dict(duty, id="D-10", title="Another title", revision=1)]).status, "one with its revision is changed")
same(("Another title", 2), (read("/duty/D-10")["title"], read("/duty/D-10")["revision"]), "and counts up")

# --- removing ---
same(428, send("DELETE", "/duty/D-11").status, "removing without a condition")
same(412, send("DELETE", "/duty/D-11", If_Match='"r9"').status, "on another revision")
same(204, send("DELETE", "/duty/D-11", If_Match='"r1"').status, "on the one that was read")
same(404, program.get("/api/v1/duty/D-11").status, "it is gone")
same(404, send("DELETE", "/duty/D-11", If_Match='"r1"').status, "twice is once")
same(409, send("DELETE", "/institution/CWC", If_Match='"r1"').status, "what others refer to stays")

# --- the description ---
spec = read("/openapi.json")
same("3.1.0", spec["openapi"], "OpenAPI 3.1")
text = json.dumps(spec)
names = set(spec["components"]["schemas"])
say(set(re.findall(r'"#/components/schemas/(\w+)"', text)) <= names, "every reference leads somewhere")
ids = [o["operationId"] for path in spec["paths"].values() for o in path.values()]
say(len(ids) == len(set(ids)) and len(ids) > 250, "%d operations, each with a name of its own" % len(ids))
kinds = [k["kind"] for k in read("")]
say(all({"get", "post"} == set(spec["paths"]["/api/v1/" + k]) and {"get", "put", "delete"} == set(spec["paths"]["/api/v1/%s/{id}" % k]) for k in kinds),
    "all that routes.def has for records, for each kind")
holes = [p for p in spec["paths"] if set(re.findall(r"{(\w+)}", p)) != {q["name"] for q in next(iter(spec["paths"][p].values()))["parameters"] if q["in"] == "path"}
         and "get" in spec["paths"][p]]
say(not holes, "every hole of an address is a parameter %s" % holes[:3])
one = spec["components"]["schemas"]["duty"]
say(set(one["required"]) >= {"id", "title"} and set(read("/duty/D-10")) <= set(one["properties"]), "a record is as its schema says")

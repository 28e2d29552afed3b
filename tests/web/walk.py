# SPDX-License-Identifier: Apache-2.0
# walk.py COPKIT STORE URL SRC -- every address of web/routes.def is asked: reading
# changes nothing, what changes something is not read, folders are not listed, and
# each answer carries the policies. Prints "ok NAME" or "not ok NAME".
import os, re, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from signin import Person

copkit, store, url, src = sys.argv[1:5]


def say(good, name, wrong=()):
    print(("ok " if good else "not ok ") + name + (" %s" % list(wrong)[:4] if wrong else ""), flush=True)


def entries():
    return subprocess.run([copkit, "log", "list", "-s", store], capture_output=True, text=True).stdout


routes = re.findall(r'^(PAGE|TABLE|POST|SEND|FETCH)\("([^"]*)"', open(os.path.join(src, "src/web/routes.def")).read(), re.M)
read = [p for kind, p in routes if kind in ("PAGE", "TABLE", "FETCH")]
fits = [re.compile("/".join(re.escape(x) if x[:1] not in (":", "*") else "[^/]+" if x[0] == ":" else ".+" for x in p.split("/"))) for p in read]
fill = lambda p: re.sub(r"[:*]\w+", "none", p)
who = Person(url)
before = entries()
answers = {p: who.get(fill(p)) for p in read if p != "/admin/backup"}
for line in open(os.path.join(src, "tests/web/pages.txt")).read().split()[:60]:
    answers[line] = who.get(line)
say(before == entries() and len(before) > 100, "reading every address changes nothing in the store's log")
writes = [fill(p) for kind, p in routes if kind in ("POST", "SEND")]
alone = [p for p in writes if not any(f.fullmatch(p) for f in fits)]
wrong = [p for p in alone if who.get(p).status != 405]
say(len(alone) > 5 and not wrong, "what changes something is not read: 405", wrong)
policies = ("default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors ")
wrong = [p for p, a in answers.items() if not all(w in a.headers.get("Content-Security-Policy", "") for w in policies)]
say(not wrong, "every answer says what its page may load, and who may frame it", wrong)
wrong = [p for p, a in answers.items() if a.headers.get("X-Content-Type-Options") != "nosniff" or a.headers.get("Referrer-Policy") != "no-referrer" or a.headers.get("Access-Control-Allow-Origin")]
say(not wrong, "is not sniffed, names no page it came from, and is open to no other origin", wrong)
wrong = [p for p, a in answers.items() if a.status >= 500]
say(not wrong, "none fails", wrong)
wrong = [p for p in ("/assets/", "/assets", "/documents/file/", "/documents/file/.", "/.git/config", "/documents/file/.git/config") if who.get(p).status not in (400, 404)]
say(not wrong, "no folder is listed, and nothing of the source is there", wrong)
wrong = [m for m in ("TRACE", "TRACK", "CONNECT", "DEBUG") if who.ask(m, "/").status != 405]
say(not wrong, "TRACE and its kin are refused", wrong)

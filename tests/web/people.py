# SPDX-License-Identifier: Apache-2.0
# people.py COPKIT STORE URL -- joining, signing in and out, sessions, tokens,
# roles, handing over; what is refused. Prints "ok NAME" or "not ok NAME".
import json, os, re, sqlite3, subprocess, sys, time
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from signin import Person, account, totp

copkit, store, url = sys.argv[1:4]
LOG = os.environ.get("DESK_LOG")


def say(good, name):
    print(("ok " if good else "not ok ") + name, flush=True)


def same(want, got, name):
    say(want == got, name if want == got else "%s (%r, got %r)" % (name, want, got))


# --- the first person, by the page ---
first = Person(url)
page = first.form("/people")
say("This desk has no accounts" in page.text, "a desk without accounts says so")
page = first.post("/people", {"name": "Ana Cruz", "account": "ana", "role": "owner"})
invitation = re.search(r'id="invitation" href="(/join/[^"]+)"', page.text)
say(invitation is not None, "one form makes the first invitation")
invitation = invitation.group(1)
same(200, first.get("/law").status, "until somebody has joined the desk stays open to this machine")
same(404, Person(url).get("/join/" + "A" * 43).status, "an invitation that is none")
ana = Person(url)
page = ana.form(invitation)
say("Ana Cruz" in page.text and 'autocomplete="new-password"' in page.text, "the invitation greets by name")
say(re.search(r'<input type="password"[^>]*name="password"', page.text) is not None and "onpaste" not in page.text, "a password is masked, and may be pasted or kept by the browser")
hexed = re.search(r'name="secret" value="([0-9a-f]{40})"', page.text).group(1)
secret = bytes.fromhex(hexed)
shown = re.search(r'id="secret-letters">([A-Z2-7 ]+)<', page.text).group(1)
import base64
same(secret, base64.b32decode(shown.replace(" ", "")), "letters and square hold the same secret")
for password, why in (("short", "short"), ("passwordpassword", "first somebody would try"), ("abcdefghijklmnop", "first somebody would try"), ("ana cruz 123", "a name that anybody"), ("aaaaaaaaaaaaaa", "first somebody"),
                      ("Leavemealone", "first somebody")):
    answer = ana.post(invitation, {"secret": hexed, "password": password, "code": totp(secret)})
    say(answer.status == 422 and why in answer.text, "the password '%s' will not do" % password)
answer = ana.post(invitation, {"secret": hexed, "password": "seven quiet lamps", "code": "000000" if totp(secret) != "000000" else "111111"})
say(answer.status == 422 and "code did not fit" in answer.text, "nor will a wrong code")
spent = totp(secret)
answer = ana.post(invitation, {"secret": hexed, "password": "seven quiet lamps", "code": spent})
ana.codes = re.findall(r"<code>((?:[A-Z2-7]{4}-){5}[A-Z2-7]{4})</code>", answer.text)
say(answer.status == 200 and len(ana.codes) == 10, "joining shows ten codes for paper")
same(404, Person(url).get(invitation).status, "the invitation was good once")
joined_at = time.time()

# --- signing in ---
stranger = Person(url)
answer = stranger.get("/law?status=partly")
say(answer.status == 303 and answer.headers["Location"].startswith("/sign-in?to="), "from now on everybody signs in")
same(401, stranger.get("/api/v1/measure").status, "programs too")
same("Bearer", stranger.get("/law.json").headers.get("WWW-Authenticate"), "and are told how")
same(200, stranger.get("/healthz").status, "the sign of life stays open")
stranger.form("/sign-in")
same(403, stranger.post("/sign-in", {"account": "ana", "password": "seven quiet lamps", "code": spent}).status, "the code of joining is spent")
same(403, stranger.post("/sign-in", {"account": "ana", "password": "wrong", "code": ana.codes[0]}).status, "a wrong password")
wrong = stranger.post("/sign-in", {"account": "nobody", "password": "wrong", "code": "123456"})
right = stranger.post("/sign-in", {"account": "ana", "password": "wrong", "code": "123456"})
strip = lambda t: re.sub(r'value="[^"]*"', "", t)
say(strip(wrong.text) == strip(right.text), "nothing tells which accounts there are")
same(403, stranger.post("/sign-in", {"account": "ana", "password": "seven quiet lamps", "code": ana.codes[0]}, token=False).status, "a form of another site")
answer = stranger.post("/sign-in", {"account": "ana", "password": "seven quiet lamps", "code": ana.codes[0].lower().replace("-", " "), "to": "/law?status=partly"})
same((303, "/law?status=partly"), (answer.status, answer.headers.get("Location")), "a code from paper opens, however it is typed, and leads on")
cookie = answer.headers["Set-Cookie"]
say("HttpOnly" in cookie and "SameSite=Strict" in cookie and len(cookie.split("=")[1].split(";")[0]) == 43, "the session's name is hidden from scripts and other sites")
ana.form("/sign-in")
same(403, ana.post("/sign-in", {"account": "ana", "password": "seven quiet lamps", "code": ana.codes[0]}).status, "the same code opens nothing twice")
before = dict(ana.cookies)
answer = ana.post("/sign-in", {"account": "ana", "password": "seven quiet lamps", "code": ana.codes[1], "to": "//evil.example/"})
same("/", answer.headers.get("Location"), "and never leads elsewhere")
say(ana.cookies["copkit"] != before["copkit"], "signing in makes a new session")
say("Ana Cruz" in ana.get("/").text, "each page says who is signed in")
here = os.path.dirname(os.path.abspath(__file__))
# The forms for a device without a network stand alone: no page of a person, no menu.
pages = [line for line in open(os.path.join(here, "pages.txt")).read().split() if line.count("/") == 1] + ["/account", "/people/ana", "/edit/measure/M19"]
seen = [(path, ana.get(path)) for path in pages]
without = [path for path, answer in seen if answer.status == 200 and answer.headers.get_content_type() == "text/html" and 'href="/sign-out"' not in answer.text]
say(len([1 for path, answer in seen if answer.status == 200]) > 15 and without == [], "and lets them sign out %s" % without[:5])
ana.password = "seven quiet lamps"
behind = Person(url)
answer = behind.get("/sign-in", **{"X-Forwarded-Proto": "https"})
say("__Host-copkit=" in answer.headers["Set-Cookie"] and "Secure" in answer.headers["Set-Cookie"] and "max-age=31536000" in answer.headers["Strict-Transport-Security"],
    "behind a proxy with TLS the cookie goes nowhere else")

# --- too many tries ---
guess = Person(url)
guess.form("/sign-in")
codes = [guess.post("/sign-in", {"account": "zoe", "password": "guess %d" % i, "code": "123456"}).status for i in range(7)]
say(codes[:5] == [403] * 5 and 429 in codes[5:], "after five wrong tries the sixth waits (%s)" % codes)
same(200, ana.get("/account").status, "others are not locked out")

# --- sessions ---
page = ana.form("/account")
handles = re.findall(r'name="session" value="([0-9a-f]{64})"', page.text)
same(1, len(handles), "the other session is listed")
say(stranger.cookies["copkit"] not in page.text, "not by its name")
same(200, stranger.get("/law").status, "it works")
same(303, ana.post("/account/session", {"session": handles[0]}).status, "it is ended from here")
same(303, stranger.get("/law").status, "and is over at once")
same(422, ana.post("/account/session", {"session": "0" * 64}).status, "one that is not there")

# --- people and roles ---
ana.form("/account")
page = ana.post("/people", {"name": "Ben Reyes", "account": "ben", "role": "agency_editor", "target": "DSWD"})
ben = Person(url)
ben.join(re.search(r'href="(/join/[^"]+)"', page.text).group(1), "nine green boats")
same(303, ben.sign_in("ben").status, "an agency editor joins")
same("/mine", ben.get("/").headers.get("Location"), "the first page is what is theirs")
mine = ben.get("/mine").text
profiles = json.loads(ana.get("/api/v1/measure_profile").body)
own = [r for r in profiles if r["lead"] == "DSWD" or "DSWD" in (r.get("support") or [])]
other = [r for r in profiles if r not in own]
say(own and all("/edit/measure_profile/%s\"" % r["id"] in mine for r in own) and not any("/edit/measure_profile/%s\"" % r["id"] in mine for r in other), "all of it and nothing else")
same(sorted(r["id"] for r in own), sorted(r["id"] for r in json.loads(ben.get("/api/v1/measure_profile").body)), "programs see the same")
say("/law\"" not in mine and "/admin\"" not in mine, "what is closed is not in the menu")
same(403, ben.get("/edit/measure_profile/" + other[0]["id"]).status, "another's measure is closed")
found = ben.get("/search?q=helpline").text
say("/record/answer/" not in found and "/law/" not in found, "search finds nothing of it")
target = own[0]["id"]
page = ben.form("/edit/measure_profile/" + target)
say('name="f.deliverable"' in page.text and 'name="f.cost_plan"' not in page.text, "the form asks for words, not for money")
revision = re.search(r'name="revision" value="(\d+)"', page.text).group(1)
answer = ben.post("/edit/measure_profile/" + target, {"revision": revision, "f.cost_plan": "1"})
say(answer.status == 422 and "cost_plan" in answer.text, "money sent all the same is refused, with the field's name")
if own[0].get("lead") == "DSWD":
    answer = ben.post("/edit/measure_profile/" + target, [("revision", revision), ("f.lead", other[0]["lead"]), ("f.support", "")])
    same(422, answer.status, "a record is not given away")
answer = ben.post("/edit/measure_profile/" + target, {"revision": revision, "f.deliverable": "A desk in each office"})
same(303, answer.status, "words are kept")
log = subprocess.run([copkit, "log", "list", "-s", store, "--record", "measure_profile/" + target], capture_output=True, text=True).stdout
say(" ben " in log, "under the person's name")
same(403, ben.get("/people/ana").status, "accounts are the owner's")

# --- tokens ---
page = ana.form("/account")
page = ana.post("/account/token", {"name": "reader", "scopes": "read:law", "expires": "2099-01-01"})
token = re.search(r'id="new-token">(cop_[A-Za-z0-9_-]{43})<', page.text).group(1)
say(token not in ana.get("/account").text, "a token is shown once")
program = Person(url, bearer=token)
same(200, program.get("/api/v1/answer").status, "it reads what its scope names")
same(403, program.get("/api/v1/measure_profile").status, "and nothing else")
same(403, program.get("/people/ana").status, "a narrow token keeps no duties")
for scopes, expires in (("write", "2099-01-01"), ("read:nothing", "2099-01-01"), ("", "2099-01-01"), ("read", "soon")):
    ana.form("/account")
    same(422, ana.post("/account/token", {"name": "x", "scopes": scopes, "expires": expires}).status, "scopes '%s' until %s" % (scopes, expires))
ana.post("/account/token", {"name": "old", "scopes": "read", "expires": "2020-01-01"})
page = ana.form("/account")
same(303, ana.post("/account/token-end", {"name": "reader"}).status, "a token is ended")
same(401, program.get("/api/v1/answer").status, "and is good for nothing")
same(401, Person(url, bearer="cop_" + "A" * 43).get("/api/v1/answer").status, "one that is none")

# --- password and codes ---
ana.form("/account")
same(422, ana.post("/account/password", {"old": "wrong", "fresh": "eleven tall ladders", "code": ana.codes[2]}).status, "a new password asks for the old one")
second = Person(url)
second.codes, second.password = [ana.codes[3]], ana.password
second.sign_in("ana")
same(200, second.get("/law").status, "signed in twice")
same(422, ana.post("/account/password", {"old": ana.password, "fresh": "ana", "code": ana.codes[4]}).status, "a weak one is refused")
same(303, ana.post("/account/password", {"old": ana.password, "fresh": "eleven tall ladders", "code": ana.codes[4]}).status, "a good one is kept")
same((303, 200), (second.get("/law").status, ana.get("/law").status), "and ends all other sessions")
page = ana.post("/account/codes", {"code": ana.codes[5]})
fresh = re.findall(r"<code>((?:[A-Z2-7]{4}-){5}[A-Z2-7]{4})</code>", page.text)
say(len(fresh) == 10 and not set(fresh) & set(ana.codes), "new codes for paper")
third = Person(url)
third.form("/sign-in")
same(403, third.post("/sign-in", {"account": "ana", "password": "eleven tall ladders", "code": ana.codes[6]}).status, "make the old ones worthless")

# --- how the pages look to a browser, while there is something on them ---
if len(sys.argv) > 4:
    ana.form("/account")
    page = ana.post("/people", {"name": "Carla Diaz", "account": "carla", "role": "translator", "target": ""})
    waiting = re.search(r'href="(/join/[^"]+)"', page.text).group(1)
    for who, pages in ((ana, ["/account", "/people", "/people/ana", "/people/ben", "/sign-out"]), (ben, ["/mine", "/edit/measure_profile/" + target]), (None, ["/sign-in", waiting])):
        with open(sys.argv[4], "w") as f:
            f.write("\n".join(pages) + "\n")
        seen = subprocess.run(["node", os.path.join(os.path.dirname(os.path.abspath(__file__)), "pages.js"), url, sys.argv[4]], capture_output=True, text=True,
                              env=dict(os.environ, DESK_SESSION=who.cookies["copkit"] if who else ""))
        say(seen.returncode == 0, "axe-core finds nothing, nothing is too wide: " + " ".join(pages) + seen.stdout.replace("\n", " | ")[:1500] + seen.stderr[:300])

# --- handing over, closing, losing the phone ---
ana.form("/account")
same(422, ana.post("/people/ana/close").status, "the last owner cannot close the account")
same(422, ana.post("/people/ana/revoke", {"role": "owner"}).status, "nor stop being owner")
same(303, ana.post("/people/ana/part", {"part": "language", "lang": "fil"}).status, "a part in the review is given by hand")
say("(Filipino)" in ana.get("/people/ana").text.split('id="hand-over"')[-1], "what is handed over names it")
same(303, ana.post("/people/ana/hand-over", {"successor": "ben"}).status, "the post is handed over")
same(303, ana.get("/law").status, "the account that was handed over is shut")
time.sleep(5.2)
same(200, ben.get("/people/ana").status, "the successor has the roles")
for _ in range(60):  # pages follow the store within a moment
    part = ben.get("/people/ben").text.split('id="parts"')[-1].split("</section>")[0]
    if "Filipino –" in part:
        break
    time.sleep(0.5)
say("Filipino –" in part, "and the part in the review")
say("handed over to ben" in ben.get("/people").text, "which can be seen")
ben.form("/account")
page = ben.post("/people/ana/invite")
say(page.status == 200 and "/join/" in page.text, "who lost password and phone is invited again")
same(303, ben.get("/sign-in").status, "a page for strangers leads on who is signed in")
code = subprocess.run([copkit, "user", "close", "-s", store, "ana"]).returncode
same(0, code, "another program closes an account while the desk runs")
say("/join/" in page.text and Person(url).get(re.search(r'href="(/join/[^"]+)"', page.text).group(1)).status == 404, "its invitation is shut")
page = ben.form("/sign-out")
say("Sign out?" in page.text, "signing out is asked for")
answer = ben.post("/sign-out")
same((303, '"cache", "storage"'), (answer.status, answer.headers.get("Clear-Site-Data")), "signing out")
same(303, ben.get("/law").status, "ends the session")
same(0, subprocess.run([copkit, "log", "verify", "-q", "-s", store], stdout=subprocess.DEVNULL).returncode, "the log is whole")
stranger = Person(url)
stranger.ask("GET", "/healthz", headers={"Host": "evil.example"})
stranger.ask("POST", "/sign-in", "x" * 100000, {"Content-Type": "application/x-www-form-urlencoded"})
stranger.ask("PATCH", "/law")
with sqlite3.connect(store) as db:
    db.execute("ALTER TABLE account RENAME TO hidden")
db.close()
stranger.form("/sign-in")
failed = stranger.post("/sign-in", {"account": "ben", "password": "nine green boats", "code": "123456"})
with sqlite3.connect(store) as db:
    db.execute("ALTER TABLE hidden RENAME TO account")
db.close()
same(500, failed.status, "a store that fails lets nobody in")
say("could not do this now" in failed.text and "table" not in failed.text, "and nobody reads there how it is made")
events = [json.loads(line) for line in open(LOG)] if LOG else []
refused = {(e["status"], e["path"], e["account"]) for e in events if e["event"] == "input refused"}
say({(422, "/account/token", "ana"), (413, "/sign-in", None), (405, "/law", None)} <= refused and any(e["event"] == "unknown host" for e in events), "input that was refused is noted (%s)" % sorted(map(str, refused))[:4])
say(any(e["event"] == "failure" and e["status"] == 500 and e["path"] == "/sign-in" for e in events), "so is what failed")
say(re.search(r'<input type="password"[^>]*name="password"', Person(url).get("/sign-in").text) is not None, "a password is masked where it is typed")
say(any(e["event"] == "sign-in refused" and e["account"] == "ana" and e["peer"] == "127.0.0.1" and e["at"].endswith("Z") for e in events) and
    {"signed in", "signed out", "sign-in made to wait", "right missing", "form of another site", "joined"} <= {e["event"] for e in events}, "the log says who tried, from where")
text = (open(LOG, "rb").read() if LOG else b"") + open(store, "rb").read() + (open(store + "-wal", "rb").read() if os.path.exists(store + "-wal") else b"")
say(not any(s.encode() in text for s in [token, "seven quiet lamps", "eleven tall ladders", ana.codes[0].replace("-", ""), ben.cookies.get("copkit", "-" * 43)]),
    "no password, code, token or session stands in the store")

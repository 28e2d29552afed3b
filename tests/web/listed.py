# SPDX-License-Identifier: Apache-2.0
# listed.py ROUTES PAGES -- is there an address in PAGES for each page of ROUTES?
import re, sys

# What answers with something else than HTML.
OTHER = {"/healthz", "/reports/worker.js", "/assets/:name", "/admin/backup", "/exchange/:format/*id", "/initiatives/calendar.ics", "/mine/calendar.ics"}
# Pages the example has no record for: no framework in it follows another.
EMPTY = {"/standards/:framework/carry", "/standards/:framework/changes"}
# Pages of a built folder, looked at by test_start.sh, and of people, by test_people.sh and test_identity.sh.
ELSEWHERE = {"/documents/read/*path", "/documents/file/*path", "/people/:account", "/sign-in", "/sign-out", "/sign-in/provider", "/sign-in/provider/return", "/join/:invitation", "/account"}
# An endpoint, by test_webhooks.sh.
ELSEWHERE.add("/admin/webhooks/:webhook")

def fits(pattern, path):
    parts = [re.escape(p) if p[:1] not in (":", "*") else "[^/]+" if p[0] == ":" else ".+" for p in pattern.split("/")]
    return re.fullmatch("/".join(parts), path) is not None

routes = [m.group(2) for m in re.finditer(r'^(PAGE|TABLE)\("([^"]*)"', open(sys.argv[1]).read(), re.M)]
pages = [line.split("?")[0] for line in open(sys.argv[2]).read().split()]
left = [r for r in routes if r not in OTHER | ELSEWHERE | EMPTY and not r.startswith(("/api/", "/openrosa/"))]
first = {page: next((r for r in routes if fits(r, page)), None) for page in pages}
missing = [r for r in left if r not in first.values()]
for r in missing:
    print("no address in pages.txt fits " + r)
sys.exit(1 if missing or not left else 0)

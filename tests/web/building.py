# SPDX-License-Identifier: Apache-2.0
# building.py URL FOLDER -- builds documents at the desk. Prints "ok NAME" or "not ok
# NAME" for each thing that must hold; leaves a build running.
import json, os, re, sys, time
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from signin import Person

url, folder = sys.argv[1:3]
desk = Person(url)
PAGE = "/documents/building"


def ok(name, good):
    print(("ok " if good else "not ok ") + name)


def wait(what, seconds=90):
    """Loads the page again, as its link does, until it says so."""
    for _ in range(seconds * 5):
        text = desk.get(PAGE).text
        if what(text):
            return text
        time.sleep(0.2)
    return desk.get(PAGE).text


def bar(text):
    found = re.search(r'<progress[^>]*max="(\d+)"[^>]*value="(\d+)"|<progress[^>]*value="(\d+)"[^>]*max="(\d+)"', text)
    return None if found is None else (int(found.group(2) or found.group(3)), int(found.group(1) or found.group(4)))


def files():
    return {a["path"] for a in json.load(open(os.path.join(folder, "manifest.json")))["artifacts"]}


page = desk.form(PAGE)
ok("the overview of documents leads there", 'href="%s"' % PAGE in desk.get("/documents").text)
ok("without its token: 403", desk.post(PAGE, {"target": "contribution"}, token=False).status == 403)
refused = desk.post(PAGE, {})
ok("nothing chosen: 422 beside the choice", refused.status == 422 and 'class="error"' in refused.text)
ok("a target nobody knows: 422", desk.post(PAGE, {"target": "../etc"}).status == 422)
ok("an option is no target: 422", desk.post(PAGE, {"target": "--release"}).status == 422)
ok("a language nobody knows: 422", desk.post(PAGE, {"target": "contribution", "lang": "--jobs=64"}).status == 422)
ok("nothing was made by any of these", not os.path.exists(folder))
begun = desk.post(PAGE, {"target": "contribution/regional"})
ok("a build begins and leads to its page", begun.status == 303 and begun.headers["Location"] == PAGE)
ok("which has a bar and a button that stops", (lambda t: "<progress" in t and "Stop the build" in t)(desk.get(PAGE).text))
ok("a second one meanwhile: 409", desk.post(PAGE, {"target": "contribution"}).status == 409)
text = wait(lambda t: "The build is done" in t)
ok("it says that it is done, and how many files", re.search(r"The build is done<.*Files</dt><dd>2<", text, re.S) is not None)
ok("the files are those asked for", files() == {"contribution/regional.en." + f for f in ("pdf", "docx")})
time.sleep(2)
ok("the desk lists and hands them out", "contribution/regional.en.pdf" in desk.get("/documents").text and desk.get("/documents/file/contribution/regional.en.pdf").body[:5] == b"%PDF-")
desk.post(PAGE, {"target": "kit/card"})
seen = bar(wait(lambda t: bar(t) is not None and bar(t)[0] >= 3))
ok("a longer one tells how many pieces are done", seen is not None and 3 <= seen[0] <= seen[1])
stopped = desk.post(PAGE + "/stop")
ok("it is stopped", stopped.status == 303 and "The build was stopped" in desk.get(PAGE).text)
ok("its workers too", os.popen("ps -eo args | grep '[c]opkit build -o %s'" % folder).read() == "")
ok("stopping when none runs is no fault", desk.post(PAGE + "/stop").status == 303)
desk.post(PAGE, {"target": "kit/card", "lang": "fil"})
text = wait(lambda t: "notice" in t and "<progress" not in t)
ok("the next one goes on to the end", "The build is done" in text and sum(p.startswith("kit/card/fil/") for p in files()) > 10)
desk.post(PAGE, {"target": "kit/card", "release": "1"})
text = wait(lambda t: "<progress" not in t)
ok("with the gates nothing unreviewed is made", "held back by the gates" in text and not any(p.startswith("kit/card/fil/") for p in files()))
desk.post(PAGE, {"target": "all"})
ok("one is left running", "<progress" in desk.get(PAGE).text)

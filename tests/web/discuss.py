# SPDX-License-Identifier: Apache-2.0
# discuss.py COPKIT STORE URL -- comments, questions to an institution, answers:
# what each of several people sees of them, and what is refused.
import html, os, re, subprocess, sys
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from signin import account

copkit, store, url = sys.argv[1:4]


def say(fine, what):
    print("%s %s" % ("ok" if fine else "not ok", what), flush=True)


def same(want, got, what):
    say(want == got, what if want == got else "%s (wanted %r, got %r)" % (what, want, got))


def text_of(page):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text)))


owner = account(copkit, store, url, "ana", "owner")
agency = account(copkit, store, url, "dario", "agency_editor:DSWD")
other = account(copkit, store, url, "olga", "agency_editor:DICT")
lawyer = account(copkit, store, url, "leo", "legal_reviewer")
auditor = account(copkit, store, url, "aud", "auditor")
place = "/discuss/answer/PH-LR-01"

same(200, owner.form(place).status, "a record has a place to talk about it")
same(303, owner.post(place, {"text": "Section 4 needs <b>a second</b> reading."}).status, "a comment is kept")
page = owner.get("/record/answer/PH-LR-01")
say("Section 4 needs &lt;b&gt;a second&lt;/b&gt; reading." in page.text and "ana comments" in text_of(page), "and stands on the record's page, as text, with who said it")
owner.form(place)
same(303, owner.post(place, {"text": "Which office dials the number each month?", "to": "DSWD", "due": "2039-03-31"}).status, "an institution is asked")
page = text_of(owner.get(place))
say("Please answer by 31 March 2039." in page and "open question" in page, "with a text to send by mail, and the day")
same(1, text_of(owner.get("/mine")).count("ana asks"), "who sees everything finds it among the open questions")
say("ana asks" in text_of(lawyer.get("/record/answer/PH-LR-01")), "a lawyer reads it at the record")
say("Which office dials" not in lawyer.get("/mine").text, "but is not asked")
mine = agency.form("/mine")
say("Which office dials the number each month?" in text_of(mine), "the institution's people find it under Mine")
say("Which office" not in other.get("/mine").text, "those of another institution do not")
calendar = agency.get("/mine/calendar.ics")
say(b"DTSTART;VALUE=DATE:20390331\r\n" in calendar.body and b"Which office dials" in calendar.body, "its day is in their calendar")
say(b"BEGIN:VEVENT" not in other.get("/mine/calendar.ics").body, "and in nobody else's")
answer = re.search(r'action="(/mine/answer/\d+)"', mine.text).group(1)
other.form("/account")
same(404, other.post(answer, {"text": "We do."}).status, "another institution cannot answer it")
same(403, agency.form(place).status, "a record that is not theirs stays closed to them")
agency.form("/mine")
same(422, agency.post(answer, {"text": ""}).status, "an empty answer is none")
same(422, agency.post(answer, {"text": "Ask the 13-year-old girl from Barangay San Example who told a teacher."}).status, "what could tell who a child is never gets into the log")
same(303, agency.post(answer, {"text": "The field office, on the first Monday."}).status, "they answer")
same(422, agency.post(answer, {"text": "Once more."}).status, "once")
page = text_of(owner.get("/record/answer/PH-LR-01"))
say("dario answers" in page and "settled" in page and "open question" not in page, "the answer stands beside the question, which is settled")
say("Open questions" not in text_of(agency.get("/mine")), "and waits for nobody")
for fields, what in (({"text": "When?", "to": "NOBODY"}, "an institution that does not exist"), ({"text": "When?", "to": "DSWD", "due": "2020-01-01"}, "a day that is over"),
                     ({"text": "When?", "to": "DSWD", "due": "2039-02-30"}, "a day that does not exist"), ({"text": "x" * 5000}, "a text that is too long"),
                     ({"text": "Done.", "question": "1"}, "a question that is none")):
    owner.form(place)
    refused = owner.post(place, fields)
    same(422, refused.status, "refused: " + what)
say(html.escape("x" * 5000) in refused.text or "Done." in refused.text, "and what was typed is still there")
owner.form(place)
same(303, owner.post(place, {"text": "Who pays?", "to": "DSWD"}).status, "a second question")
number = re.search(r'name="question" value="(\d+)"', owner.form(place).text).group(1)
same(303, owner.post(place, {"text": "Found in the law.", "question": number, "close": "1"}).status, "is closed by whoever needs no answer any more")
say("closes the question" in text_of(owner.get(place)), "which is told too")
say(auditor.get(place).status == 403 and auditor.get("/record/answer/PH-LR-01").status == 403, "who may not see the record sees nothing of it")
same(403, owner.post(place, {"text": "From elsewhere"}, token=False).status, "without the token of the form nothing is taken")
verified = subprocess.run([copkit, "log", "verify", "-s", store], capture_output=True, text=True)
same(0, verified.returncode, "all of it stands in the log, whose chain holds")

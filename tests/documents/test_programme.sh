#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Programme documents, one for each objective: parts, sums, draft marks; and a
# changed cost re-costs every document made of the plan.
. "$(dirname "$0")/../tap.sh"
S="$TMP/ph.cop"
"$COPKIT" init "$S" --country PH >/dev/null 2>&1
export COPKIT_STORE="$S"
papers="strategy action-plan programme policy contribution progress situation legal-review integration communication"
ok "built, all fit to use" "$COPKIT" build -q -o "$TMP/a" --date 2026-11-30 -l en $papers
same "one for each objective, three formats" "18" "$(find "$TMP/a/programme" -name '*.en.*' | wc -l | tr -d ' ')"
"$COPKIT" plan --json -q >"$TMP/a.json"
cat >"$TMP/check.py" <<'P'
import html, json, re, sys, glob
folder, plan, lang = sys.argv[1], json.load(open(sys.argv[2])), sys.argv[3]
total = 0
for i in range(1, 7):
    text = open(f"{folder}/programme/programme-{i}.{lang}.html").read()
    tables = re.findall(r"<table.*?</table>", text, re.S)
    rows = lambda t: [[html.unescape(re.sub("<[^>]+>", "", c)).strip() for c in re.findall(r"<t[hd].*?</t[hd]>", r, re.S)] for r in re.findall(r"<tr.*?</tr>", t, re.S)]
    money = [rows(t) for t in tables if re.search(r"<caption.*?2026.*?</caption>", t, re.S) and "million" in t[:400] or "milyon" in t[:400] and "2026" in t[:400]]
    assert len(money) >= 4, (i, len(money))
    sums = []
    for t in money[:3]:
        body = [[float(c.replace(",", "")) for c in r[1:]] for r in t[1:]]
        last, parts = body[-1], body[:-1]
        for k in range(len(last)):
            assert abs(sum(p[k] for p in parts) - last[k]) <= 0.05 * len(parts) + 1e-6, (i, t)
        sums.append(last)
    assert sums[0] == sums[1] == sums[2], (i, sums)
    total += sums[0][-1]
assert abs(total - plan["cost"] / 1e6) < 0.5, (total, plan["cost"])
print("%.1f" % total)
P
ok "budgets by measure, source and economic class agree, and add up to the plan" python3 "$TMP/check.py" "$TMP/a" "$TMP/a.json" en
ok "each has what a programme needs" sh -c "for i in 1 2 3 4 5 6; do for part in 'Theory of change' 'Logical framework' 'Responsibility chart' 'Monitoring calendar' 'Financing gap' 'Risks and safeguards' 'Equity floors of the plan' 'Work plan'; do grep -q \"\$part\" '$TMP/a/programme/programme-'\$i'.en.html' || { echo \$i \$part; exit 1; }; done; done"
ok "estimates are called so, with their class" sh -c "grep -q 'Input: ₱[0-9.,]* million, estimate of class [A-D]' '$TMP/a/programme/programme-2.en.html'"
ok "drafts say so" sh -c "pdftotext '$TMP/a/programme/programme-3.en.pdf' - | grep -q 'Draft, for review'"

ok "PDF holds to PDF/UA-1 and PDF/A-2a" sh -c "for i in 1 2 3 4 5 6; do '$COPKIT' debug shape '$TMP/a/programme/programme-'\$i.en.pdf || exit 1; done"
for i in 1 2 3 4 5 6; do "$COPKIT" lint "$TMP/a/programme/programme-$i.en.html" 2>&1; done | grep ' error ' >"$TMP/linted"
same "our own linter has no error against them" "" "$(head -3 "$TMP/linted")"

# --- Filipino ---
ok "Filipino, from the same records" "$COPKIT" build -q -o "$TMP/a" --date 2026-11-30 -l fil programme
ok "the same sums" python3 "$TMP/check.py" "$TMP/a" "$TMP/a.json" fil
same "nothing stands in English for want of a translation" "" "$(python3 -c 'import json, sys
for a in json.load(open(sys.argv[1]))["artifacts"]:
    if a["path"].startswith("programme/") and ".fil." in a["path"]:
        for f in a["findings"]: print(a["path"], f["code"], f["message"])' "$TMP/a/manifest.json" | head -3)"
ok "marked as a draft that nobody has reviewed" sh -c "pdftotext '$TMP/a/programme/programme-1.fil.pdf' - | tr '\\n' ' ' | grep -q 'wala pang katutubong tagapagsalita'"

# --- one cost changes ---
cp -r "$SRC/data/countries/ph" "$TMP/ph" && sed -i 's/^version: .*/version: "2"/' "$TMP/ph/pack.yaml"
python3 - "$TMP/ph/measure-profiles.yaml" <<'P'
import re, sys
s = open(sys.argv[1]).read()
s, n = re.subn(r"(  - id: M22\n(?:    .*\n)*?    cost_plan: )\d+", r"\g<1>2100000", s)
assert n == 1
open(sys.argv[1], "w").write(s)
P
ok "another cost of one measure is imported" "$COPKIT" import -q "$TMP/ph"
ok "built again" "$COPKIT" build -q -o "$TMP/b" --date 2026-11-30 -l en $papers
"$COPKIT" plan --json -q >"$TMP/b.json"
total() { python3 -c 'import json,sys; print("₱%.1f million" % (json.load(open(sys.argv[1]))["cost"]/1e6))' "$1"; }
ok "the plan costs another sum" test "$(total "$TMP/a.json")" != "$(total "$TMP/b.json")"
for f in strategy/strategy action-plan/action-plan; do
  for k in html docx pdf; do
    text() { case $2 in pdf) pdftotext -layout "$1" - ;; docx) unzip -p "$1" word/document.xml | sed 's/<[^>]*>//g' ;; *) sed 's/<[^>]*>//g' "$1" ;; esac | tr '\n' ' ' | tr -s ' '; }
    ok "$f.$k: the new total" sh -c "$(echo "case '$(text "$TMP/b/$f.en.$k" $k | grep -c -- "$(total "$TMP/b.json")")' in 0) exit 1;; esac")"
    same "$f.$k: the old one nowhere" 0 "$(text "$TMP/b/$f.en.$k" $k | grep -o -- "$(total "$TMP/a.json")" | wc -l | tr -d ' ')"
  done
done
# Sums of the old plan that the new one no longer has: no paper may still say one.
cat >"$TMP/stale.py" <<'P'
import glob, html, json, re, sys
before, after, a, b = sys.argv[1:]

def sums(path):
    plan = json.load(open(path))
    yield from [plan["cost"], *plan["cost_by_year"], *(m["cost"] for m in plan["measures"]), *(c for m in plan["measures"] for c in m["cost_by_year"])]

def said(minor):
    return {"₱%.1f million" % (minor / 1e6), "₱{:,.0f}".format(minor)} if minor >= 1e6 else set()

old, new = (set().union(*map(said, sums(p))) for p in (a, b))
gone, told, stale = old - new, 0, []
for path in glob.glob(before + "/*/*.en.html"):
    text = [re.sub(r"\s+", " ", html.unescape(re.sub("<[^>]*>", " ", open(p).read()))) for p in (path, path.replace(before, after))]
    found = [[s for s in gone if re.search(re.escape(s) + r"(?![0-9])", t)] for t in text]
    told += bool(found[0])
    stale += [(path, s) for s in found[1]]
assert len(gone) > 3 and told >= 5, (gone, told)
assert not stale, stale[:5]
P
ok "no paper of the store says a sum of the plan before" python3 "$TMP/stale.py" "$TMP/a" "$TMP/b" "$TMP/a.json" "$TMP/b.json"
ok "the workbook and the programme of the measure too" sh -c "! cmp -s '$TMP/a/action-plan/action-plan-workbook.en.xlsx' '$TMP/b/action-plan/action-plan-workbook.en.xlsx' && ! cmp -s '$TMP/a/programme/programme-2.en.pdf' '$TMP/b/programme/programme-2.en.pdf'"
ok "and all programmes add up to the new plan" python3 "$TMP/check.py" "$TMP/b" "$TMP/b.json" en
tap_done

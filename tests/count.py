# SPDX-License-Identifier: Apache-2.0
"""count.py TESTLOG.json -- counts the checks of a meson run and shows what failed.

Each TAP line is one check; a test that crashed, timed out or printed no plan is one
failed check more. The last line is "N passed, N failed" with ", N skipped" when some were.
"""
import json
import re
import sys

LINE = re.compile(r"^(not ok|ok)\b\s*\d*\s*(?:- )?(.*)$")


def main(path):
    passed = failed = skipped = tests = 0
    try:
        records = [json.loads(line) for line in open(path, encoding="utf-8")]
    except OSError:
        print("no test ran", file=sys.stderr)
        records = []
    for record in records:
        tests += 1
        bad = []
        n_bad_before = failed
        for line in record.get("stdout", "").splitlines():
            match = LINE.match(line)
            if match is None:
                if bad and line.startswith("#"):
                    bad.append("    " + line)
                elif re.match(r"^1\.\.0\s*#\s*SKIP", line, re.I):
                    skipped += 1
                    print(f"skipped  {record['name']}: {line.split('SKIP', 1)[1].strip()}")
                continue
            what = match.group(2)
            if re.search(r"# SKIP", what, re.I):
                skipped += 1
                print(f"skipped  {record['name']}: {what}")
            elif match.group(1) == "ok":
                passed += 1
            else:
                failed += 1
                bad.append(f"FAILED   {record['name']}: {what}")
        if record["result"] not in ("OK", "SKIP") and failed == n_bad_before:
            failed += 1
            bad.append(f"FAILED   {record['name']}: {record['result']}, exit {record.get('returncode')}")
            bad += ["    " + line for line in (record.get("stderr") or "").splitlines()[-40:]]
        for line in bad[:80]:
            print(line)
    if tests == 0:
        failed += 1
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed else 0


sys.exit(main(sys.argv[1]))

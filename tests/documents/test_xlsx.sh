#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Spreadsheets, read back by openpyxl.
. "$(dirname "$0")/../tap.sh"
python=$(PATH=/usr/bin:$PATH command -v python3) # the one that Debian's packages are for
$python -c "import openpyxl" 2>/dev/null || skip_all "no python3-openpyxl"
ok "written" "$COPKIT_BUILD/tests/sample" xlsx en 0 "$TMP/t.xlsx"
cat >"$TMP/read.py" <<'P'
import datetime, sys, openpyxl
b = openpyxl.load_workbook(sys.argv[1])
s = b.worksheets[0]
what = sys.argv[2]
if what == "names":
    print("|".join(b.sheetnames))
elif what == "head":
    print("|".join(c.value for c in s[1]), s.freeze_panes, s.auto_filter.ref, s.oddHeader.left.text)
elif what == "texts":
    print("|".join(repr(s.cell(r, 1).value) for r in range(2, 12)), sorted(set(s.cell(r, 1).data_type for r in range(2, 12))))
elif what == "links":
    print(sum(1 for r in s.iter_rows() for c in r if c.hyperlink))
elif what == "values":
    print(s["B2"].value == datetime.datetime(2026, 3, 5), s["B3"].value, s["B4"].value, s["C2"].value, s["D2"].value, s["D3"].value, s["D3"].number_format, s["E2"].value)
elif what == "note":
    print(s["A13"].value, s["A12"].value)
elif what == "date":
    print(b.properties.created.isoformat(), b.properties.title)
P
read() { $python "$TMP/read.py" "$TMP/t.xlsx" "$1"; }
same "sheet names are made fit" "Reach  by area   2026|Reach  by area   2026 (2)|A name of a sheet that is far t" "$(read names)"
same "titles stand in the frozen head" "Area|Day|Children reached|Share|Sum A2 A1:E11 Reach && coverage by area" "$(read head)"
same "a text is never a formula" "'Bangsamoro, \"BARMM\"'|'=1+1'|'+63 2'|'-'|'@x'|'\\tx'|'国家 首都'|'line\\nbreak'|'https://www.itu.int/'|None ['n', 's']" "$(read texts)"
same "a text that is an address is no link" "0" "$(read links)"
same "dates, numbers and formulas" "True 2026-03 None -1000 0 12.2 #,##0.0 =C2+C3" "$(read values)"
same "the note stands below" "Example data. None" "$(read note)"
same "the date is that of the sources" "2025-11-25T00:00:00 Reach & coverage by area" "$(read date)"
tap_done

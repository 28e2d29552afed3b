# SPDX-License-Identifier: Apache-2.0
# messy.py FILE -- a spreadsheet as offices send them: the sheet of a reporting form,
# filled in with faults. FILE ends in .xlsx or .csv. Made up for the tests.
import sys, zipfile
from xml.sax.saxutils import escape

HEAD = "form report_id reporter area period reported_at synthetic supersedes passed_female passed_male passed_other passed_unknown".split()
ROWS = [
    "training||Office One|1300000000|2025-Q3|2025-10-02|||12|7|0|",
    "training||Office Two|Metro Manila|2025-Q3|2025-10-02|||5|9||",
    "training||Office Three|0100000000|third quarter|2025-10-02|||8|4||",
    "training||Office Four|0200000000|2025-Q3|2025-10-02|||eleven|3||",
    "training||Office <b>Five|0300000000|2025-Q3|2025-10-02||||||",
    "school||Office Six|0300000000|2025-Q3|2025-10-02|||1|2||",
    "training||Office Seven|0700000000|2025-Q3|45932|||2|3||",
]
table = [HEAD] + [r.split("|") for r in ROWS]
path = sys.argv[1]
if path.endswith(".csv"):
    open(path, "w").write("".join(";".join(r) + "\n" for r in table))
    sys.exit()
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
sheet = "".join(
    '<row r="%d">%s</row>' % (i + 1, "".join(
        '<c r="%s%d" t="inlineStr"><is><t>%s</t></is></c>' % (chr(65 + k), i + 1, escape(c)) for k, c in enumerate(r) if c != ""))
    for i, r in enumerate(table))
with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
    z.writestr("[Content_Types].xml", '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>')
    z.writestr("_rels/.rels", '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>')
    z.writestr("xl/workbook.xml", '<?xml version="1.0"?><workbook xmlns="%s" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>' % MAIN)
    z.writestr("xl/_rels/workbook.xml.rels", '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
    z.writestr("xl/worksheets/sheet1.xml", '<?xml version="1.0"?><worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>' % (MAIN, sheet))

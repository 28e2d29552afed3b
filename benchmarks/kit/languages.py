# SPDX-License-Identifier: Apache-2.0
"""languages.py HOME TAG... -- gives the country of HOME/data more languages: stand-ins, for counting and timing only.

Each carries the twelve messages of data/countries/ph/texts/hil.yaml under its own tag.
"""
import re, sys

home, tags = sys.argv[1], sys.argv[2:]
country = home + "/data/countries/ph/country.yaml"
text = open(country).read()
text = re.sub(r"(languages: \[en, [^\]]*)\]", lambda m: m[1] + ", " + ", ".join(tags) + "]", text, count=1)
open(country, "w").write(text)
source = open(home + "/data/countries/ph/texts/hil.yaml").read()
for tag in tags:
    own = re.sub(r"/hil\b", "/" + tag, source)
    own = re.sub(r"lang: hil\b", "lang: " + tag, own)
    open(home + "/data/countries/ph/texts/" + tag + ".yaml", "w").write(own)

# SPDX-License-Identifier: Apache-2.0
"""oscal.py SCHEMA FOLDER FILE... -- judges OSCAL files by the schema of NIST,
then what no schema says: ids are unique, and whatever a mapping or a link names
is there. Exit 1 with one line per fault."""
import json
import os
import re
import sys

import jsonschema

schema_path, folder, files = sys.argv[1], sys.argv[2], sys.argv[3:]
schema = json.load(open(schema_path))
faults = []


def plain(node):
    # Patterns are written for engines that know classes of Unicode; Python's does not.
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "pattern" and isinstance(value, str):
                node[key] = value.replace(r"(\p{L}|_)", r"[^\W\d]").replace(r"(\p{L}|\p{N}|[.\-_])", r"[\w.\-]")
                re.compile(node[key])
            else:
                plain(value)
    elif isinstance(node, list):
        for value in node:
            plain(value)


def controls(node):
    for group in node.get("groups", []):
        yield from controls(group)
    for control in node.get("controls", []):
        yield control
        yield from controls(control)


def ids_of(path):
    return [c["id"] for c in controls(json.load(open(path))["catalog"])]


plain(schema)
judge = jsonschema.validators.validator_for(schema)(schema)
for name in files:
    document = json.load(open(os.path.join(folder, name)))
    faults += [f"{name}: {e.json_path}: {e.message[:200]}" for e in judge.iter_errors(document)]
    if "catalog" in document:
        ids = ids_of(os.path.join(folder, name))
        if not ids or len(ids) != len(set(ids)):
            faults.append(f"{name}: {len(ids)} controls, {len(set(ids))} different")
        resources = {"#" + r["uuid"] for r in document["catalog"].get("back-matter", {}).get("resources", [])}
        for control in controls(document["catalog"]):
            faults += [f"{name}: {control['id']}: no resource {l['href']}" for l in control.get("links", []) if l["href"] not in resources]
    else:
        for mapping in document["mapping-collection"]["mappings"]:
            source = ids_of(os.path.join(folder, mapping["source-resource"]["href"]))
            target = ids_of(os.path.join(folder, mapping["target-resource"]["href"]))
            for pair in mapping["maps"]:
                faults += [f"{name}: no control {i['id-ref']}" for i in pair["sources"] if i["id-ref"] not in source]
                faults += [f"{name}: no control {i['id-ref']}" for i in pair["targets"] if i["id-ref"] not in target]
print("\n".join(faults[:40]))
sys.exit(1 if faults else 0)

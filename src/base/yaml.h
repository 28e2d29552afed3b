/* SPDX-License-Identifier: Apache-2.0
 *
 * base/yaml.h -- a strict reader of YAML (1.2, core schema) into a CopTree,
 * for files that people write: packs, mappings, front matter.
 *
 * Read:     one document of maps, lists and scalars. A plain scalar becomes
 *           nothing, true or false, a whole number, a number or a text as the
 *           core schema says (https://yaml.org/spec/1.2.2/ section 10.3), so
 *           `no` and `2021-05-01` are texts; CopTree.text keeps what stood
 *           there. A quoted or block scalar is a text.
 * Refused:  anchors and aliases, tags outside the core schema, a second
 *           document, keys that are not plain or quoted words, the same key
 *           twice, NUL in a text, anything but UTF-8; and files beyond
 *           COP_LIMIT_FILE, COP_LIMIT_NESTING, COP_LIMIT_VALUES,
 *           COP_LIMIT_TEXT. Each is a COP_TREE_ERROR that begins with
 *           "line L, column C: ".
 * Library:  libyaml, behind this file only. It reads YAML 1.1 and lets some
 *           text pass that 1.2 forbids; what matters to people (a value glued
 *           to a comment, text left over after a value) is checked here.
 */
#ifndef COP_BASE_YAML_H
#define COP_BASE_YAML_H

#include <glib.h>

#include "base/arena.h"
#include "base/tree.h"

/* Reads a whole text; the tree lives in the arena. An empty text gives a
 * COP_TREE_NULL. */
CopTree *cop_yaml_read(CopArena *a, const char *text, size_t length, GError **error);

/* Appends a text (UTF-8) as the value of a key or item, such that the reader
 * gives the same text back: plain where it can be, as a block where it has
 * several lines, else in double quotes. `indent` is the column of the key; no
 * line end is written. */
void cop_yaml_write_text(GString *out, const char *text, unsigned indent);

#endif

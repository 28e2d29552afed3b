/* SPDX-License-Identifier: Apache-2.0 */
#include "check/sarif.h"

#include <string.h>

#include "base/json.h"

/* SARIF's words for severities (3.27.10). */
static const char *
level(CopSeverity s)
{
  return cop_severity_name(s);
}

static bool
occurs(const CopDiags *d, const char *code)
{
  for (size_t i = 0; i < cop_diags_count(d); i++)
    if (strcmp(cop_diags_at(d, i)->code, code) == 0)
      return true;
  return false;
}

static void
write_rules(CopJson *j, const CopDiags *d, const CopLinter *l)
{
  size_t n;
  const CopLintCode *codes = cop_linter_codes(l, &n);
  cop_json_key_array(j, "rules");
  for (size_t i = 0; i < n; i++) {
    if (!occurs(d, codes[i].code))
      continue;
    cop_json_object(j);
    cop_json_key_text(j, "id", codes[i].code);
    cop_json_key_object(j, "shortDescription");
    cop_json_key_text(j, "text", codes[i].about);
    cop_json_end(j);
    cop_json_key_object(j, "properties");
    cop_json_key_text(j, "kind", cop_diag_kind_name(codes[i].kind));
    cop_json_end(j);
    cop_json_end(j);
  }
  cop_json_end(j);
}

static void
write_region(CopJson *j, const CopDiag *g)
{
  cop_json_key_object(j, "region");
  if (g->line > 0)
    cop_json_key_int(j, "startLine", g->line);
  if (g->line > 0 && g->column > 0)
    cop_json_key_int(j, "startColumn", g->column);
  if (g->start >= 0) {
    cop_json_key_int(j, "charOffset", g->start);
    cop_json_key_int(j, "charLength", g->end - g->start);
  }
  if (g->text != NULL) {
    cop_json_key_object(j, "snippet");
    cop_json_key_text(j, "text", g->text);
    cop_json_end(j);
  }
  cop_json_end(j);
}

static void
write_result(CopJson *j, const CopDiag *g)
{
  g_autofree char *message = g->remedy == NULL ? g_strdup(g->message) : g_strdup_printf("%s; %s", g->message, g->remedy);
  cop_json_object(j);
  cop_json_key_text(j, "ruleId", g->code);
  cop_json_key_text(j, "level", level(g->severity));
  cop_json_key_object(j, "message");
  cop_json_key_text(j, "text", message);
  cop_json_end(j);
  cop_json_key_array(j, "locations");
  cop_json_object(j);
  cop_json_key_object(j, "physicalLocation");
  cop_json_key_object(j, "artifactLocation");
  g_autofree char *uri = g_uri_escape_string(g->file != NULL ? g->file : "", "/:@!$&'()*+,;=~", TRUE);
  cop_json_key_text(j, "uri", uri);
  cop_json_end(j);
  write_region(j, g);
  cop_json_end(j);
  cop_json_end(j);
  cop_json_end(j);
  cop_json_end(j);
}

char *
cop_sarif_write(const CopDiags *d, const CopLinter *l, const char *version)
{
  CopJson *j = cop_json_new();
  cop_json_object(j);
  cop_json_key_text(j, "$schema", "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json");
  cop_json_key_text(j, "version", "2.1.0");
  cop_json_key_array(j, "runs");
  cop_json_object(j);
  cop_json_key_object(j, "tool");
  cop_json_key_object(j, "driver");
  cop_json_key_text(j, "name", "copkit lint");
  cop_json_key_text(j, "version", version);
  write_rules(j, d, l);
  cop_json_end(j);
  cop_json_end(j);
  cop_json_key_text(j, "columnKind", "unicodeCodePoints");
  cop_json_key_array(j, "results");
  for (size_t i = 0; i < cop_diags_count(d); i++)
    write_result(j, cop_diags_at(d, i));
  cop_json_end(j);
  cop_json_end(j);
  cop_json_end(j);
  cop_json_end(j);
  return cop_json_finish(j);
}

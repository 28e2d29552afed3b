/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "base/xml.h"
#include "import/trans.h"

#define NS "urn:oasis:names:tc:xliff:document:1.2"

static CopTextState
state_of(const CopXmlNode *unit, const CopXmlNode *target)
{
  static const struct {
    const char *word;
    CopTextState state;
  } states[] = { { "new", COP_TEXT_STATE_UNTRANSLATED },
                 { "needs-translation", COP_TEXT_STATE_UNTRANSLATED },
                 { "translated", COP_TEXT_STATE_TRANSLATED },
                 { "signed-off", COP_TEXT_STATE_BACK_CHECKED },
                 { "final", COP_TEXT_STATE_APPROVED } };
  const char *word = target == NULL ? NULL : cop_xml_attribute(target, NULL, "state");
  if (g_strcmp0(cop_xml_attribute(unit, NULL, "translate"), "no") == 0)
    return COP_TEXT_STATE_NOT_NEEDED;
  for (size_t i = 0; word != NULL && i < G_N_ELEMENTS(states); i++)
    if (strcmp(states[i].word, word) == 0)
      return states[i].state;
  /* needs-review and the like; a tool that writes no states leaves "approved". */
  if (word == NULL && g_strcmp0(cop_xml_attribute(unit, NULL, "approved"), "yes") == 0)
    return COP_TEXT_STATE_TRANSLATED;
  return COP_TEXT_STATE_DRAFT;
}

static bool
holds_markup(const CopXmlNode *n)
{
  for (const CopXmlNode *c = n == NULL ? NULL : n->first; c != NULL; c = c->next)
    if (c->name != NULL)
      return true;
  return false;
}

static void
take_unit(CopArena *a, const char *path, const CopXmlNode *unit, CopTransFile *file, CopDiags *d)
{
  const CopXmlNode *source = cop_xml_child(unit, NS, "source"), *target = cop_xml_child(unit, NS, "target");
  const char *extra = cop_xml_attribute(unit, NULL, "extradata");
  if (source == NULL || holds_markup(source) || holds_markup(target)) {
    cop_diags_format(d, COP_SEVERITY_ERROR, "xliff-unit", path, unit->line, 0, "write plain text: our texts hold no markup",
                     source == NULL ? "a trans-unit without source" : "a trans-unit with inline elements");
    return;
  }
  g_autofree char *from = cop_xml_content(source), *to = target == NULL ? NULL : cop_xml_content(target);
  CopTransRow row = { .file = path, .line = unit->line, .id = cop_xml_attribute(unit, NULL, "id"), .source = cop_arena_strdup(a, from),
                      .text = cop_arena_strdup(a, to), .state = state_of(unit, target),
                      .revision = extra != NULL && g_str_has_prefix(extra, "revision ") ? g_ascii_strtoll(extra + strlen("revision "), NULL, 10) : -1 };
  g_array_append_val(file->rows, row);
}

bool
cop_xliff_read(CopArena *a, const char *path, CopTransFile *file, CopDiags *d, GError **error)
{
  size_t n;
  g_autofree char *text = cop_file_read(path, COP_LIMIT_FILE, &n, error);
  g_autoptr(GError) why = NULL;
  if (text == NULL)
    return false;
  const CopXmlNode *root = cop_xml_read(a, text, n, &why);
  if (root == NULL || !cop_xml_is(root, NS, "xliff") || g_strcmp0(cop_xml_attribute(root, NULL, "version"), "1.2") != 0) {
    cop_diags_format(d, COP_SEVERITY_ERROR, "xliff-format", path, root == NULL ? 0 : root->line, 0, "save it as XLIFF 1.2", "%s",
                     root == NULL ? why->message : "not an XLIFF 1.2 document");
    return true;
  }
  for (const CopXmlNode *f = cop_xml_child(root, NS, "file"); f != NULL; f = cop_xml_next(f, NS, "file")) {
    const char *lang = cop_xml_attribute(f, NULL, "target-language");
    if (file->lang != NULL && g_strcmp0(lang, file->lang) != 0) {
      cop_diags_format(d, COP_SEVERITY_ERROR, "xliff-language", path, f->line, 0, "one document for each language", "two languages in one document");
      return true;
    }
    file->lang = lang;
    for (const CopXmlNode *u = cop_xml_walk(f, f); u != NULL; u = cop_xml_walk(u, f))
      if (cop_xml_is(u, NS, "trans-unit"))
        take_unit(a, path, u, file, d);
  }
  return true;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/po.h"

#include <string.h>

#include "config.h"

static void
add_string(GString *s, const char *text)
{
  g_string_append_c(s, '"');
  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '"' || *p == '\\')
      g_string_append_c(s, '\\');
    if (*p == '\n')
      g_string_append(s, p[1] == '\0' ? "\\n" : "\\n\"\n\"");
    else if (*p == '\t')
      g_string_append(s, "\\t");
    else
      g_string_append_c(s, *p);
  }
  g_string_append(s, "\"\n");
}

static void
add_comment(GString *s, const char *text)
{
  g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
  for (size_t i = 0; lines[i] != NULL; i++)
    g_string_append_printf(s, "#. %s\n", lines[i]);
}

static void
add_unit(GString *s, const CopModel *m, const CopTransUnit *u)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopTexts context = cop_trans_context(m, a, u);
  g_string_append_c(s, '\n');
  for (size_t i = 0; i < context.n; i++)
    add_comment(s, context.items[i]);
  g_string_append_printf(s, "#. copkit state: %s; revision: %" G_GINT64_FORMAT "\n", cop_words(COP_WORDS_TEXT_STATE)->words[u->state], u->revision);
  if (u->state == COP_TEXT_STATE_DRAFT)
    g_string_append(s, "#, fuzzy\n");
  g_string_append(s, "msgctxt ");
  add_string(s, u->id);
  g_string_append(s, "msgid ");
  add_string(s, u->source);
  g_string_append(s, "msgstr ");
  add_string(s, u->target == NULL ? "" : u->target);
}

char *
cop_po_write(const CopModel *m, const CopTransUnits *units, const char *lang, const char *made)
{
  GString *s = g_string_new("# Texts for translation. {HELP} stands for the helpline: keep it as it is.\n"
                            "# A fuzzy text is a draft: check it, then take the mark away.\n"
                            "msgid \"\"\nmsgstr \"\"\n");
  g_string_append_printf(s, "\"Project-Id-Version: copkit %s\\n\"\n\"PO-Revision-Date: %.10s %.5s+0000\\n\"\n\"Language: %s\\n\"\n", COP_VERSION, made,
                         made + 11, lang);
  g_string_append(s, "\"Last-Translator: unknown\\n\"\n\"Language-Team: unknown\\n\"\n\"MIME-Version: 1.0\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\"Content-Transfer-Encoding: 8bit\\n\"\n"
                     "\"X-Generator: copkit\\n\"\n");
  for (size_t i = 0; i < units->n; i++)
    add_unit(s, m, &units->items[i]);
  return g_string_free(s, FALSE);
}

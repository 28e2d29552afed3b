/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/xliff.h"

#include "base/xml.h"
#include "config.h"

static const char *
state_name(CopTextState s)
{
  static const char *const names[COP_TEXT_STATE_MAX] = {
    [COP_TEXT_STATE_UNTRANSLATED] = "new",          [COP_TEXT_STATE_DRAFT] = "needs-review-translation", [COP_TEXT_STATE_TRANSLATED] = "translated",
    [COP_TEXT_STATE_BACK_CHECKED] = "signed-off",   [COP_TEXT_STATE_APPROVED] = "final",                 [COP_TEXT_STATE_NOT_NEEDED] = "final",
  };
  return names[s];
}

static void
add_unit(CopXml *x, const CopModel *m, const CopTransUnit *u, const char *lang)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopTexts context = cop_trans_context(m, a, u);
  cop_xml_start(x, "trans-unit", "id", u->id, "translate", u->state == COP_TEXT_STATE_NOT_NEEDED ? "no" : NULL, "approved",
                u->state == COP_TEXT_STATE_APPROVED ? "yes" : NULL, "extradata", cop_arena_printf(a, "revision %" G_GINT64_FORMAT, u->revision),
                "xml:space", "preserve", NULL);
  cop_xml_start(x, "source", "xml:lang", "en", NULL);
  cop_xml_text(x, u->source);
  cop_xml_close(x);
  cop_xml_start(x, "target", "xml:lang", lang, "state", state_name(u->state), NULL);
  cop_xml_text(x, u->target);
  cop_xml_close(x);
  for (size_t i = 0; i < context.n; i++)
    cop_xml_element(x, "note", context.items[i]);
  cop_xml_close(x);
  cop_xml_line(x);
}

char *
cop_xliff_write(const CopModel *m, const CopTransUnits *units, const char *lang)
{
  CopXml *x = cop_xml_new(COP_XML_SYNTAX_XML);
  cop_xml_start(x, "xliff", "version", "1.2", "xmlns", "urn:oasis:names:tc:xliff:document:1.2", NULL);
  cop_xml_start(x, "file", "original", "copkit", "source-language", "en", "target-language", lang, "datatype", "plaintext", "tool-id", "copkit", NULL);
  cop_xml_open(x, "header");
  cop_xml_empty(x, "tool", "tool-id", "copkit", "tool-name", "copkit", "tool-version", COP_VERSION, NULL);
  cop_xml_close(x);
  cop_xml_open(x, "body");
  cop_xml_line(x);
  for (size_t i = 0; i < units->n; i++)
    add_unit(x, m, &units->items[i], lang);
  cop_xml_close(x);
  cop_xml_close(x);
  cop_xml_close(x);
  return cop_xml_finish(x);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * web/part_source.c -- where a fact was read, and how well it is known. */
#include "web/part.h"

void
cop_part_source(CopPage *p, CopMark mark, const char *source, const char *locator, const char *note)
{
  CopHtml *h = p->h;
  const CopSource *s = cop_model_source(p->m, source);
  COP_EL (h, COP_P, cop_a(COP_A_CLASS, "source")) {
    COP_TEXT(h, COP_ABBR, cop_words(COP_WORDS_MARK)->words[mark], cop_a(COP_A_CLASS, "mark"),
             cop_a(COP_A_TITLE, T_(cop_words(COP_WORDS_MARK)->docs[mark])));
    cop_html_text(h, " ");
    if (s != NULL)
      COP_TEXT(h, COP_A, s->short_title, cop_link(COP_A_HREF, cop_url_record(p, COP_ENTITY_source, s->id)), cop_a(COP_A_LANG, "en"));
    else
      cop_html_text(h, T_(cop_words(COP_WORDS_MARK)->docs[mark]));
    if (locator != NULL)
      COP_EL (h, COP_SPAN, cop_a(COP_A_LANG, "en"))
        cop_html_textf(h, ", %s", locator);
    if (note != NULL)
      COP_EL (h, COP_SPAN, cop_a(COP_A_CLASS, "source-note"), cop_a(COP_A_LANG, "en"))
        cop_html_textf(h, " – %s", note);
  }
}

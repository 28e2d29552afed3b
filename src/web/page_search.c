/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_search.c -- search over everything. */
#include <string.h>

#include "web/part.h"
#include "web/search.h"

void cop_page_search(CopPage *p);

enum { HITS_SHOWN = 60 };

static void
write_hit(CopPage *p, const CopHit *hit)
{
  CopHtml *h = p->h;
  COP_EL (h, COP_LI) {
    COP_EL (h, COP_P, cop_a(COP_A_CLASS, "hit-title")) {
      cop_part_record(p, hit->entity, hit->record);
      COP_TEXT(h, COP_SPAN, cop_arena_printf(p->a, " %s · %s", cop_say_kind(p, hit->entity), hit->record->id), cop_a(COP_A_CLASS, "hint"));
    }
    if (hit->snippet != NULL)
      COP_EL (h, COP_P, cop_a(COP_A_CLASS, "hit-text"), cop_a(COP_A_DIR, "auto")) {
        COP_TEXT(h, COP_SPAN, hit->snippet);
      }
  }
}

void
cop_page_search(CopPage *p)
{
  CopHtml *h = p->h;
  const char *q = cop_request_query(p->rq, "q");
  const char *query = q == NULL ? "" : q;
  p->personal = true; /* too many different questions to keep answers */
  g_auto(CopFrameScope) frame = cop_frame_open(p, &(CopFrame){ .title = T_("Search") });
  COP_EL (h, COP_FORM, cop_a(COP_A_CLASS, "filter"), cop_a(COP_A_METHOD, "get"), cop_a(COP_A_ROLE, "search"), cop_a(COP_A_ARIA_LABEL, T_("Search again")), cop_link(COP_A_ACTION, cop_url_path(p->a, "search", NULL))) {
    COP_EL (h, COP_DIV) {
      COP_TEXT(h, COP_LABEL, T_("What are you looking for?"), cop_a(COP_A_FOR, "q"));
      COP_EL (h, COP_INPUT, cop_a(COP_A_TYPE, "search"), cop_a(COP_A_NAME, "q"), cop_a(COP_A_ID, "q"), cop_a(COP_A_VALUE, query), cop_a(COP_A_MAXLENGTH, "200"))
        ;
    }
    COP_TEXT(h, COP_BUTTON, T_("Search"), cop_a(COP_A_TYPE, "submit"));
  }
  if (*query == '\0')
    return;
  const CopHit *hits;
  size_t n = cop_search(p, query, HITS_SHOWN, &hits);
  COP_EL (h, COP_P, cop_a(COP_A_ROLE, "status"))
    cop_html_textf(h, cop_ntr(p->words, "%s record holds all the words.", "%s records hold all the words.", n), cop_say_int(p, (int64_t)n));
  if (n > HITS_SHOWN)
    COP_TEXT(h, COP_P, cop_arena_printf(p->a, T_("The first %s are shown; another word narrows it down."), cop_say_int(p, HITS_SHOWN)), cop_a(COP_A_CLASS, "hint"));
  COP_EL (h, COP_OL, cop_a(COP_A_CLASS, "hits"))
    for (size_t i = 0; i < n && i < HITS_SHOWN; i++)
      write_hit(p, &hits[i]);
}

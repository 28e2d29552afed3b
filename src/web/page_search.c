/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_search.c -- search over everything. */
#include <string.h>

#include "web/part.h"
#include "web/search.h"

void cop_page_search(CopPage *p);

enum { HITS_SHOWN = 40, KINDS_SHOWN = 7 };

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

/* --- what was found --- */

static CopUrl
search_url(CopPage *p, const char *query, const char *kind, size_t page)
{
  return cop_url_query(p->a, cop_url_path(p->a, "search", NULL),
                       (const char *[]){ "q", query, "kind", kind, "page", page > 1 ? cop_arena_printf(p->a, "%zu", page) : NULL, NULL });
}

static void
write_kind(CopPage *p, const char *query, const char *name, const char *title, size_t n, bool chosen)
{
  COP_EL (p->h, COP_LI)
    COP_EL (p->h, COP_A, cop_link(COP_A_HREF, search_url(p, query, name, 1)), cop_a(COP_A_ARIA_CURRENT, chosen ? "true" : NULL))
      cop_html_textf(p->h, "%s %s", title, cop_say_int(p, (int64_t)n));
}

/* The kinds with most hits, at most `most` of those not yet written; the chosen
 * one counts as the fullest. */
static void
write_fullest(CopPage *p, const char *query, CopEntity chosen, const CopFound *found, bool written[COP_ENTITY_MAX], size_t most)
{
  for (size_t k = 0; k < most; k++) {
    CopEntity best = COP_ENTITY_MAX;
    for (int e = 0; e < COP_ENTITY_MAX; e++)
      if (!written[e] && found->of_kind[e] > 0 && (best == COP_ENTITY_MAX || (CopEntity)e == chosen || (best != chosen && found->of_kind[e] > found->of_kind[best])))
        best = (CopEntity)e;
    if (best == COP_ENTITY_MAX)
      return;
    written[best] = true;
    write_kind(p, query, cop_entity(best)->name, cop_say_kind(p, best), found->of_kind[best], best == chosen);
  }
}

/* Narrows by kind: the fullest kinds, the others behind a click. */
static void
write_kinds(CopPage *p, const char *query, CopEntity chosen, const CopFound *found)
{
  CopHtml *h = p->h;
  bool written[COP_ENTITY_MAX] = { false };
  size_t n = 0;
  for (int e = 0; e < COP_ENTITY_MAX; e++)
    n += found->of_kind[e] > 0;
  COP_EL (h, COP_NAV, cop_a(COP_A_CLASS, "tabs"), cop_a(COP_A_ARIA_LABEL, T_("Kinds"))) {
    COP_EL (h, COP_UL) {
      write_kind(p, query, NULL, T_("All"), found->n, chosen == COP_ENTITY_MAX);
      write_fullest(p, query, chosen, found, written, KINDS_SHOWN);
    }
    if (n > KINDS_SHOWN)
      COP_EL (h, COP_DETAILS) {
        COP_TEXT(h, COP_SUMMARY, T_("Other kinds"));
        COP_EL (h, COP_UL)
          write_fullest(p, query, chosen, found, written, COP_ENTITY_MAX);
      }
  }
}

static void
write_pages(CopPage *p, const char *query, CopEntity kind, size_t page, size_t n)
{
  CopHtml *h = p->h;
  const char *name = kind == COP_ENTITY_MAX ? NULL : cop_entity(kind)->name;
  if (n <= HITS_SHOWN)
    return;
  COP_EL (h, COP_NAV, cop_a(COP_A_CLASS, "neighbours"), cop_a(COP_A_ARIA_LABEL, T_("Pages"))) {
    if (page > 1)
      COP_TEXT(h, COP_A, T_("Hits before these"), cop_link(COP_A_HREF, search_url(p, query, name, page - 1)), cop_a(COP_A_REL, "prev"));
    if (page * HITS_SHOWN < n)
      COP_TEXT(h, COP_A, T_("More hits"), cop_link(COP_A_HREF, search_url(p, query, name, page + 1)), cop_a(COP_A_REL, "next"));
  }
}

static void
write_found(CopPage *p, const char *query)
{
  const char *wanted = cop_request_query(p->rq, "kind"), *number = cop_request_query(p->rq, "page");
  CopEntity kind = wanted == NULL ? COP_ENTITY_MAX : cop_entity_by_name(wanted);
  guint64 page = 1;
  CopFound found;
  if (number != NULL && !g_ascii_string_to_unsigned(number, 10, 1, 1000000, &page, NULL))
    page = 1;
  cop_search(p, query, kind, (page - 1) * HITS_SHOWN, HITS_SHOWN, &found);
  COP_EL (p->h, COP_P, cop_a(COP_A_ROLE, "status"))
    cop_html_textf(p->h, cop_ntr(p->words, "%s record holds all the words.", "%s records hold all the words.", found.n), cop_say_int(p, (int64_t)found.n));
  if (found.n == 0) {
    COP_TEXT(p->h, COP_P, T_("Try fewer words, or a part of one: accents and capitals make no difference."), cop_a(COP_A_CLASS, "hint"));
    return;
  }
  write_kinds(p, query, kind, &found);
  COP_EL (p->h, COP_OL, cop_a(COP_A_CLASS, "hits"), cop_a(COP_A_START, cop_arena_printf(p->a, "%" G_GUINT64_FORMAT, (page - 1) * HITS_SHOWN + 1)))
    for (size_t i = 0; i < found.n_hits; i++)
      write_hit(p, &found.hits[i]);
  write_pages(p, query, kind, page, kind == COP_ENTITY_MAX ? found.n : found.of_kind[kind]);
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
  write_found(p, query);
}

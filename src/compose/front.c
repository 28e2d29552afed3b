/* SPDX-License-Identifier: Apache-2.0 */
#include "compose/front.h"

#include <math.h>
#include <string.h>

#include "compose/sentence.h"
#include "figure/tiles.h"

static CopPalette
palette_of(const CopCountry *c)
{
  CopPalette p = { 0 };
  cop_color_parse(c->accent_deep, &p.deep);
  cop_color_parse(c->accent_main, &p.main);
  cop_color_parse(c->accent_soft, &p.soft);
  cop_color_parse(c->accent_tint, &p.tint);
  cop_color_parse(c->accent_mark, &p.mark);
  return p;
}

void
cop_front_begin(CopPaper *r, const CopContext *c, const CopProduct *piece, const CopFront *front, CopArena *a, CopDiags *diags)
{
  const CopCatalogue *words = cop_catalogues_for(c->words, piece->lang);
  const CopInstitution *lead = cop_model_institution(c->model, c->country->lead);
  const CopDocMeta meta = {
    .title = front->title,
    .subtitle = front->subtitle,
    .author = lead != NULL ? lead->name : c->country->short_name,
    .subject = cop_tr(words, "Child online protection"),
    .lang = piece->lang,
    .date = c->date,
    .edition = cop_arena_printf(a, cop_tr(words, "%s, edition %s"), front->target, c->date),
    .identifier = cop_arena_printf(a, "%s.%s.%s", c->country->id, front->target, piece->lang),
    .licence = "CC BY 4.0",
    .draft = c->release ? NULL : cop_tr(words, "Draft, for review"),
    .example = c->synthetic ? cop_tr(words, "Example data, not real reports") : NULL,
    .running_head = front->title,
    .catalogues = c->words,
    .style = COP_STYLE_REPORT,
    .sheet = COP_SHEET_DOCUMENT_A4,
    .palette = palette_of(c->country),
  };
  cop_paper_init(r, c, a, &meta, diags);
  r->document = cop_sentence_document(a, piece);
}

/* The country's own tile map, as the one quiet graphic of the cover. */
static void
add_cover_map(CopPaper *r, CopNode *cover)
{
  CopTile *tiles = cop_new_n(r->a, CopTile, r->m->areas.n + 1);
  unsigned n = 0;
  for (size_t i = 0; i < r->m->areas.n; i++) {
    const CopArea *a = &r->m->areas.items[i];
    if (a->level == COP_AREA_REGION && a->valid_to == NULL)
      tiles[n++] = (CopTile){ .code = a->short_name, .name = a->name, .column = (unsigned)a->tile_column,
                              .row = (unsigned)a->tile_row, .value = NAN };
  }
  if (n == 0)
    return;
  CopNode *f = cop_add_figure(r->d, cover, NULL, NULL, cop_tiles_pattern(r->a, tiles, n, &r->d->meta.palette, 200, false), "");
  f->as.figure.width = 0.5f;
}

void
cop_front_write(CopPaper *r, const CopFront *front)
{
  const CopContext *c = r->c;
  CopNode *cover = cop_add_block(r->d, r->d->root, COP_ROLE_COVER);
  cop_add_para(r->d, cover, c->country->formal_name != NULL ? cop_paper_field(r, COP_ENTITY_country, c->country->id, "formal_name") : c->country->short_name);
  add_cover_map(r, cover);

  CopNode *block = cop_add_block(r->d, r->d->root, COP_ROLE_FRONT);
  CopNode *s = cop_add_section(r->d, block, 2, NULL, cop_tr(r->words, "This edition"));
  s->as.section.in_contents = false;
  CopNode *p = cop_add_para(r->d, s, NULL);
  cop_paper_sayf(r, p, cop_tr(r->words, "Edition of %s, prepared by the %s."), cop_paper_date(r, c->date), cop_paper_institution(r, c->country->lead));
  cop_paper_say(r, p, front->about);
  cop_paper_say(r, cop_add_para(r->d, s, NULL),
                cop_tr(r->words, "Small letters beside a citation tell how a fact is known: K is expert knowledge that was not read again for this edition, D is "
                                 "computed here from read figures, E is an estimate or proposal of the drafters. Facts without a letter were read in the source named."));
  if (!g_str_has_prefix(r->lang, "en"))
    cop_paper_stress(r, cop_add_para(r->d, s, NULL), cop_tr(r->words, "This translation is a draft: no native speaker has reviewed it. Where the two differ, the English text is meant."));
  cop_node_add(r->d, r->d->root, COP_NODE_CONTENTS);
}

CopNode *
cop_front_annex(CopPaper *r, const char *letter, const char *title, bool landscape)
{
  CopNode *s = cop_paper_chapter(r, cop_arena_printf(r->a, cop_tr(r->words, "Annex %s"), letter), title, NULL);
  if (landscape)
    s->role = COP_ROLE_LANDSCAPE;
  return s;
}

/* Words in capitals of a text, "CWC" and "PNP-WCPC", into a set. */
static void
collect_capitals(GHashTable *set, CopArena *a, const char *text)
{
  for (const char *p = text; *p != '\0';) {
    size_t n = 0;
    while (g_ascii_isalnum(p[n]) || (p[n] == '-' && g_ascii_isalnum(p[n + 1])))
      n++;
    if (n > 1 && g_ascii_isupper(*p))
      g_hash_table_add(set, (gpointer)cop_arena_strndup(a, p, n));
    p += MAX(n, 1);
  }
}

void
cop_front_bodies(CopPaper *r, const char *letter)
{
  g_autoptr(GHashTable) said = g_hash_table_new(g_str_hash, g_str_equal);
  for (const CopNode *n = r->d->root; n != NULL; n = cop_node_walk(n, r->d->root))
    if (n->kind == COP_NODE_TEXT)
      collect_capitals(said, r->a, n->as.text.text);
  CopNode *s = cop_front_annex(r, letter, cop_tr(r->words, "Bodies and their short names"), false);
  static const CopColumn columns[] = { { COP_ALIGN_START, 1 }, { COP_ALIGN_START, 4 } };
  CopNode *t = cop_paper_table(r, s, cop_tr(r->words, "Short names used here"), columns, 2);
  t->as.table.head_column = true;
  cop_add_head_row(r->d, t, (const char *[]){ cop_tr(r->words, "Short"), cop_tr(r->words, "Body"), NULL });
  for (size_t i = 0; i < r->m->institutions.n; i++) {
    const CopInstitution *x = &r->m->institutions.items[i];
    if (x->acronym == NULL || !g_hash_table_contains(said, x->acronym))
      continue;
    CopNode *row = cop_add_row(r->d, t, (const char *[]){ x->acronym, cop_paper_field(r, COP_ENTITY_institution, x->id, "name"), NULL });
    cop_node_from(r->d, row, "institution", x->id);
  }
}

void
cop_front_end(CopPaper *r, const char *letter)
{
  cop_paper_sources(r, cop_front_annex(r, letter, cop_tr(r->words, "Sources"), false));
  cop_paper_finish(r);
}

static void
offer(CopProducts *pieces, const CopProduct *paper, const char *lang)
{
  CopProduct p = *paper;
  p.lang = lang;
  p.stem = cop_arena_printf(pieces->arena, "%s.%s", paper->stem, lang);
  cop_products_add(pieces, &p);
}

void
cop_front_offer(const CopContext *c, CopProducts *pieces, const char *const *langs, const CopProduct *paper, const char *title)
{
  if (langs == NULL || g_strv_contains(langs, "en"))
    offer(pieces, paper, "en");
  for (size_t k = 0; k < c->country->languages.n; k++) {
    const char *lang = c->country->languages.items[k];
    if (!g_str_has_prefix(lang, "en") && (langs == NULL || g_strv_contains(langs, lang)) && cop_paper_speaks(c, lang, langs, title))
      offer(pieces, paper, lang);
  }
}

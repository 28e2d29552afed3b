/* SPDX-License-Identifier: Apache-2.0
 *
 * web/page_reach.c -- distribution: who is addressed, by which channels, in
 * which languages. */
#include <math.h>
#include <string.h>

#include "web/grid.h"
#include "web/part.h"

void cop_page_distribution(CopPage *p);
void cop_tables_distribution(CopPage *p, GPtrArray *grids);

static CopGrid *
segment_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "segment", N_("Group"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "setting", N_("School"), COP_CELL_TEXT, 0, 0 },
                                           { "literacy", N_("Reading"), COP_CELL_TEXT, 0, 0 },
                                           { "connectivity", N_("Connection"), COP_CELL_TEXT, 0, 0 },
                                           { "behaviour", N_("What we ask of them"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "trusted", N_("Whom they trust"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "messages", N_("Messages"), COP_CELL_INT, 0, 0 } };
  CopGrid *g = cop_grid_new(p, "segments", T_("Groups"), columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < p->m->segments.n; i++) {
    const CopSegment *s = &p->m->segments.items[i];
    CopGridCell *c = cop_grid_row(g);
    cop_grid_field(g, &c[0], COP_ENTITY_segment, s, "title");
    c[0].link = cop_url_record(p, COP_ENTITY_segment, s->id);
    cop_grid_text(&c[1], cop_say_word(p, COP_WORDS_SETTING, (int)s->setting));
    cop_grid_text(&c[2], cop_say_word(p, COP_WORDS_LITERACY, (int)s->literacy));
    cop_grid_text(&c[3], cop_say_word(p, COP_WORDS_CONNECTIVITY, (int)s->connectivity));
    cop_grid_field(g, &c[4], COP_ENTITY_segment, s, "behaviour");
    cop_grid_field(g, &c[5], COP_ENTITY_segment, s, "trusted");
    int64_t n = 0;
    for (size_t k = 0; k < p->m->messages.n; k++)
      n += strcmp(p->m->messages.items[k].segment, s->id) == 0;
    cop_grid_int(&c[6], n);
  }
  return g;
}

static CopGrid *
channel_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "channel", N_("Channel"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "modality", N_("How it speaks"), COP_CELL_TEXT, 0, 0 },
                                           { "literacy", N_("Reading it needs"), COP_CELL_TEXT, 0, 0 },
                                           { "connectivity", N_("Connection it needs"), COP_CELL_TEXT, 0, 0 },
                                           { "reaches", N_("Whom it reaches"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE },
                                           { "safety", N_("Safety"), COP_CELL_TEXT, 0, COP_COLUMN_WIDE } };
  CopGrid *g = cop_grid_new(p, "channels", T_("Channels"), columns, G_N_ELEMENTS(columns));
  for (size_t i = 0; i < p->m->channels.n; i++) {
    const CopChannel *s = &p->m->channels.items[i];
    CopGridCell *c = cop_grid_row(g);
    cop_grid_field(g, &c[0], COP_ENTITY_channel, s, "title");
    c[0].link = cop_url_record(p, COP_ENTITY_channel, s->id);
    cop_grid_text(&c[1], cop_say_word(p, COP_WORDS_MODALITY, (int)s->modality));
    cop_grid_text(&c[2], cop_say_word(p, COP_WORDS_LITERACY, (int)s->literacy));
    cop_grid_text(&c[3], cop_say_word(p, COP_WORDS_CONNECTIVITY, (int)s->connectivity));
    cop_grid_field(g, &c[4], COP_ENTITY_channel, s, "reaches");
    cop_grid_field(g, &c[5], COP_ENTITY_channel, s, "safety");
  }
  return g;
}

/* How many messages have at least the poster or the spoken text in a language. */
static int64_t
messages_in(const CopModel *m, const char *lang)
{
  int64_t n = 0;
  for (size_t i = 0; i < m->messages.n; i++)
    n += cop_model_text_of_message(m, m->messages.items[i].id, COP_FORM_SAY, lang) != NULL ||
         cop_model_text_of_message(m, m->messages.items[i].id, COP_FORM_POSTER, lang) != NULL;
  return n;
}

/* The ladder of languages: households reached when one more is added. */
static CopGrid *
language_grid(CopPage *p)
{
  static const CopGridColumn columns[] = { { "language", N_("Language"), COP_CELL_TEXT, 0, COP_COLUMN_HEAD },
                                           { "households", N_("Households that speak it"), COP_CELL_INT, 0, 0 },
                                           { "share", N_("Share of those counted"), COP_CELL_REAL, 1, 0 },
                                           { "messages", N_("Messages that exist in it"), COP_CELL_INT, 0, 0 },
                                           { "id", N_("Tag"), COP_CELL_TEXT, 0, COP_COLUMN_EXPORT } };
  CopGrid *g = cop_grid_new(p, "languages", T_("Languages at home"), columns, G_N_ELEMENTS(columns));
  g->note = T_("Shares are of the households of the languages listed here, not of all households.");
  double total = 0;
  for (size_t i = 0; i < p->m->languages.n; i++)
    total += (double)p->m->languages.items[i].households;
  for (size_t i = 0; i < p->m->languages.n; i++) {
    const CopLanguage *l = &p->m->languages.items[i];
    CopGridCell *c = cop_grid_row(g);
    cop_grid_field(g, &c[0], COP_ENTITY_language, l, "name");
    c[0].link = cop_url_record(p, COP_ENTITY_language, l->id);
    if (cop_record_has(COP_ENTITY_language, l, "households")) {
      cop_grid_int(&c[1], l->households);
      cop_grid_real(&c[2], 100 * (double)l->households / total);
      c[2].shown = cop_say_percent(p, (double)l->households / total, 1);
    }
    cop_grid_int(&c[3], messages_in(p->m, l->id));
    cop_grid_text(&c[4], l->id);
  }
  return g;
}

void
cop_tables_distribution(CopPage *p, GPtrArray *grids)
{
  g_ptr_array_add(grids, segment_grid(p));
  g_ptr_array_add(grids, channel_grid(p));
  g_ptr_array_add(grids, language_grid(p));
}

void
cop_page_distribution(CopPage *p)
{
  g_auto(CopFrameScope) frame =
    cop_frame_open(p, &(CopFrame){ .title = T_("Distribution"),
                                   .nav = "/distribution",
                                   .lead = T_("Who is addressed, what they can read and reach, and by which channel a message gets to them.") });
  COP_EL (p->h, COP_P) {
    COP_TEXT(p->h, COP_A, T_("Parcels"), cop_link(COP_A_HREF, cop_url_path(p->a, "distribution", "slips", NULL)));
    cop_html_text(p->h, " · ");
    COP_TEXT(p->h, COP_A, T_("Printed copies that are no longer right"), cop_link(COP_A_HREF, cop_url_path(p->a, "distribution", "printed", NULL)));
  }
  COP_SECTION_OF(p, "segments", T_("Groups"), NULL)
    cop_part_grid(segment_grid(p));
  COP_SECTION_OF(p, "languages", T_("Languages"), T_("Where the next translation reaches most households."))
    cop_part_grid(language_grid(p));
  COP_SECTION_OF(p, "channels", T_("Channels"), NULL)
    cop_part_grid(channel_grid(p));
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * typeset_sample.h -- documents for the tests of typesetting: one with every
 * kind of block, and one made of the articles of the Universal Declaration in
 * a language of the corpus.
 */
#ifndef COP_TEST_TYPESET_SAMPLE_H
#define COP_TEST_TYPESET_SAMPLE_H

#include <string.h>

#include "doc/build.h"

static inline CopDrawing *
sample_chart(CopArena *a)
{
  static const struct {
    const char *label;
    float value;
  } bars[] = { { "Region I", 34 }, { "Region II", 58 }, { "Region III", 21 }, { "Region IV", 76 } };
  CopDrawing *d = cop_drawing_new(a, 360, 120);
  d->key = "sample/chart";
  for (unsigned i = 0; i < G_N_ELEMENTS(bars); i++) {
    float y = 8 + 27 * (float)i;
    CopPath p = cop_path_begin(a);
    cop_path_round_rect(&p, 90, y, bars[i].value * 3, 18, 2);
    cop_draw_fill(d, &p, i == 3 ? 0x123A6BFF : 0x1F5FA8FF);
    cop_draw_text(d, 82, y + 13, 9, COP_ANCHOR_END, 0x1B1F2AFF, bars[i].label);
    g_autofree char *value = g_strdup_printf("%.0f %%", (double)bars[i].value);
    cop_draw_text(d, 96 + bars[i].value * 3, y + 13, 9, COP_ANCHOR_START, 0x1B1F2AFF, value)->as.text.bold = true;
  }
  CopPath axis = cop_path_begin(a);
  cop_path_move(&axis, 90, 2);
  cop_path_line(&axis, 90, 116);
  cop_draw_stroke(d, &axis, 0x4A526380, 0.8f);
  return d;
}

static inline CopDocMeta
sample_meta(void)
{
  return (CopDocMeta){
    .title = "National strategy for the protection of children online",
    .subtitle = "What the country will do from 2026 to 2030, who does it and what it costs",
    .author = "Council for the Welfare of Children (example)",
    .subject = "Sample of every kind of block",
    .lang = "en",
    .date = "2026-03-05",
    .edition = "ph.strategy.en · 0.1",
    .identifier = "sample.strategy.en",
    .licence = "CC BY 4.0",
    .draft = "Draft, for review",
    .example = "Example data, not real reports",
    .style = COP_STYLE_REPORT,
  };
}

static inline void
sample_table(CopDoc *d, CopNode *parent, unsigned rows)
{
  static const CopColumn columns[] = {
    { COP_ALIGN_START, 0 }, { COP_ALIGN_START, 0 }, { COP_ALIGN_DECIMAL, 0 }, { COP_ALIGN_END, 0 }, { COP_ALIGN_START, 0 } };
  static const char *const head[] = { "Code", "Measure", "Cost, million", "Year", "Lead agency" };
  CopNode *t = cop_add_table(d, parent, "2.1", "Forty-six measures cost less than one kilometre of road", columns, 5);
  t->id = "tab-measures";
  cop_add_head_row(d, t, head);
  for (unsigned i = 1; i <= rows; i++) {
    g_autofree char *code = g_strdup_printf("M%02u", i), *cost = g_strdup_printf("%u.%u", i * 7 % 130, i % 10),
                    *year = g_strdup_printf("%u", 2026 + i % 5);
    const char *cells[] = { code,
                            i % 3 == 0 ? "Helpline open day and night, in all languages of the regions, with a referral path"
                                       : "Training of one social worker in each municipality",
                            cost, year, i % 2 == 0 ? "Department of Social Welfare" : "Department of Education" };
    cop_add_row(d, t, cells);
  }
  static const char *const total[] = { "", "All measures", "1,234.5", "", "" };
  cop_add_row(d, t, total)->role = COP_ROLE_TOTAL;
  cop_add_note(d, t, "Costs in million pesos at prices of 2025. Source: example data.");
}

static inline void
sample_chapter(CopDoc *d, unsigned number, unsigned paragraphs)
{
  static const char text[] =
    "Children go online earlier each year, and most of what they meet there is good. This chapter says what is known about "
    "the rest: who is harmed, where help is found and where it is not, and what the law already allows. Figures carry their "
    "source; where sources disagree both are shown.";
  g_autofree char *chapter = g_strdup_printf("%u", number), *first = g_strdup_printf("%u.1", number),
                  *id = g_strdup_printf("chapter-%u", number);
  CopNode *s = cop_add_section(d, d->root, 1, chapter, number % 2 == 1 ? "The situation of children" : "Objectives and measures");
  s->id = cop_arena_strdup(d->arena, id);
  s->as.section.new_page = true;
  cop_add_para(d, s, "One child in five met a stranger online who asked for a picture. Help exists in nine of eighteen "
                     "regions. We shall know it works when more children ask and fewer must.")->role = COP_ROLE_LEAD;
  CopNode *sub = cop_add_section(d, s, 2, first, "What the numbers say");
  for (unsigned i = 0; i < paragraphs; i++) {
    CopNode *p = cop_add_para(d, sub, text);
    cop_add_text(d, p, " The share was ");
    cop_add_styled(d, p, COP_NODE_STRONG, "20 per cent");
    cop_add_footnote(d, p, NULL, "Disrupting Harm in the country, 2022, page 41: children aged 12 to 17 who used the internet.");
    cop_add_text(d, p, " in the last survey, ");
    cop_add_styled(d, p, COP_NODE_EMPH, "not counting");
    cop_add_text(d, p, " those who did not answer; see ");
    cop_add_link(d, p, "https://www.unicef.org/", "the report of the survey");
    cop_add_text(d, p, " and table ");
    cop_node_add(d, p, COP_NODE_XREF)->as.xref.target = "tab-measures";
    cop_add_text(d, p, ".");
    if (i == 1) {
      CopNode *aside = cop_node_add(d, sub, COP_NODE_ASIDE);
      aside->role = COP_ROLE_UNKNOWN;
      cop_add_styled(d, cop_add_para(d, aside, NULL), COP_NODE_STRONG, "What is not known");
      cop_add_para(d, aside, "No survey has asked children under nine, and none has asked children out of school.");
    }
  }
  CopNode *list = cop_add_list(d, sub, false);
  cop_add_item(d, list, "a helpline that answers in the child's own language");
  cop_add_item(d, list, "a teacher who knows what to do, whom to call, and what not to ask, in each of the schools of the "
                        "country, from the first grade on");
  CopNode *nested = cop_add_list(d, cop_add_item(d, list, "a law that lets both act:"), true);
  cop_add_item(d, nested, "without a complaint of the parents");
  cop_add_item(d, nested, "within one day");
}

static inline CopDoc *
sample_report(CopArena *a, unsigned chapters, unsigned paragraphs)
{
  CopDocMeta meta = sample_meta();
  CopDoc *d = cop_doc_new(a, &meta);
  CopNode *cover = cop_add_block(d, d->root, COP_ROLE_COVER);
  cop_add_figure(d, cover, NULL, NULL, sample_chart(a), "Bars of four lengths");
  cop_node_add(d, d->root, COP_NODE_PAGE_BREAK);
  cop_node_add(d, d->root, COP_NODE_CONTENTS);
  CopNode *figures = cop_add_list(d, d->root, false);
  figures->role = COP_ROLE_KEY_FIGURES;
  static const char *const key[][2] = { { "1 in 5", "children met a stranger who asked for a picture" },
                                        { "9 of 18", "regions have a place that helps" },
                                        { "46", "measures from 2026 to 2030" },
                                        { "₱1,234 m", "in five years, two thirds of it funded" } };
  for (unsigned i = 0; i < 4; i++) {
    CopNode *item = cop_node_add(d, figures, COP_NODE_ITEM), *p = cop_add_para(d, item, NULL);
    cop_add_styled(d, p, COP_NODE_STRONG, key[i][0]);
    cop_add_text(d, p, key[i][1]);
  }
  for (unsigned i = 1; i <= chapters; i++) {
    sample_chapter(d, i, paragraphs);
    CopNode *last = d->root->last;
    if (i == 1) {
      CopNode *help = cop_add_callout(d, last, COP_ROLE_HELPLINE, "Bantay Bata 163");
      cop_add_para(d, help, "Free, day and night, in Filipino, English and Cebuano.");
      CopNode *f = cop_add_figure(d, last, "1.1", "In Region IV three of four children asked for help", sample_chart(a),
                                  "Bar chart: Region I 34, II 58, III 21, IV 76 per cent");
      cop_add_note(d, f, "Share of children aged 12 to 17 who asked for help after harm. Source: example data.");
      CopNode *q = cop_node_add(d, last, COP_NODE_QUOTE);
      cop_add_para(d, q, "Children shall be heard in every matter that affects them.");
      CopNode *call = cop_add_callout(d, last, COP_ROLE_NONE, "Key finding");
      cop_add_para(d, call, "Where a trusted adult is named in school, twice as many children report.");
    } else {
      sample_table(d, last, i == 2 ? 46 : 8);
    }
  }
  return d;
}

/* --- the Universal Declaration --- */

typedef struct {
  CopDoc *doc;
  CopNode *section, *list;
  CopArena *arena;
  CopDocMeta meta;
  GString *text;
  bool title;
} UdhrReader;

static inline void
udhr_start(GMarkupParseContext *c, const char *name, const char **names, const char **values, gpointer data, GError **error)
{
  (void)c;
  (void)error;
  UdhrReader *r = data;
  g_string_truncate(r->text, 0);
  if (strcmp(name, "udhr") == 0)
    for (unsigned i = 0; names[i] != NULL; i++)
      if (strcmp(names[i], "xml:lang") == 0)
        r->meta.lang = cop_arena_strdup(r->arena, values[i]);
  if (r->doc != NULL && (strcmp(name, "article") == 0 || strcmp(name, "preamble") == 0))
    r->section = NULL;
  if (strcmp(name, "orderedlist") == 0)
    r->list = cop_add_list(r->doc, r->section != NULL ? r->section : r->doc->root, true);
}

static inline void
udhr_text(GMarkupParseContext *c, const char *text, gsize length, gpointer data, GError **error)
{
  (void)c;
  (void)error;
  g_string_append_len(((UdhrReader *)data)->text, text, (gssize)length);
}

static inline void
udhr_end(GMarkupParseContext *c, const char *name, gpointer data, GError **error)
{
  (void)c;
  (void)error;
  UdhrReader *r = data;
  g_strstrip(r->text->str);
  if (strcmp(name, "title") == 0 && r->doc == NULL) {
    r->meta.title = r->text->str;
    r->doc = cop_doc_new(r->arena, &r->meta);
  } else if (r->doc == NULL) {
    return;
  } else if (strcmp(name, "title") == 0) {
    r->section = cop_add_section(r->doc, r->doc->root, 2, NULL, r->text->str);
  } else if (strcmp(name, "para") == 0 && r->list != NULL) {
    cop_add_item(r->doc, r->list, r->text->str);
  } else if (strcmp(name, "para") == 0) {
    cop_add_para(r->doc, r->section != NULL ? r->section : r->doc->root, r->text->str);
  } else if (strcmp(name, "orderedlist") == 0) {
    r->list = NULL;
  }
}

static inline CopDoc *
sample_udhr(CopArena *a, const char *path, CopStyleName style)
{
  static const GMarkupParser parser = { udhr_start, udhr_end, udhr_text, NULL, NULL };
  g_autofree char *text = NULL;
  gsize length;
  g_autoptr(GError) error = NULL;
  g_file_get_contents(path, &text, &length, &error);
  g_assert_no_error(error);
  UdhrReader r = { .arena = a, .meta = { .style = style }, .text = g_string_new(NULL) };
  g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new(&parser, 0, &r, NULL);
  g_markup_parse_context_parse(context, text, (gssize)length, &error);
  g_assert_no_error(error);
  g_string_free(r.text, TRUE);
  return r.doc;
}

#endif

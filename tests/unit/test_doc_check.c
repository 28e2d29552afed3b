/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>
#include <string.h>

#include "doc/build.h"
#include "doc/check.h"
#include "doc/words.h"

static CopDoc *
empty_doc(CopArena *a)
{
  return cop_doc_new(a, &(CopDocMeta){ .title = "T", .lang = "en" });
}

static const CopColumn two[] = { { COP_ALIGN_START, 0 }, { COP_ALIGN_END, 0 } };

/* --- one breach each --- */

static void
lang(CopDoc *d)
{
  cop_node_in(d, cop_add_para(d, d->root, "x"), "fil_PH");
}
static void
id_twice(CopDoc *d)
{
  cop_add_para(d, d->root, "x")->id = "a";
  cop_add_para(d, d->root, "y")->id = "a";
}
static void
xref(CopDoc *d)
{
  cop_node_add(d, cop_add_para(d, d->root, NULL), COP_NODE_XREF)->as.xref.target = "none";
}
static void
alt(CopDoc *d)
{
  cop_add_figure(d, d->root, NULL, NULL, cop_drawing_new(d->arena, 1, 1), NULL);
}
static void
picture_alt(CopDoc *d)
{
  cop_node_add(d, cop_add_para(d, d->root, NULL), COP_NODE_PICTURE)->as.picture.drawing = cop_drawing_new(d->arena, 1, 1);
}
static void
figure_empty(CopDoc *d)
{
  cop_add_figure(d, d->root, NULL, NULL, NULL, "a chart");
}
static void
heading_empty(CopDoc *d)
{
  cop_add_section(d, d->root, 1, NULL, " \u00a0");
}
static void
heading_order(CopDoc *d)
{
  cop_add_section(d, cop_add_section(d, d->root, 1, NULL, "One"), 3, NULL, "Three");
}
static void
table_head(CopDoc *d)
{
  cop_add_row(d, cop_add_table(d, d->root, NULL, NULL, two, 2), (const char *const[]){ "a", "1" });
}
static CopNode *
good_table(CopDoc *d, const char *number)
{
  CopNode *t = cop_add_table(d, d->root, number, NULL, two, 2);
  cop_add_head_row(d, t, (const char *const[]){ "", "n" });
  return t;
}
static void
table_short(CopDoc *d)
{
  cop_add_cell(d, cop_add_row(d, good_table(d, NULL), NULL), "a");
}
static void
table_long(CopDoc *d)
{
  CopNode *t = good_table(d, NULL);
  CopNode *down = cop_add_row(d, t, (const char *const[]){ "a", "1" });
  down->first->as.cell.rowspan = 2;
  CopNode *row = cop_add_row(d, t, (const char *const[]){ "b", "2" });
  (void)row;
}
static void
head_cell(CopDoc *d)
{
  CopNode *t = cop_add_table(d, d->root, NULL, NULL, two, 2);
  cop_add_head_row(d, t, (const char *const[]){ "a", "" });
}
static void
caption(CopDoc *d)
{
  good_table(d, "1");
}
static void
link_relative(CopDoc *d)
{
  cop_add_link(d, cop_add_para(d, d->root, NULL), "page.html", "page");
}
static void
link_script(CopDoc *d)
{
  cop_add_link(d, cop_add_para(d, d->root, NULL), "javascript:x()", "page");
}
static void
link_text(CopDoc *d)
{
  cop_add_link(d, cop_add_para(d, d->root, NULL), "https://a.example/", " ");
}
static void
list_empty(CopDoc *d)
{
  cop_add_list(d, d->root, false);
}
static void
script(CopDoc *d)
{
  cop_add_para(d, d->root, "The word សុវត្ថិភាព stands alone.");
}
static void
contents(CopDoc *d)
{
  for (int i = 0; i < 12; i++)
    cop_add_section(d, d->root, 1, NULL, "Part");
}

static void
test_each(void)
{
  static const struct {
    void (*build)(CopDoc *d);
    const char *code;
    CopSeverity severity;
  } cases[] = {
    { lang, "doc-lang", COP_SEVERITY_ERROR },
    { id_twice, "doc-id-twice", COP_SEVERITY_ERROR },
    { xref, "doc-xref", COP_SEVERITY_ERROR },
    { alt, "doc-alt", COP_SEVERITY_ERROR },
    { picture_alt, "doc-alt", COP_SEVERITY_ERROR },
    { figure_empty, "doc-figure-empty", COP_SEVERITY_ERROR },
    { heading_empty, "doc-heading-empty", COP_SEVERITY_ERROR },
    { heading_order, "doc-heading-order", COP_SEVERITY_WARNING },
    { table_head, "doc-table-head", COP_SEVERITY_WARNING },
    { table_short, "doc-table-shape", COP_SEVERITY_ERROR },
    { table_long, "doc-table-shape", COP_SEVERITY_ERROR },
    { head_cell, "doc-head-cell-empty", COP_SEVERITY_WARNING },
    { caption, "doc-caption", COP_SEVERITY_WARNING },
    { link_relative, "doc-link", COP_SEVERITY_ERROR },
    { link_script, "doc-link", COP_SEVERITY_ERROR },
    { link_text, "doc-link-text", COP_SEVERITY_WARNING },
    { list_empty, "doc-list-empty", COP_SEVERITY_WARNING },
    { script, "doc-script", COP_SEVERITY_WARNING },
    { contents, "doc-contents", COP_SEVERITY_WARNING },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_autoptr(CopDiags) found = cop_diags_new();
    CopDoc *d = empty_doc(a);
    cases[i].build(d);
    cop_doc_check(d, found);
    if (cop_diags_count(found) != 1)
      g_error("%s: %zu findings, not one", cases[i].code, cop_diags_count(found));
    g_assert_cmpstr(cop_diags_at(found, 0)->code, ==, cases[i].code);
    g_assert_cmpint(cop_diags_at(found, 0)->severity, ==, cases[i].severity);
    g_assert_nonnull(cop_diags_at(found, 0)->remedy);
  }
}

/* What looks odd and is right. */
static void
test_quiet(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDiags) found = cop_diags_new();
  CopDoc *d = empty_doc(a);
  cop_add_section(d, cop_add_block(d, d->root, COP_ROLE_FRONT), 2, NULL, "This edition");
  CopNode *s = cop_add_section(d, d->root, 1, "1", "One");
  cop_add_section(d, cop_add_section(d, s, 2, NULL, "Two"), 3, NULL, "Three");
  cop_add_section(d, d->root, 1, "2", "Back up"); /* from level 3 to 1 */
  CopNode *t = good_table(d, NULL);
  CopNode *row = cop_add_row(d, t, (const char *const[]){ "a", "1" });
  row->first->as.cell.rowspan = 2;
  cop_add_cell(d, cop_add_row(d, t, NULL), "2");
  cop_add_cell(d, cop_add_row(d, t, NULL), "wide")->as.cell.colspan = 2;
  CopNode *p = cop_add_para(d, d->root, "Über № 5 – ½ ± €");
  cop_node_in(d, cop_add_styled(d, p, COP_NODE_SPAN, "भाषा ICU"), "hi");
  cop_add_link(d, p, "tel:1383", "1383");
  CopNode *icon = cop_node_add(d, p, COP_NODE_PICTURE);
  icon->as.picture.alt = ""; /* decoration */
  cop_doc_check(d, found);
  for (size_t i = 0; i < cop_diags_count(found); i++) {
    g_autofree char *line = cop_diag_to_line(cop_diags_at(found, i));
    g_error("unexpected: %s", line);
  }
}

static void
test_references(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopDoc *d = empty_doc(a);
  CopNode *numbered = cop_add_section(d, d->root, 1, "2.1", "Numbered");
  numbered->id = "s1";
  cop_add_section(d, d->root, 1, NULL, "Plain")->id = "s2";
  cop_add_table(d, d->root, "3", "Caption", two, 2)->id = "t1";
  cop_add_table(d, d->root, NULL, "Caption", two, 2)->id = "t2";
  static const char *const cases[][2] = { { "s1", "2.1" }, { "s2", "Plain" }, { "t1", "Table\u00a03" },
                                          { "t2", "Caption" }, { "nowhere", "" } };
  CopNode *p = cop_add_para(d, d->root, NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    CopNode *x = cop_node_add(d, p, COP_NODE_XREF);
    x->as.xref.target = cases[i][0];
    g_autofree char *text = cop_xref_text(d, x);
    g_assert_cmpstr(text, ==, cases[i][1]);
  }
  g_assert_cmpstr(cop_word(d, "ar", COP_WORD_NOTES), ==, "Notes");
  g_assert_cmpstr(cop_word_lang(d, "ar", COP_WORD_NOTES), ==, "en");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/doc/check/each", test_each);
  g_test_add_func("/doc/check/quiet", test_quiet);
  g_test_add_func("/doc/references", test_references);
  return g_test_run();
}

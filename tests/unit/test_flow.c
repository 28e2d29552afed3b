/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>

#include "base/xml.h"
#include "base/zip.h"
#include "doc/check.h"
#include "doc/dump.h"
#include "flow/flow.h"
#include "golden.h"
#include "raster.h"
#include "sample.h"

/* The catalogues as the build compiled them: unit tests do not hold them inside. */
static CopCatalogues *
load_catalogues(void)
{
  CopCatalogues *c = cop_catalogues_new();
  const char *binary = g_getenv("COPKIT_BINARY");
  if (binary == NULL)
    return c;
  g_autofree char *src = g_path_get_dirname(binary);
  g_autofree char *build = g_path_get_dirname(src);
  for (size_t i = 0; i < G_N_ELEMENTS(sample_words); i++) {
    const char *lang = sample_words[i].lang;
    g_autofree char *path = g_strdup_printf("%s/po/%s.mo", build, lang);
    char *text;
    gsize n;
    if (!g_file_get_contents(path, &text, &n, NULL))
      continue;
    g_autoptr(GBytes) mo = g_bytes_new_take(text, n);
    g_autoptr(GError) error = NULL;
    g_assert_true(cop_catalogues_add(c, lang, mo, &error));
    g_assert_no_error(error);
  }
  return c;
}

static char *
write_text(const CopDoc *d, const CopFlowFormat *format, const CopFlowOptions *options)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = cop_flow_write(d, format, options, &error);
  g_assert_no_error(error);
  gsize n;
  const char *data = g_bytes_get_data(bytes, &n);
  return g_strndup(data, n);
}

static void
test_dump(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autofree char *dump = cop_doc_dump(sample_doc(a, "en", NULL));
  golden_compare("doc/sample.tree", dump);
}

/* The kinds each format passes over, and the ones it shows. */
static void
test_coverage(void)
{
  g_autoptr(GString) s = g_string_new(NULL);
  size_t n;
  const CopFlowFormat *const *formats = cop_flow_formats(&n);
  for (size_t i = 0; i < n; i++) {
    g_string_append_printf(s, "%s ignores:", cop_flow_format_name(formats[i]));
    for (int k = 0; k < COP_NODE_MAX; k++)
      if (!cop_flow_format_covers(formats[i], (CopNodeKind)k))
        g_string_append_printf(s, " %s", cop_node_kind_name((CopNodeKind)k));
    g_string_append_c(s, '\n');
  }
  golden_compare("flow/coverage.txt", s->str);
}

static void
test_golden(gconstpointer data)
{
  const char *lang = data;
  g_autoptr(CopCatalogues) catalogues = load_catalogues();
  g_autoptr(CopArena) a = cop_arena_new();
  const CopDoc *d = sample_doc(a, lang, catalogues);
  g_autoptr(CopDiags) found = cop_diags_new();
  cop_doc_check(d, found);
  for (size_t i = 0; i < cop_diags_count(found); i++) {
    g_autofree char *line = cop_diag_to_line(cop_diags_at(found, i));
    g_error("the sample should have no findings: %s", line);
  }
  g_autofree char *html = write_text(d, &cop_flow_html, &(CopFlowOptions){ .style_address = "document.css" });
  g_autofree char *name = g_strdup_printf("flow/sample.%s.html", lang);
  golden_compare(name, html);
  g_autofree char *text = write_text(d, &cop_flow_text, NULL);
  g_autofree char *text_name = g_strdup_printf("flow/sample.%s.txt", lang);
  golden_compare(text_name, text);
  g_autofree char *again = write_text(d, &cop_flow_html, &(CopFlowOptions){ .style_address = "document.css" });
  g_assert_cmpstr(html, ==, again);
}

static void
test_html_is_well_formed(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autofree char *whole = write_text(sample_doc(a, "ar", NULL), &cop_flow_html, NULL);
  g_assert_true(g_str_has_prefix(whole, "<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\">"));
  g_assert_null(strstr(whole, " style=\""));
  g_assert_null(strstr(whole, "<script"));
  g_autofree char *piece = write_text(sample_doc(a, "en", NULL), &cop_flow_html, &(CopFlowOptions){ .fragment = true });
  g_assert_true(g_str_has_prefix(piece, "<div class=\"document\" lang=\"en\" dir=\"ltr\">"));
  g_assert_null(strstr(piece, "<main"));
}

static void
test_html_refuses_scripts(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopDoc *d = cop_doc_new(a, &(CopDocMeta){ .title = "<script>alert(1)</script>", .lang = "en" });
  CopNode *p = cop_add_para(d, d->root, "\"><img src=x onerror=alert(1)>");
  cop_add_link(d, p, "javascript:alert(1)", "here");
  cop_add_link(d, p, " JavaScript:alert(1)", "there");
  g_autofree char *html = write_text(d, &cop_flow_html, NULL);
  g_assert_null(strstr(html, "<script"));
  g_assert_null(strstr(html, "<img"));
  g_assert_null(strstr(html, "href=\"javascript"));
  g_assert_null(strstr(html, "href=\" Java"));
}

static void
test_unresolved_reference(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopDoc *d = cop_doc_new(a, &(CopDocMeta){ .title = "T", .lang = "en" });
  cop_node_add(d, cop_add_para(d, d->root, NULL), COP_NODE_XREF)->as.xref.target = "nowhere";
  size_t n;
  const CopFlowFormat *const *formats = cop_flow_formats(&n);
  for (size_t i = 0; i < n; i++) {
    g_autoptr(GError) error = NULL;
    g_assert_null(cop_flow_write(d, formats[i], NULL, &error));
    g_assert_error(error, COP_FLOW_ERROR, COP_FLOW_ERROR_REFERENCE);
  }
}

static void
test_title_once(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopDoc *d = cop_doc_new(a, &(CopDocMeta){ .title = "A Title", .lang = "en", .style = COP_STYLE_FORM });
  CopNode *block = cop_add_block(d, d->root, COP_ROLE_TITLE_BLOCK);
  cop_add_para(d, block, "Document 4");
  cop_add_para(d, d->root, "Text.");
  g_autofree char *after = write_text(d, &cop_flow_html, &(CopFlowOptions){ .fragment = true });
  g_assert_true(strstr(after, "Document 4") < strstr(after, "<h1>A Title</h1>"));
  g_assert_true(strstr(after, "<h1>A Title</h1>") < strstr(after, "Text."));

  cop_add_para(d, d->root, "A Title");
  g_autofree char *own = write_text(d, &cop_flow_html, &(CopFlowOptions){ .fragment = true });
  const char *title = strstr(own, "<h1>A Title</h1>");
  g_assert_true(strstr(own, "Text.") < title);
  g_assert_null(strstr(title + strlen("<h1>A Title"), "A Title"));
}

/* No line is wider than 72 columns unless one word is; wide tables become
 * records; nesting keeps its marks. */
static void
test_text_lines(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopDoc *d = cop_doc_new(a, &(CopDocMeta){ .title = "T", .lang = "en" });
  const CopColumn columns[] = { { COP_ALIGN_START, 0 }, { COP_ALIGN_START, 0 } };
  CopNode *t = cop_add_table(d, d->root, "1", "Wide", columns, 2);
  cop_add_head_row(d, t, (const char *const[]){ "Measure", "What it means" });
  CopNode *row = cop_add_row(d, t, (const char *const[]){ "M01", NULL });
  CopNode *cell = row->first->next;
  cop_add_text(d, cell, "A cell of so many words that no line of seventy-two columns could ever hold it beside another");
  cop_add_footnote(d, cell, NULL, "Said in a cell.");
  CopNode *quote = cop_node_add(d, d->root, COP_NODE_QUOTE);
  CopNode *list = cop_add_list(d, quote, false);
  CopNode *item = cop_add_item(d, list, "An item in a quotation that is long enough to be broken over two lines of text.");
  cop_add_para(d, item, "Second paragraph.");
  cop_add_item(d, list, "https://example.org/a/very/long/address/that/cannot/be/broken/anywhere/at/all/because/it/is/one");
  g_autofree char *text = write_text(d, &cop_flow_text, NULL);
  g_assert_cmpstr(text, ==,
                  "T\n===\n\nTable\u00a01. Wide\n\nM01\n"
                  "  What it means: A cell of so many words that no line of seventy-two\n"
                  "    columns could ever hold it beside another[1]\n\n"
                  "> - An item in a quotation that is long enough to be broken over two\n"
                  ">   lines of text.\n>\n>   Second paragraph.\n"
                  "> - https://example.org/a/very/long/address/that/cannot/be/broken/anywhere/at/all/because/it/is/one\n\n"
                  "Notes\n-----\n\n[1] Said in a cell.\n");
}

static const CopFlowOptions with_pictures = { .rasterise = raster_drawing };

/* A part of a DOCX file as text. */
static char *
docx_part(const CopDoc *d, const CopFlowOptions *options, const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = cop_flow_write(d, &cop_flow_docx, options, &error);
  g_assert_no_error(error);
  g_autoptr(CopZip) z = cop_zip_open(bytes, &error);
  g_assert_no_error(error);
  g_autoptr(GBytes) part = cop_zip_read(z, name, &error);
  g_assert_no_error(error);
  gsize n;
  const char *data = g_bytes_get_data(part, &n);
  return g_strndup(data, n);
}

static void
test_docx_golden(gconstpointer data)
{
  const char *lang = data;
  static const char *const parts[] = { "document", "footnotes", "styles" };
  g_autoptr(CopCatalogues) catalogues = load_catalogues();
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_autofree char *part = g_strdup_printf("word/%s.xml", parts[i]);
    g_autofree char *xml = docx_part(sample_doc(a, lang, catalogues), &with_pictures, part);
    g_autofree char *name = g_strdup_printf("flow/sample.%s.docx.%s.xml", lang, parts[i]);
    golden_compare(name, xml);
  }
}

static void
test_docx_same_bytes(void)
{
  g_autoptr(GBytes) first = NULL;
  for (int i = 0; i < 2; i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = cop_flow_write(sample_doc(a, "hi", NULL), &cop_flow_docx, &with_pictures, &error);
    g_assert_no_error(error);
    if (first == NULL)
      first = g_bytes_ref(bytes);
    else
      g_assert_true(g_bytes_equal(first, bytes));
  }
}

static void
test_docx_needs_pixels(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  g_assert_null(cop_flow_write(sample_doc(a, "en", NULL), &cop_flow_docx, NULL, &error));
  g_assert_error(error, COP_FLOW_ERROR, COP_FLOW_ERROR_PICTURE);
}

static unsigned
page_of(void *data, const char *id)
{
  (void)data;
  return strcmp(id, "second") == 0 ? 7 : 0;
}

/* Page numbers stand where they are known, and nothing is made up elsewhere. */
static void
test_docx_pages(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopFlowOptions options = with_pictures;
  const CopDoc *d = sample_doc(a, "en", NULL);
  g_autofree char *without = docx_part(d, &options, "word/document.xml");
  g_assert_null(strstr(without, "PAGEREF"));
  options.page_of = page_of;
  g_autofree char *with = docx_part(d, &options, "word/document.xml");
  g_assert_nonnull(strstr(with, " PAGEREF _Toc000000003 \\h </w:instrText>"));
  g_assert_null(strstr(with, " PAGEREF _Toc000000001"));
  g_assert_nonnull(strstr(with, " PAGEREF _Ref"));
}

/* Numbers that fields would count the same need no help; others are told. */
static void
test_docx_sequence(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopDoc *d = cop_doc_new(a, &(CopDocMeta){ .title = "T", .lang = "en" });
  static const char *const numbers[] = { "1.1", "1.2", "1.5", "2.1", "A" };
  const CopColumn column = { COP_ALIGN_START, 0 };
  CopNode *s = NULL;
  for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
    if (i == 0 || i == 3)
      s = cop_add_section(d, d->root, 1, NULL, "Chapter");
    CopNode *t = cop_add_table(d, s, numbers[i], "Caption", &column, 1);
    cop_add_head_row(d, t, (const char *const[]){ "x" });
  }
  g_autofree char *xml = docx_part(d, NULL, "word/document.xml");
  g_auto(GStrv) fields = g_strsplit(xml, " SEQ ", -1);
  g_assert_cmpuint(g_strv_length(fields), ==, 5);
  for (guint i = 1; i < 5; i++)
    g_assert_true(g_str_has_prefix(fields[i], i == 3 ? "Table \\* ARABIC \\s 1 \\r 5 <" : "Table \\* ARABIC \\s 1 <"));
  g_assert_nonnull(strstr(xml, ">A</w:t>"));
}

/* Text is cut into runs where its direction changes; nothing gets lost. */
static void
test_docx_directions(void)
{
  static const struct {
    const char *lang, *text;
    const char *runs; /* L or R for each run, with its text */
  } cases[] = {
    { "en", "one (واحد) two", "L[one (]R[واحد]L[) two]" },
    { "ar", "رقم 1383", "R[رقم 1383]" },
    { "ar", "مكتبة ICU 72.1 هنا", "R[مكتبة ]L[ICU 72.1]R[ هنا]" },
    { "ar", "ICU.", "L[ICU]R[.]" },
    { "en", "12", "L[12]" },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(CopArena) a = cop_arena_new();
    CopDoc *d = cop_doc_new(a, &(CopDocMeta){ .title = "T", .lang = cases[i].lang });
    cop_add_para(d, d->root, cases[i].text);
    g_autofree char *xml = docx_part(d, NULL, "word/document.xml");
    const char *at = strstr(xml, "\"BodyText\"");
    g_autoptr(GString) got = g_string_new(NULL);
    g_auto(GStrv) runs = g_strsplit(at, "<w:r>", -1);
    for (char **r = runs + 1; *r != NULL; r++) {
      const char *text = strstr(*r, "preserve\">") + strlen("preserve\">");
      g_string_append_printf(got, "%c[%.*s]", strstr(*r, "<w:rtl/>") != NULL ? 'R' : 'L', (int)strcspn(text, "<"), text);
    }
    g_assert_cmpstr(got->str, ==, cases[i].runs);
  }
}

/* Whatever the palette, the style sheet's accents can be read on its grounds. */
static void
test_contrast(void)
{
  static const CopPalette palettes[] = {
    { 0x123a6bff, 0x1f5fa8ff, 0xa9c8eaff, 0xeaf2fbff, 0xf2b705ff },
    { 0xffff00ff, 0xffee88ff, 0xffffccff, 0xfff000ff, 0xffff00ff },
    { 0x00ff00ff, 0xff00ffff, 0x000000ff, 0x000000ff, 0x000000ff },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(palettes); i++) {
    g_autofree char *css = cop_flow_html_style(&(CopDocMeta){ .title = "T", .lang = "en", .palette = palettes[i] });
    for (const char *at = css; (at = strstr(at, "--paper:")) != NULL; at++) {
      g_autoptr(GHashTable) tokens = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
      g_autofree char *rule = g_strndup(at, strcspn(at, "}"));
      g_auto(GStrv) parts = g_strsplit(rule, ";", -1);
      for (char **p = parts; *p != NULL; p++) {
        char *value = strchr(*p, '#');
        if (value == NULL)
          continue;
        CopColor c;
        g_assert_true(cop_color_parse(value, &c));
        char *name = strstr(*p, "--");
        g_hash_table_insert(tokens, g_strndup(name, strcspn(name, ":")), GUINT_TO_POINTER(c));
      }
      static const struct {
        const char *text, *ground;
        double least;
      } pairs[] = {
        { "--ink", "--paper", 7 },      { "--ink", "--ground", 7 },       { "--ink", "--tint", 7 },
        { "--soft-ink", "--paper", 4.5 }, { "--soft-ink", "--ground", 4.5 }, { "--soft-ink", "--tint", 4.5 },
        { "--deep", "--paper", 7 },     { "--main", "--paper", 4.5 },     { "--main", "--tint", 4.5 },
        { "--main", "--ground", 4.5 },  { "--on-strip", "--strip", 7 },   { "--focus", "--paper", 3 },
      };
      for (size_t k = 0; k < G_N_ELEMENTS(pairs); k++) {
        CopColor text = GPOINTER_TO_UINT(g_hash_table_lookup(tokens, pairs[k].text));
        CopColor ground = GPOINTER_TO_UINT(g_hash_table_lookup(tokens, pairs[k].ground));
        if (cop_color_contrast(text, ground) < pairs[k].least)
          g_error("palette %zu: %s on %s has %.2f:1, not %.1f:1", i, pairs[k].text, pairs[k].ground,
                  cop_color_contrast(text, ground), pairs[k].least);
      }
    }
  }
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/doc/dump", test_dump);
  g_test_add_func("/flow/coverage", test_coverage);
  for (size_t i = 0; i < G_N_ELEMENTS(sample_words); i++) {
    g_autofree char *path = g_strdup_printf("/flow/golden/%s", sample_words[i].lang);
    g_test_add_data_func(path, sample_words[i].lang, test_golden);
  }
  static const char *const docx_langs[] = { "en", "ar" };
  for (size_t i = 0; i < G_N_ELEMENTS(docx_langs); i++) {
    g_autofree char *path = g_strdup_printf("/flow/golden/docx/%s", docx_langs[i]);
    g_test_add_data_func(path, docx_langs[i], test_docx_golden);
  }
  g_test_add_func("/flow/text/lines", test_text_lines);
  g_test_add_func("/flow/docx/same-bytes", test_docx_same_bytes);
  g_test_add_func("/flow/docx/pixels", test_docx_needs_pixels);
  g_test_add_func("/flow/docx/pages", test_docx_pages);
  g_test_add_func("/flow/docx/sequence", test_docx_sequence);
  g_test_add_func("/flow/docx/directions", test_docx_directions);
  g_test_add_func("/flow/html/well-formed", test_html_is_well_formed);
  g_test_add_func("/flow/html/scripts", test_html_refuses_scripts);
  g_test_add_func("/flow/unresolved-reference", test_unresolved_reference);
  g_test_add_func("/flow/title-once", test_title_once);
  g_test_add_func("/flow/html/contrast", test_contrast);
  return g_test_run();
}

/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>
#include <string.h>

#include "base/limits.h"
#include "corpus.h"
#include "doc/build.h"
#include "doc/check.h"
#include "doc/dump.h"
#include "doc/markup.h"
#include "flow/flow.h"
#include "golden.h"

static const CopDrawing *
picture(void *data, CopArena *a, const char *address, const char *lang, GError **error)
{
  (void)data, (void)lang;
  if (strcmp(address, "chart.svg") == 0)
    return cop_drawing_new(a, 20, 10);
  g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "no such file");
  return NULL;
}

static CopDoc *
read_text(CopArena *a, const char *text, size_t length, const char *file, CopDiags *found)
{
  g_autoptr(GError) error = NULL;
  CopDoc *d = cop_markup_read(a, text, length, &(CopMarkupOptions){ .file = file, .picture = picture }, found, &error);
  g_assert_no_error(error);
  return d;
}

static void
test_golden(gconstpointer data)
{
  const char *name = data;
  const char *source = g_getenv("COPKIT_TEST_SOURCE");
  g_autofree char *file = g_strdup_printf("%s.md", name);
  g_autofree char *path = g_build_filename(source == NULL ? "." : source, "tests/golden/markup", file, NULL);
  g_autoptr(GBytes) bytes = corpus_read(path);
  gsize n;
  const char *text = g_bytes_get_data(bytes, &n);
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDiags) found = cop_diags_new();
  CopDoc *d = read_text(a, text, n, file, found);
  g_autofree char *tree = cop_doc_dump(d);
  g_autofree char *tree_name = g_strdup_printf("markup/%s.tree", name);
  golden_compare(tree_name, tree);
  cop_doc_check(d, found);
  cop_diags_sort(found);
  g_autoptr(GString) lines = g_string_new(NULL);
  for (size_t i = 0; i < cop_diags_count(found); i++) {
    g_autofree char *line = cop_diag_to_line(cop_diags_at(found, i));
    g_string_append_printf(lines, "%s\n", line);
  }
  g_autofree char *lint_name = g_strdup_printf("markup/%s.lint", name);
  golden_compare(lint_name, lines->str);
}

static void
test_refused(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDiags) found = cop_diags_new();
  g_autoptr(GError) error = NULL;
  g_assert_null(cop_markup_read(a, "a\xff", 2, NULL, found, &error));
  g_assert_error(error, COP_MARKUP_ERROR, COP_MARKUP_ERROR_ENCODING);
  g_clear_error(&error);
  g_assert_null(cop_markup_read(a, "a\0b", 3, NULL, found, &error));
  g_assert_error(error, COP_MARKUP_ERROR, COP_MARKUP_ERROR_ENCODING);
  g_clear_error(&error);
  g_autofree char *long_text = g_strnfill(COP_LIMIT_TEXT + 1, 'a');
  g_assert_null(cop_markup_read(a, long_text, COP_LIMIT_TEXT + 1, NULL, found, &error));
  g_assert_error(error, COP_MARKUP_ERROR, COP_MARKUP_ERROR_LIMIT);
}

/* Texts that make naive readers slow or deep. */
static void
test_pathological(void)
{
  static const struct {
    const char *piece, *middle, *close;
    unsigned n;
  } cases[] = {
    { ">", "a", "", 20000 },    { "- ", "a", "", 2000 },       { "[", "a", "](b)", 5000 }, { "**a *a ", "", "", 20000 },
    { "[^1]", "", "", 5000 },   { "|a", "\n|---\n", "", 1000 }, { "`", "a", "", 20000 },    { "[a]{lang=", "", "", 5000 },
    { "* ", "a", "*", 5000 },   { "![a](", "", "", 5000 },      { "{", "}", "", 5000 },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autoptr(GString) s = g_string_new(NULL);
    for (unsigned k = 0; k < cases[i].n; k++)
      g_string_append(s, cases[i].piece);
    g_string_append(s, cases[i].middle);
    for (unsigned k = 0; k < cases[i].n && cases[i].close[0] != '\0'; k++)
      g_string_append(s, cases[i].close);
    g_string_append(s, "\n\n[^1]: x\n");
    g_autoptr(CopArena) a = cop_arena_new();
    g_autoptr(CopDiags) found = cop_diags_new();
    gint64 begun = g_get_monotonic_time();
    CopDoc *d = read_text(a, s->str, s->len, "x.md", found);
    g_autoptr(GError) error = NULL;
    G_GNUC_UNUSED g_autoptr(GBytes) bytes = cop_flow_write(d, &cop_flow_html, NULL, &error);
    g_assert_no_error(error);
    if (g_get_monotonic_time() - begun > 20 * G_USEC_PER_SEC)
      g_error("case %zu takes %" G_GINT64_FORMAT " ms", i, (g_get_monotonic_time() - begun) / 1000);
  }
}

static unsigned
count_kind(const CopDoc *d, CopNodeKind kind)
{
  unsigned n = 0;
  for (const CopNode *node = d->root; node != NULL; node = cop_node_walk(node, d->root))
    n += node->kind == kind;
  return n;
}

static void
test_stories(void)
{
  g_autofree char *folder = corpus_folder("stories");
  if (folder == NULL)
    return;
  unsigned n = 0;
  g_autoptr(GPtrArray) stories = corpus_files(folder);
  for (guint i = 0; i < stories->len; i++) {
    g_autoptr(GPtrArray) files = corpus_files(stories->pdata[i]);
    for (guint k = 0; k < files->len; k++, n++) {
      g_autoptr(GBytes) bytes = corpus_read(files->pdata[k]);
      gsize length;
      const char *text = g_bytes_get_data(bytes, &length);
      g_autoptr(CopArena) a = cop_arena_new();
      g_autoptr(CopDiags) found = cop_diags_new();
      CopDoc *d = read_text(a, text, length, files->pdata[k], found);
      /* a page for each "##" line, the title from the first heading, no finding */
      unsigned pages = 0;
      g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
      for (char **l = lines; *l != NULL; l++)
        pages += strcmp(g_strchomp(*l), "##") == 0;
      g_assert_cmpuint(count_kind(d, COP_NODE_PAGE_BREAK), ==, pages);
      g_assert_true(g_str_has_prefix(lines[0], "# "));
      g_assert_cmpstr(d->meta.title, ==, g_strchug(lines[0] + 1));
      if (cop_diags_count(found) > 0) {
        g_autofree char *line = cop_diag_to_line(cop_diags_at(found, 0));
        g_error("%s", line);
      }
      size_t n_formats;
      const CopFlowFormat *const *formats = cop_flow_formats(&n_formats);
      for (size_t f = 0; f < n_formats; f++) {
        g_autoptr(GError) error = NULL;
        G_GNUC_UNUSED g_autoptr(GBytes) file = cop_flow_write(d, formats[f], NULL, &error);
        g_assert_no_error(error);
      }
    }
  }
  g_assert_cmpuint(n, >, 50);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  static const char *const cases[] = { "letter", "title", "broken" };
  for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
    g_autofree char *path = g_strdup_printf("/doc/markup/golden/%s", cases[i]);
    g_test_add_data_func(path, cases[i], test_golden);
  }
  g_test_add_func("/doc/markup/refused", test_refused);
  g_test_add_func("/doc/markup/pathological", test_pathological);
  g_test_add_func("/doc/markup/stories", test_stories);
  return g_test_run();
}

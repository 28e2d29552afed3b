/* SPDX-License-Identifier: Apache-2.0 */
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "corpus.h"
#include "page/pdf.h"
#include "typeset/typeset.h"
#include "typeset_sample.h"

/* --- judges --- */

/* Output of a program, NULL after g_test_skip() when it is not there. */
static char *
run(const char *const *argv)
{
  g_autofree char *path = g_find_program_in_path(argv[0]);
  if (path == NULL) {
    g_autofree char *reason = g_strdup_printf("no program '%s'", argv[0]);
    g_test_skip(reason);
    return NULL;
  }
  char *out = NULL;
  int status = 0;
  g_autoptr(GError) error = NULL;
  g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &out, NULL, &status,
               &error);
  g_assert_no_error(error);
  if (!g_spawn_check_wait_status(status, &error))
    g_error("%s: %s\n%s", argv[0], error->message, out);
  return out;
}

static char *
write_pdf(const CopPages *pages, const char *name)
{
  static const CopPdfOptions options = { .instant = "2026-01-02T03:04:05Z" };
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) pdf = cop_pdf_write(pages, &options, &error);
  g_assert_no_error(error);
  g_autofree char *folder = g_strdup(g_getenv("COPKIT_TEST_OUT"));
  if (folder == NULL)
    folder = g_dir_make_tmp("copkit-typeset-XXXXXX", &error);
  g_assert_no_error(error);
  char *path = g_build_filename(folder, name, NULL);
  g_file_set_contents(path, g_bytes_get_data(pdf, NULL), (gssize)g_bytes_get_size(pdf), &error);
  g_assert_no_error(error);
  return path;
}

static void
remove_pdf(const char *path)
{
  if (g_getenv("COPKIT_TEST_OUT") != NULL)
    return;
  g_autofree char *folder = g_path_get_dirname(path);
  g_remove(path);
  g_rmdir(folder);
}

static CopPages *
set(CopSetter *setter, const CopDoc *d, CopDiags *diags)
{
  g_autoptr(GError) error = NULL;
  CopPages *pages = cop_typeset_document(setter, d, diags, &error);
  g_assert_no_error(error);
  return pages;
}

/* --- tests --- */

static void
test_report(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  g_autoptr(CopSetter) setter = cop_setter_new(NULL, &error);
  g_assert_no_error(error);
  g_autoptr(CopDiags) diags = cop_diags_new();
  g_autoptr(CopPages) pages = set(setter, sample_report(a, 3, 4), diags);
  g_assert_cmpuint(cop_diags_count(diags), ==, 0);
  g_assert_cmpuint(cop_pages_count(pages), >=, 6);
  g_autofree char *path = write_pdf(pages, "report.pdf");
  g_autofree char *checked = run((const char *const[]){ "qpdf", "--check", path, NULL });
  g_autofree char *text = run((const char *const[]){ "pdftotext", "-layout", path, "-", NULL });
  if (checked != NULL)
    g_assert_nonnull(strstr(checked, "No syntax or stream encoding errors"));
  if (text != NULL) {
    g_assert_nonnull(strstr(text, "National strategy"));
    g_assert_nonnull(strstr(text, "Draft, for review"));
    g_assert_nonnull(strstr(text, "Example data, not real reports"));
    g_assert_nonnull(strstr(text, "Disrupting Harm in the country"));
    g_assert_nonnull(strstr(text, "1,234.5"));
  }
  remove_pdf(path);
}

/* The same document gives the same bytes, whatever was set before it. */
static void
test_deterministic(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  static const CopPdfOptions options = { .instant = "2026-01-02T03:04:05Z" };
  const CopDoc *report = sample_report(a, 2, 2), *other = sample_report(a, 1, 1);
  g_autoptr(GBytes) first = NULL, second = NULL;
  for (int i = 0; i < 2; i++) {
    g_autoptr(CopSetter) setter = cop_setter_new(NULL, &error);
    g_autoptr(CopDiags) diags = cop_diags_new();
    if (i == 1) {
      g_autoptr(CopPages) before = set(setter, other, diags);
      g_bytes_unref(cop_pdf_write(before, &options, &error));
    }
    g_autoptr(CopPages) pages = set(setter, report, diags);
    *(i == 0 ? &first : &second) = cop_pdf_write(pages, &options, &error);
    g_assert_no_error(error);
  }
  g_assert_true(g_bytes_equal(first, second));
}

static void
test_missing_glyph(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  g_autoptr(CopSetter) setter = cop_setter_new(NULL, &error);
  g_assert_no_error(error);
  CopDocMeta meta = { .title = "Title", .lang = "en", .style = COP_STYLE_LETTER };
  CopDoc *d = cop_doc_new(a, &meta);
  CopNode *p = cop_add_para(d, d->root, "A letter nobody has: \U0001E900 here.");
  p->file = "letter.md";
  p->line = 7;
  g_autoptr(CopDiags) diags = cop_diags_new();
  g_assert_null(cop_typeset_document(setter, d, diags, &error));
  g_assert_error(error, COP_TYPESET_ERROR, COP_TYPESET_ERROR_GLYPH);
  g_assert_nonnull(strstr(error->message, "letter.md:7"));
  g_assert_nonnull(strstr(error->message, "U+1E900"));
  g_assert_nonnull(strstr(error->message, "'en'"));
}

static void
test_page_budget(void)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  g_autoptr(CopSetter) setter = cop_setter_new(NULL, &error);
  CopDoc *d = sample_report(a, 2, 4);
  d->meta.page_budget = 4;
  g_autoptr(CopDiags) diags = cop_diags_new();
  g_autoptr(CopPages) pages = set(setter, d, diags);
  g_assert_cmpuint(cop_pages_count(pages), >, 4);
  g_assert_cmpuint(cop_diags_count(diags), ==, 1);
  g_assert_cmpstr(cop_diags_at(diags, 0)->code, ==, "layout-pages");
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/typeset/report", test_report);
  g_test_add_func("/typeset/deterministic", test_deterministic);
  g_test_add_func("/typeset/missing-glyph", test_missing_glyph);
  g_test_add_func("/typeset/page-budget", test_page_budget);
  return g_test_run();
}

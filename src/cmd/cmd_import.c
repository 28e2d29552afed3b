/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "cmd/cmd.h"
#include "import/kind.h"

typedef struct {
  CopImportSource *items;
  const CopImportKind **kinds;
  size_t n;
} Inputs;

static void
inputs_clear(Inputs *in)
{
  for (size_t i = 0; i < in->n; i++)
    cop_import_source_clear(&in->items[i]);
  g_free(in->items);
  g_free(in->kinds);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Inputs, inputs_clear)

static CopExit
look_at_inputs(Inputs *in, char **paths, size_t n, const CopImportKind *as)
{
  g_autoptr(GError) error = NULL;
  in->items = g_new0(CopImportSource, n);
  in->kinds = g_new0(const CopImportKind *, n);
  for (; in->n < n; in->n++) {
    CopImportSource *source = &in->items[in->n];
    if (!cop_import_source_init(source, paths[in->n], &error))
      return cop_cmd_fail("import", COP_EXIT_INPUT, error);
    in->kinds[in->n] = as != NULL ? as : cop_import_kind_of(source);
    if (in->kinds[in->n] == NULL) {
      in->n++;
      return cop_cmd_failf("import", COP_EXIT_INPUT, "'%s' is of no kind that can be imported; say which with --as", source->path);
    }
  }
  return COP_EXIT_OK;
}

static void
print_counts(const CopImportKind *kind, const CopImportCounts *c, bool dry_run)
{
  printf("%s: %zu added, %zu changed, %zu removed, %zu unchanged", kind->name, c->added, c->changed, c->removed,
         c->unchanged);
  if (c->kept > 0)
    printf(", %zu left alone", c->kept);
  if (c->rejected > 0)
    printf(", %zu refused", c->rejected);
  puts(dry_run ? " (nothing was stored)" : "");
}

/* The inputs of one kind, as one import. */
static CopExit
import_kind(CopDb *db, const Inputs *in, const CopImportKind *kind, const CopImportOptions *options,
            const CopCmdCommon *common)
{
  g_autofree CopImportSource *sources = g_new0(CopImportSource, in->n);
  g_autoptr(CopDiags) d = cop_diags_new();
  g_autoptr(GError) error = NULL;
  CopImportCounts counts = { 0 };
  size_t n = 0;
  for (size_t i = 0; i < in->n; i++)
    if (in->kinds[i] == kind)
      sources[n++] = in->items[i];
  if (n == 0)
    return COP_EXIT_OK;
  bool fine = kind->run(db, sources, n, options, &counts, d, &error);
  cop_diags_sort(d);
  cop_cmd_print_diags(d, common->json);
  if (!fine)
    return cop_cmd_fail("import", COP_EXIT_INPUT, error);
  size_t errors = cop_diags_count_severity(d, COP_SEVERITY_ERROR);
  if (errors > 0 && counts.rejected == 0)
    return cop_cmd_failf("import", COP_EXIT_INPUT, errors == 1 ? "%zu error; nothing was stored" : "%zu errors; nothing was stored",
                         errors + cop_diags_dropped(d));
  if (!common->quiet && !common->json)
    print_counts(kind, &counts, options->dry_run);
  return counts.rejected > 0 ? COP_EXIT_FINDINGS : COP_EXIT_OK;
}

static char *
list_of_kinds(void)
{
  size_t n;
  const CopImportKind *kinds = cop_import_kinds(&n);
  GString *s = g_string_new("Kinds:\n");
  for (size_t i = 0; i < n; i++)
    g_string_append_printf(s, "  %-14s %s\n", kinds[i].name, kinds[i].title);
  g_string_append(s, "\nAn input with errors is refused whole, or with --no-strict its good rows go in; the default\n"
                     "depends on the kind. Exit: 0, 1 when rows were refused, 3 when nothing was stored.");
  return g_string_free(s, FALSE);
}

CopExit
cop_cmd_import(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *as = NULL, *rejects = NULL, *about = list_of_kinds();
  gboolean strict = FALSE, lenient = FALSE, dry_run = FALSE, overwrite = FALSE;
  const GOptionEntry entries[] = {
    { "as", 0, 0, G_OPTION_ARG_STRING, &as, "the kind of the inputs, instead of looking at them", "KIND" },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &strict, "refuse an input whole when a row of it is bad", NULL },
    { "no-strict", 0, 0, G_OPTION_ARG_NONE, &lenient, "store the good rows, refuse the bad ones", NULL },
    { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &rejects, "write refused rows with their reasons here", "FILE" },
    { "overwrite", 0, 0, G_OPTION_ARG_NONE, &overwrite, "win over what persons have changed", NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, "check and count, store nothing", NULL },
    G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, "FILE...", "Read packs and field data into the store.", about, &common))
    return COP_EXIT_USAGE;
  if (argc < 2 || (strict && lenient))
    return cop_cmd_failf("import", COP_EXIT_USAGE, argc < 2 ? "name what to import" : "--strict and --no-strict exclude each other");
  const CopImportKind *kind = as == NULL ? NULL : cop_import_kind_named(as);
  if (as != NULL && kind == NULL)
    return cop_cmd_failf("import", COP_EXIT_USAGE, "there is no kind '%s'; 'copkit import --help' lists all", as);

  g_auto(Inputs) in = { 0 };
  CopExit code = look_at_inputs(&in, argv + 1, (size_t)argc - 1, kind);
  if (code != COP_EXIT_OK)
    return code;
  g_autoptr(CopDb) db = cop_cmd_open_store("import", &common, COP_DB_WRITE, &code);
  if (db == NULL)
    return code;
  size_t n;
  const CopImportKind *all = cop_import_kinds(&n);
  for (size_t i = 0; i < n; i++) {
    const CopImportOptions options = { .actor = cop_cmd_actor(), .dry_run = dry_run, .overwrite = overwrite,
                                       .strict = strict || (all[i].strict && !lenient), .rejects = rejects };
    CopExit one = import_kind(db, &in, &all[i], &options, &common);
    code = MAX(code, one);
  }
  return code;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "base/file.h"
#include "cmd/cmd.h"
#include "import/field.h"
#include "import/pack_blank.h"
#include "import/pack_store.h"

enum { FIELD_FILES_MOST = 100 };

typedef struct {
  const char *folders[2];
  size_t n;
  const CopTerritory *blank; /* the country where no folder holds it; else NULL */
  CopPackCounts counts;
  CopDiags *d;
  bool refused;
  size_t reports, refused_rows; /* of the example's field data */
} Filling;

/* The example's field data: every *.csv below field/. What is bad in them is
 * bad on purpose and is counted, not shown. */
static bool
add_field_data(CopDb *db, Filling *f, const char *folder, GError **error)
{
  g_autofree char *field = g_build_filename(folder, "field", NULL);
  if (!g_file_test(field, G_FILE_TEST_IS_DIR))
    return true;
  g_autoptr(GPtrArray) files = cop_file_find(field, ".csv", FIELD_FILES_MOST, error);
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDiags) expected = cop_diags_new();
  CopModel *m;
  if (files == NULL || !cop_model_load(db, a, &m, error))
    return false;
  for (guint i = 0; i < files->len; i++) {
    CopIntakeSummary s;
    if (!cop_field_import(db, m, files->pdata[i], &(CopFieldOptions){ .actor = cop_cmd_actor() }, &s, expected, error))
      return false;
    f->reports += s.reports_added;
    f->refused_rows += s.rows_refused;
  }
  return true;
}

static bool
add_packs(CopPackSet *set, const CopModel *stored, void *data, CopDiags *d, GError **error)
{
  (void)stored;
  const Filling *f = data;
  if (f->blank != NULL)
    cop_pack_blank_add(set, f->blank, d);
  for (size_t i = 0; i < f->n; i++)
    if (!cop_pack_set_add(set, f->folders[i], d, error))
      return false;
  return true;
}

static bool
fill(CopDb *db, void *data, GError **error)
{
  Filling *f = data;
  const CopPackStoring how = { .actor = cop_cmd_actor() };
  if (!cop_pack_import_filled(db, add_packs, f, &how, &f->counts, f->d, error))
    return false;
  f->refused = cop_diags_count_severity(f->d, COP_SEVERITY_ERROR) > 0;
  if (f->refused)
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_FAILED, "the packs have errors; no store was made");
  return !f->refused && (f->n < 2 || add_field_data(db, f, f->folders[1], error));
}

static CopExit
unknown_country(const char *code)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) codes = cop_pack_countries(&error);
  if (codes == NULL)
    return cop_cmd_fail("init", COP_EXIT_INPUT, error);
  g_autoptr(GString) list = g_string_new(NULL);
  for (guint i = 0; i < codes->len; i++)
    g_string_append_printf(list, "%s%s", i == 0 ? "" : ", ", (const char *)g_ptr_array_index(codes, i));
  return cop_cmd_failf("init", COP_EXIT_INPUT,
                       "'%s' is no country of ISO 3166: write its two letters, as KE or NP; with content of their own there are: %s", code,
                       codes->len == 0 ? "none" : list->str);
}

/* Checks the packs without a store. */
static CopExit
check_only(Filling *f, const CopCmdCommon *common)
{
  g_autoptr(CopPackSet) set = cop_pack_set_new();
  g_autoptr(GError) error = NULL;
  if (!add_packs(set, NULL, f, f->d, &error))
    return cop_cmd_fail("init", COP_EXIT_INPUT, error);
  if (!cop_pack_set_add_required(set, NULL, f->d, &error))
    return cop_cmd_fail("init", COP_EXIT_INPUT, error);
  cop_pack_set_check(set, NULL, f->d);
  cop_cmd_print_diags(f->d, common->json);
  if (cop_diags_count_severity(f->d, COP_SEVERITY_ERROR) > 0)
    return COP_EXIT_INPUT;
  if (!common->quiet && !common->json)
    printf("%zu records would be stored\n", cop_pack_set_items(set));
  return COP_EXIT_OK;
}

static void
print_made(const char *shown, const Filling *f)
{
  printf("%s: %zu records\n", shown, f->counts.added);
  if (f->reports > 0)
    printf("example data, made up: %zu field reports, %zu bad rows refused\n", f->reports, f->refused_rows);
  if (f->blank != NULL)
    printf("No pack holds content of %s. The store has the catalogue; the country has name, money (%s) and languages, from CLDR.\n"
           "Everything else is for you to enter: doc/guide/new-country.md says what, and in which order.\n",
           f->blank->name_in_text, f->blank->currency);
}

CopExit
cop_cmd_init(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *country = NULL;
  gboolean example = FALSE, dry_run = FALSE;
  const GOptionEntry entries[] = {
    { "country", 0, 0, G_OPTION_ARG_STRING, &country, "the country, by its two letters, e.g. PH", "CODE" },
    { "example", 0, 0, G_OPTION_ARG_NONE, &example, "add the country's example data, which are made up", NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, "check the packs and make nothing", NULL },
    G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, "STORE", "Make a new store with the catalogues and a country.",
                     "STORE is a file that does not exist yet (name it *.cop), or the postgresql:// address of an\n"
                     "empty database. It appears when it is complete. A country without content of its own\n"
                     "gets the catalogue, its name, money and languages; the rest is entered at the desk.",
                     &common))
    return COP_EXIT_USAGE;
  const char *store = argc == 2 ? argv[1] : argc == 1 ? common.store : NULL;
  if (store == NULL || country == NULL)
    return cop_cmd_failf("init", COP_EXIT_USAGE, "name the new store and the country: copkit init STORE --country PH");

  g_autoptr(GError) error = NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  CopTerritory territory;
  g_autofree char *folder = cop_pack_of_country(country, false, &error);
  g_autofree char *example_folder = folder != NULL && example ? cop_pack_of_country(country, true, &error) : NULL;
  if (error != NULL)
    return cop_cmd_fail("init", COP_EXIT_INPUT, error);
  if (folder == NULL && !cop_territory_find(a, country, &territory))
    return unknown_country(country);
  if (example && example_folder == NULL)
    return cop_cmd_failf("init", COP_EXIT_INPUT, "there is no example data for '%s'; leave --example out", country);

  g_autoptr(CopDiags) d = cop_diags_new();
  Filling f = { .folders = { folder, example_folder }, .n = folder == NULL ? 0 : example ? 2 : 1, .blank = folder == NULL ? &territory : NULL, .d = d };
  if (dry_run)
    return check_only(&f, &common);
  g_autofree char *shown = cop_db_shown_address(store);
  g_autoptr(CopDb) db = cop_db_create_filled(store, fill, &f, &error);
  cop_cmd_print_diags(d, common.json && db == NULL);
  if (db == NULL)
    return cop_cmd_fail("init", COP_EXIT_INPUT, error);
  if (!common.quiet && !common.json)
    print_made(shown, &f);
  return COP_EXIT_OK;
}

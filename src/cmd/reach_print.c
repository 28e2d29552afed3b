/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "cmd/reach.h"
#include "model/outdated.h"
#include "table/table.h"

/* --- copies --- */

CopExit
cop_reach_copies(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(CopReachDesk) k = { 0 };
  g_autofree char *group = NULL;
  gint64 copies = -1;
  const GOptionEntry entries[] = { { "copies", 0, 0, G_OPTION_ARG_INT64, &copies, "how many there are", "N" },
                                   { "group", 0, 0, G_OPTION_ARG_STRING, &group, "by children of this group: out-of-school, no-reading, no-connection, language",
                                     "GROUP" },
                                   G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "Divide copies of a printed piece over the regions, by children.", "Parts are whole and add up to the copies.", &common))
    return COP_EXIT_USAGE;
  int h = 0;
  while (group != NULL && h < COP_HARD_MAX && strcmp(cop_hard_name((CopHard)h), group) != 0)
    h++;
  if (argc > 1 || copies < 1 || copies > 1000000000 || h == COP_HARD_MAX)
    return cop_cmd_failf("reach copies", COP_EXIT_USAGE, "say --copies N, and if wanted --group out-of-school, no-reading, no-connection or language");
  CopExit code = cop_reach_desk_open(&k, "reach copies", &common, true);
  if (code != COP_EXIT_OK)
    return code;
  const CopPeopleSide *regions = &k.people->sides[COP_PEOPLE_REGION];
  double weights[COP_PEOPLE_MAX_CATEGORIES], sum = 0;
  int64_t parts[COP_PEOPLE_MAX_CATEGORIES], children[COP_PEOPLE_MAX_CATEGORIES];
  for (size_t i = 0; i < regions->n; i++) {
    CopPeopleGroup g = group == NULL ? (CopPeopleGroup){ { 0 } } : cop_people_hard(k.people, (CopHard)h, k.country->languages);
    g.in[COP_PEOPLE_REGION] = UINT64_C(1) << i;
    children[i] = cop_people_count(k.people, &g);
    sum += weights[i] = (double)children[i];
  }
  if (sum <= 0)
    return cop_cmd_failf("reach copies", COP_EXIT_INPUT, "there are no children in that group");
  cop_divide(copies, weights, regions->n, parts);
  for (size_t i = 0; i < regions->n; i++)
    printf("%s,\"%s\",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "\n", regions->items[i].key, regions->items[i].title, children[i], parts[i]);
  return COP_EXIT_OK;
}

/* --- printed pieces --- */

/* SHA-256 of the files of a build by piece: the path without its extension. */
static GHashTable *
read_manifest(const char *folder, GError **error)
{
  g_autofree char *path = g_build_filename(folder, "manifest.json", NULL);
  size_t n;
  g_autofree char *text = cop_file_read(path, COP_LIMIT_FILE, &n, error);
  g_autoptr(CopArena) a = cop_arena_new();
  CopTree *t = text == NULL ? NULL : cop_json_read(a, text, n, error);
  const CopTree *list = t == NULL ? NULL : cop_tree_member(t, "artifacts");
  if (list == NULL)
    return NULL;
  GHashTable *files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
  for (const CopTree *f = list->first; f != NULL; f = f->next) {
    const CopTree *at = cop_tree_member(f, "path"), *hash = cop_tree_member(f, "sha256");
    if (at == NULL || at->text == NULL || hash == NULL || hash->text == NULL)
      continue;
    const char *dot = strrchr(at->text, '.');
    if (dot != NULL && strcmp(dot, ".pdf") == 0)
      g_hash_table_insert(files, g_strndup(at->text, (gsize)(dot - at->text)), g_strdup(hash->text));
  }
  return files;
}

/* --- what changed --- */

typedef struct {
  const CopConsignment *item;
  const char *why;              /* by the digest; NULL: the file is as it was, or nobody looked */
  const CopOutdatedPrint *prints; /* by the records; NULL: nothing changed */
} OldPrint;

/* Of a printed consignment: is its file still what a build makes? */
static const char *
why_old(GHashTable *files, const CopConsignment *c)
{
  const char *now = g_hash_table_lookup(files, c->piece);
  return now == NULL                                      ? "is no longer made"
         : c->printed_from == NULL                        ? "cannot be told: what it was printed from was not written down"
         : g_ascii_strcasecmp(now, c->printed_from) == 0 ? NULL
                                                          : "has changed since";
}

static void
print_old(const CopReachDesk *k, const OldPrint *x)
{
  const CopArea *area = cop_model_area(k->model, x->item->area);
  const char *why = x->why != NULL ? x->why : "has changed since";
  printf("%s: %s, %" G_GINT64_FORMAT " copies of %s in %s: %s%s\n", x->item->id, x->item->piece, x->prints == NULL ? x->item->copies : x->prints->lying, x->item->printed_on,
         area == NULL ? x->item->area : area->name, why, x->prints != NULL && x->prints->settled ? "; settled" : "");
  for (size_t i = 0; x->prints != NULL && i < x->prints->n; i++) {
    const CopPrintChange *c = &x->prints->changes[i];
    if (c->field == NULL)
      printf("    %s %s/%s is gone\n", c->on, cop_entity(c->kind)->name, c->id);
    else
      printf("    %s %s/%s %s: \"%s\", now \"%s\"\n", c->on, cop_entity(c->kind)->name, c->id, c->field, c->was, c->is);
  }
}

static const char *
change_cell(CopArena *a, const OldPrint *x)
{
  g_autoptr(GString) s = g_string_new(x->why == NULL ? "" : x->why);
  for (size_t i = 0; x->prints != NULL && i < x->prints->n; i++) {
    const CopPrintChange *c = &x->prints->changes[i];
    g_string_append_printf(s, "%s%s %s/%s", s->len > 0 ? "; " : "", c->on, cop_entity(c->kind)->name, c->id);
    if (c->field != NULL)
      g_string_append_printf(s, " %s: '%s', now '%s'", c->field, c->was, c->is);
    else
      g_string_append(s, " is gone");
  }
  return cop_arena_strdup(a, s->str);
}

static void
csv_old(const CopReachDesk *k, const GArray *old)
{
  static const CopTableColumn columns[] = { { "consignment", "Consignment", COP_CELL_TEXT, 0 }, { "piece", "Piece", COP_CELL_TEXT, 0 }, { "area", "Area", COP_CELL_TEXT, 0 },
                                            { "partner", "Partner", COP_CELL_TEXT, 0 }, { "slip", "Slip", COP_CELL_TEXT, 0 }, { "printed_on", "Printed on", COP_CELL_DATE, 0 },
                                            { "lying", "Copies that lie there", COP_CELL_INT, 0 }, { "changed", "What changed", COP_CELL_TEXT, 0 },
                                            { "remedy", "Remedy", COP_CELL_TEXT, 0 }, { "remedied_on", "Done on", COP_CELL_DATE, 0 } };
  CopTable *t = cop_table_new(k->a, "printed", "Printed copies that are no longer right", columns, G_N_ELEMENTS(columns));
  for (guint i = 0; i < old->len; i++) {
    const OldPrint *x = &g_array_index(old, OldPrint, i);
    CopCell *c = cop_table_row(t);
    const char *const texts[] = { x->item->id, x->item->piece, x->item->area, x->item->partner, x->item->slip };
    for (size_t n = 0; n < G_N_ELEMENTS(texts); n++)
      cop_cell_text(t, &c[n], texts[n]);
    cop_cell_date(t, &c[5], x->item->printed_on);
    cop_cell_int(&c[6], x->prints == NULL ? x->item->copies : x->prints->lying);
    cop_cell_text(t, &c[7], change_cell(k->a, x));
    cop_cell_text(t, &c[8], cop_words(COP_WORDS_REMEDY)->words[x->item->remedy]);
    if (x->item->remedied_on != NULL)
      cop_cell_date(t, &c[9], x->item->remedied_on);
  }
  g_autoptr(GBytes) bytes = cop_table_to_csv(t);
  fwrite(g_bytes_get_data(bytes, NULL), 1, g_bytes_get_size(bytes), stdout);
}

/* All printed consignments that are old, by the digest or by the records. */
static GArray *
find_old(const CopReachDesk *k, GHashTable *files, const CopOutdated *o)
{
  GArray *old = g_array_new(FALSE, FALSE, sizeof(OldPrint));
  for (size_t i = 0; i < k->model->consignments.n; i++) {
    OldPrint x = { .item = &k->model->consignments.items[i] };
    if (x.item->printed_on == NULL)
      continue;
    x.why = files == NULL ? NULL : why_old(files, x.item);
    for (size_t n = 0; n < o->n; n++)
      if (o->items[n].item == x.item)
        x.prints = &o->items[n];
    if (x.why != NULL || x.prints != NULL)
      g_array_append_val(old, x);
  }
  return old;
}

CopExit
cop_reach_printed(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_auto(CopReachDesk) k = { 0 };
  g_autofree char *folder = NULL;
  gboolean csv = FALSE;
  g_autoptr(GError) error = NULL;
  CopOutdated o;
  const GOptionEntry entries[] = { { "output", 'o', 0, G_OPTION_ARG_FILENAME, &folder, "folder that `copkit build` made: compare files, too", "DIR" },
                                   { "csv", 0, 0, G_OPTION_ARG_NONE, &csv, "as CSV", NULL },
                                   G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "List printed pieces that are no longer right.",
                     "Compares the records they were printed from with what these say now and, with -o,\ntheir files with manifest.json of the folder.\nExit: 0 none is outdated, 1 some are and nothing was done.", &common))
    return COP_EXIT_USAGE;
  if (argc > 1)
    return cop_cmd_failf("reach printed", COP_EXIT_USAGE, "takes no arguments but -o DIR, a folder of a build");
  CopExit code = cop_reach_desk_open(&k, "reach printed", &common, false);
  if (code != COP_EXIT_OK)
    return code;
  g_autoptr(CopDb) db = cop_cmd_open_store("reach printed", &common, COP_DB_READ, &code);
  if (db == NULL)
    return code;
  g_autoptr(GHashTable) files = folder == NULL ? NULL : read_manifest(folder, &error);
  if (folder != NULL && files == NULL)
    return error != NULL ? cop_cmd_fail("reach printed", COP_EXIT_INPUT, error) : cop_cmd_failf("reach printed", COP_EXIT_INPUT, "%s has no list of artifacts", folder);
  if (!cop_outdated(db, k.model, k.a, &o, &error))
    return cop_cmd_fail("reach printed", COP_EXIT_INPUT, error);
  g_autoptr(GArray) old = find_old(&k, files, &o);
  size_t open = 0;
  for (guint i = 0; i < old->len; i++) {
    const OldPrint *x = &g_array_index(old, OldPrint, i);
    open += x->prints == NULL || !x->prints->settled;
    if (!csv)
      print_old(&k, x);
  }
  if (csv)
    csv_old(&k, old);
  return open > 0 ? COP_EXIT_FINDINGS : COP_EXIT_OK;
}

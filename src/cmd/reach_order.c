/* SPDX-License-Identifier: Apache-2.0
 * A print run becomes consignments: copies follow the children who speak the
 * language of the piece. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/file.h"
#include "base/json.h"
#include "base/limits.h"
#include "build/inputs.h"
#include "build/manifest.h"
#include "build/settled.h"
#include "build/snapshot.h"
#include "cmd/reach.h"
#include "model/audit.h"
#include "model/outdated.h"
#include "model/store.h"
#include "proof/file.h"
#include "reach/slip.h"

typedef struct {
  const char *piece, *group, *partner, *printed, *folder;
  int64_t copies;
  double paper;        /* grams of a square metre */
  bool two_sided;
} Wish;

typedef struct {
  CopReachDesk desk;
  CopDb *db;
  CopSnapshot *s;
  const Wish *wish;
  CopHard group;       /* COP_HARD_MAX: all children */
  const char *sha256, *format; /* NULL: not from a build */
  double grams;        /* NaN: not known */
  CopTexts made_of;
} Order;

/* --- what a copy is --- */

static const double POINTS_OF_INCH = 72, MM_OF_INCH = 25.4;

static const char *
page_name(CopArena *a, double width, double height)
{
  static const struct {
    const char *name;
    int width, height;
  } sizes[] = { { "A2", 420, 594 }, { "A3", 297, 420 }, { "A4", 210, 297 }, { "A5", 148, 210 }, { "A6", 105, 148 } };
  for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++)
    if (fabs(fmin(width, height) - sizes[i].width) < 2 && fabs(fmax(width, height) - sizes[i].height) < 2)
      return sizes[i].name;
  return cop_arena_printf(a, "%.0f × %.0f mm", width, height);
}

static bool
read_size(Order *k, const char *path, GError **error)
{
  size_t n;
  g_autofree char *bytes = cop_file_read(path, COP_LIMIT_FILE, &n, error);
  g_autoptr(CopProofFile) f = bytes == NULL ? NULL : cop_proof_file_new(bytes, n, error);
  if (f == NULL)
    return false;
  const CopProofValue *pages = cop_proof_get(f, cop_proof_catalog(f), "Pages"), *first = cop_proof_item(f, cop_proof_get(f, pages, "Kids"), 0);
  while (cop_proof_get(f, first, "Kids")->type == COP_PROOF_ARRAY)
    first = cop_proof_item(f, cop_proof_get(f, first, "Kids"), 0);
  const CopProofValue *box = cop_proof_get(f, first, "MediaBox");
  if (box->type != COP_PROOF_ARRAY)
    box = cop_proof_get(f, pages, "MediaBox");
  if (box->type != COP_PROOF_ARRAY || box->n != 4)
    return true;
  double side[4];
  for (uint32_t i = 0; i < 4; i++)
    side[i] = cop_proof_item(f, box, i)->as.number / POINTS_OF_INCH * MM_OF_INCH;
  double width = side[2] - side[0], height = side[3] - side[1];
  int64_t count = cop_proof_int(cop_proof_get(f, pages, "Count"), 1), sheets = k->wish->two_sided ? (count + 1) / 2 : count;
  k->format = sheets == 1 ? page_name(k->desk.a, width, height) : cop_arena_printf(k->desk.a, "%s, %d sheets", page_name(k->desk.a, width, height), (int)sheets);
  k->grams = round(width / 1000 * height / 1000 * k->wish->paper * (double)sheets * 10) / 10;
  return true;
}

/* --- what it is made of --- */

/* The piece as it is listed now; NULL with an error when there is none. */
static const CopProduct *
find_piece(Order *k, CopProducts **all, GError **error)
{
  g_auto(GStrv) parts = g_strsplit(k->wish->piece, "/", 4);
  if (g_strv_length(parts) != 4) {
    g_set_error(error, COP_COMPOSE_ERROR, COP_COMPOSE_ERROR_TARGET, "'%s' names no piece; write it as builds do: kit/poster/fil/MSG-U9-1", k->wish->piece);
    return NULL;
  }
  g_autofree char *target = g_strdup_printf("%s/%s", parts[0], parts[1]);
  *all = cop_products_list(&k->s->context, (const char *const[]){ target, NULL }, (const char *const[]){ parts[2], NULL }, error);
  for (guint i = 0; *all != NULL && i < (*all)->items->len; i++)
    if (strcmp(g_array_index((*all)->items, CopProduct, i).stem, k->wish->piece) == 0)
      return &g_array_index((*all)->items, CopProduct, i);
  if (*all != NULL)
    g_set_error(error, COP_COMPOSE_ERROR, COP_COMPOSE_ERROR_TARGET, "there is no piece '%s'", k->wish->piece);
  return NULL;
}

/* The records it is made of as they are now. */
static bool
find_records(Order *k, const CopProduct *piece, GError **error)
{
  g_autoptr(GHashTable) names = cop_reading_names();
  g_autoptr(CopDiags) ignored = cop_diags_new();
  CopComposed out = { 0 };
  if (!cop_product_compose(&k->s->context, piece, names, k->desk.a, &out, ignored, error))
    return false;
  k->made_of = cop_made_of(k->s->model, names, k->desk.a);
  return true;
}

/* The day of the edition of a build; "" when its manifest does not say. */
static const char *
day_of_build(Order *k)
{
  size_t n;
  g_autofree char *path = g_build_filename(k->wish->folder, "manifest.json", NULL), *text = cop_file_read(path, COP_LIMIT_FILE, &n, NULL);
  const CopTree *t = text == NULL ? NULL : cop_json_read(k->desk.a, text, n, NULL), *date = t == NULL ? NULL : cop_tree_member(t, "date");
  return date == NULL || date->text == NULL ? "" : date->text;
}

/* Does the file say what the records say now? The build of the same day and program
 * knows what it was made of; of an earlier day, no record may have changed since. */
static bool
is_of_now(Order *k, const CopProduct *piece, GError **error)
{
  char ground[COP_HASH_HEX];
  cop_settled_ground(k->s->context.date, k->s->context.synthetic, ground);
  g_autoptr(CopInputs) inputs = cop_inputs_load(k->wish->folder, ground, k->s->model);
  if (cop_inputs_hold(inputs, piece))
    return true;
  const char *day = day_of_build(k);
  for (size_t i = 0; i < k->made_of.n; i++) {
    const char *slash = strchr(k->made_of.items[i], '/'), *at = strrchr(k->made_of.items[i], '@');
    g_autofree char *kind = g_strndup(k->made_of.items[i], (gsize)(slash - k->made_of.items[i])), *id = g_strndup(slash + 1, (gsize)(at - slash - 1));
    CopAuditEntries history;
    if (!cop_audit_history(k->db, k->desk.a, cop_entity_by_name(kind), id, &history, error))
      return false;
    if (history.n > 0 && strncmp(history.items[history.n - 1].at, day, strlen("YYYY-MM-DD")) >= 0) {
      g_set_error(error, COP_COMPOSE_ERROR, COP_COMPOSE_ERROR_TARGET, "%s/%s has changed since %s was built; build again and print that", kind, id, k->wish->piece);
      return false;
    }
  }
  return true;
}

static bool
look_into_build(Order *k, const CopProduct *piece, GError **error)
{
  g_autoptr(CopManifest) built = cop_manifest_load(k->wish->folder, error);
  g_autofree char *name = g_strdup_printf("%s.pdf", k->wish->piece), *path = g_build_filename(k->wish->folder, name, NULL);
  const CopBuiltFile *file = built == NULL ? NULL : g_hash_table_lookup(built->by_path, name);
  if (built == NULL)
    return false;
  if (file == NULL) {
    g_set_error(error, COP_COMPOSE_ERROR, COP_COMPOSE_ERROR_TARGET, "%s holds no %s; build it first", k->wish->folder, name);
    return false;
  }
  k->sha256 = cop_arena_strdup(k->desk.a, file->sha256);
  return is_of_now(k, piece, error) && read_size(k, path, error);
}

/* --- who gets how many --- */

static void
weigh(Order *k, const char *lang, double *weights, bool by_language)
{
  const CopPeople *p = k->desk.people;
  const CopPeopleSide *regions = &p->sides[COP_PEOPLE_REGION], *languages = &p->sides[COP_PEOPLE_LANGUAGE];
  for (size_t i = 0; i < regions->n; i++) {
    CopPeopleGroup g = k->group == COP_HARD_MAX ? (CopPeopleGroup){ { 0 } } : cop_people_hard(p, k->group, k->desk.country->languages);
    g.in[COP_PEOPLE_REGION] = UINT64_C(1) << i;
    for (size_t l = 0; by_language && l < languages->n; l++)
      if (strcmp(languages->items[l].key, lang) == 0)
        g.in[COP_PEOPLE_LANGUAGE] = UINT64_C(1) << l;
    weights[i] = (double)cop_people_count(p, &g);
  }
}

static bool
is_home_language(const CopPeople *p, const char *lang)
{
  for (size_t l = 0; l < p->sides[COP_PEOPLE_LANGUAGE].n; l++)
    if (strcmp(p->sides[COP_PEOPLE_LANGUAGE].items[l].key, lang) == 0)
      return true;
  return false;
}

static void
set(CopConsignment *c, const char *field, const char *text)
{
  if (text != NULL)
    cop_record_set_text(COP_ENTITY_consignment, c, cop_entity_field(COP_ENTITY_consignment, field), text);
}

static bool
save_one(Order *k, size_t number, const char *area, int64_t copies, GError **error)
{
  CopConsignment *c = cop_record_new(k->desk.a, COP_ENTITY_consignment);
  const CopModel *m = k->desk.model;
  do
    c->id = cop_arena_printf(k->desk.a, "C-%.4s-%03zu", k->s->context.date, ++number);
  while (cop_model_consignment(m, c->id) != NULL);
  c->origin = "";
  set(c, "piece", k->wish->piece);
  set(c, "printed_from", k->sha256);
  set(c, "area", area);
  set(c, "partner", k->wish->partner);
  set(c, "printed_on", k->wish->printed);
  set(c, "format", k->format);
  cop_record_set_int(COP_ENTITY_consignment, c, cop_entity_field(COP_ENTITY_consignment, "copies"), copies);
  cop_record_set_int(COP_ENTITY_consignment, c, cop_entity_field(COP_ENTITY_consignment, "position"), (int64_t)number);
  cop_record_set_int(COP_ENTITY_consignment, c, cop_entity_field(COP_ENTITY_consignment, "mark"), COP_MARK_ESTIMATE);
  if (!isnan(k->grams))
    cop_record_set_real(COP_ENTITY_consignment, c, cop_entity_field(COP_ENTITY_consignment, "grams"), k->grams);
  if (k->wish->printed != NULL)
    cop_record_set_texts(COP_ENTITY_consignment, c, cop_entity_field(COP_ENTITY_consignment, "made_of"), k->made_of.n, k->made_of.items);
  printf("%s  %" G_GINT64_FORMAT "  %s\n", c->id, copies, cop_model_area(m, area)->name);
  return cop_record_save(k->db, COP_ENTITY_consignment, (CopRecord *)c, cop_cmd_actor(), 0, error);
}

static bool
save_all(Order *k, GError **error)
{
  const CopPeopleSide *regions = &k->desk.people->sides[COP_PEOPLE_REGION];
  const char *lang = cop_piece_lang(k->wish->piece, k->desk.a);
  double weights[COP_PEOPLE_MAX_CATEGORIES], sum = 0;
  int64_t parts[COP_PEOPLE_MAX_CATEGORIES];
  g_auto(CopTxn) txn = { 0 };
  bool home = is_home_language(k->desk.people, lang);
  weigh(k, lang, weights, home);
  for (size_t i = 0; i < regions->n; i++)
    sum += weights[i];
  if (sum <= 0) {
    g_set_error(error, COP_COMPOSE_ERROR, COP_COMPOSE_ERROR_TARGET, "there are no children in that group");
    return false;
  }
  cop_divide(k->wish->copies, weights, regions->n, parts);
  if (!cop_txn_begin(&txn, k->db, error))
    return false;
  size_t number = k->desk.model->consignments.n;
  for (size_t i = 0; i < regions->n; i++)
    if (parts[i] > 0 && !save_one(k, number++, regions->items[i].key, parts[i], error))
      return false;
  printf("divided by children%s%s\n", home ? " who speak " : "", home ? lang : "");
  return cop_txn_commit(&txn, error);
}

/* --- the command --- */

static CopExit
carry_out(Order *k, const CopCmdCommon *common)
{
  CopExit code = COP_EXIT_OK;
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDiags) diags = cop_diags_new();
  g_autoptr(CopProducts) all = NULL;
  g_autoptr(CopDb) db = cop_cmd_open_store("reach order", common, COP_DB_WRITE, &code);
  if (db == NULL)
    return code;
  g_autoptr(CopSnapshot) s = cop_snapshot_load(db, &(CopSnapshotOptions){ .without_plan = true }, diags, &error);
  if (s == NULL)
    return cop_cmd_fail("reach order", COP_EXIT_INPUT, error);
  k->db = db;
  k->s = s;
  if (k->wish->partner != NULL && cop_model_institution(k->desk.model, k->wish->partner) == NULL)
    return cop_cmd_failf("reach order", COP_EXIT_INPUT, "there is no institution '%s'", k->wish->partner);
  const CopProduct *piece = find_piece(k, &all, &error);
  if (piece == NULL || !find_records(k, piece, &error) || (k->wish->folder != NULL && !look_into_build(k, piece, &error)) || !save_all(k, &error))
    return cop_cmd_fail("reach order", COP_EXIT_INPUT, error);
  return COP_EXIT_OK;
}

CopExit
cop_reach_order(int argc, char **argv)
{
  g_auto(CopCmdCommon) common = { 0 };
  g_autofree char *piece = NULL, *group = NULL, *partner = NULL, *printed = NULL, *folder = NULL;
  gint64 copies = -1;
  gint paper = 80;
  gboolean two_sided = FALSE;
  const GOptionEntry entries[] = { { "piece", 0, 0, G_OPTION_ARG_STRING, &piece, "what is printed, as builds name it: kit/poster/fil/MSG-U9-1", "PIECE" },
                                   { "copies", 0, 0, G_OPTION_ARG_INT64, &copies, "how many", "N" },
                                   { "group", 0, 0, G_OPTION_ARG_STRING, &group, "by children of this group: out-of-school, no-reading, no-connection, language", "GROUP" },
                                   { "partner", 0, 0, G_OPTION_ARG_STRING, &partner, "institution that hands them out", "ID" },
                                   { "printed", 0, 0, G_OPTION_ARG_STRING, &printed, "day of printing; without it they are planned", "DAY" },
                                   { "output", 'o', 0, G_OPTION_ARG_FILENAME, &folder, "folder of the build it is printed from: notes the file, its size and weight", "DIR" },
                                   { "paper", 0, 0, G_OPTION_ARG_INT, &paper, "grams of a square metre of the paper (80)", "GRAMS" },
                                   { "two-sided", 0, 0, G_OPTION_ARG_NONE, &two_sided, "two pages stand on a sheet", NULL },
                                   G_OPTION_ENTRY_NULL };
  if (!cop_cmd_parse(&argc, &argv, entries, NULL, "Divide a print run over the regions and keep it as consignments.",
                     "Copies follow the children who speak the language of the piece at home; of a\nlanguage nobody counted, all children. Parts are whole and add up to the copies.", &common))
    return COP_EXIT_USAGE;
  int h = 0;
  while (group != NULL && h < COP_HARD_MAX && strcmp(cop_hard_name((CopHard)h), group) != 0)
    h++;
  if (argc > 1 || piece == NULL || copies < 1 || copies > 1000000000 || (group != NULL && h == COP_HARD_MAX))
    return cop_cmd_failf("reach order", COP_EXIT_USAGE, "say --piece PIECE --copies N, and if wanted --group out-of-school, no-reading, no-connection or language");
  if (printed != NULL && cop_date_read(printed).precision != COP_DATE_DAY)
    return cop_cmd_failf("reach order", COP_EXIT_USAGE, "--printed takes a day, 2026-12-01");
  if (paper < 20 || paper > 1000)
    return cop_cmd_failf("reach order", COP_EXIT_USAGE, "--paper takes 20 to 1000 grams");
  const Wish wish = { piece, group, partner, printed, folder, copies, paper, two_sided };
  Order k = { .wish = &wish, .group = group == NULL ? COP_HARD_MAX : (CopHard)h, .grams = NAN };
  CopExit code = cop_reach_desk_open(&k.desk, "reach order", &common, true);
  if (code == COP_EXIT_OK)
    code = carry_out(&k, &common);
  cop_reach_desk_clear(&k.desk);
  return code;
}

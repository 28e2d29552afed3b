/* SPDX-License-Identifier: Apache-2.0
 * What materials are made of is noted whole: each field of each kind of record
 * is changed in turn (in records that were read where there are any), and no material
 * may differ whose noted inputs are the same. A changed model lives in a child, so that
 * each change begins from the same one. */
#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "build/inputs.h"
#include "build/release.h"
#include "build/snapshot.h"
#include "model/model_priv.h"
#include "model/record.h"

typedef struct {
  char *key;
  char digest[COP_HASH_HEX];
  GHashTable *names; /* of inputs -> digest in hex */
} Made;

typedef struct {
  CopSnapshot *s;
  GPtrArray *made;    /* Made */
  GHashTable *by_key;
  GPtrArray *read[COP_ENTITY_MAX]; /* ids of records that were read and are there */
} Kit;

/* Counted by children. */
typedef struct {
  int judged, changed, same, missed, broken;
} Counts;

static const char *const wanted[] = { "kit", NULL }, *const langs[] = { "en", "fil", NULL };

static char *
key_of(const CopProduct *p)
{
  return g_strdup_printf("%s.%x %s %s", p->stem, p->formats, p->audience == NULL ? "" : p->audience, p->subject == NULL ? "" : p->subject);
}

static void
compose(const CopContext *c, const CopProduct *p, GHashTable *names, char hex[COP_HASH_HEX])
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDiags) diags = cop_diags_new();
  g_autoptr(GError) error = NULL;
  CopComposed composed = { 0 };
  unsigned char digest[COP_HASH_SIZE];
  g_assert_true(cop_product_compose(c, p, names, a, &composed, diags, &error));
  g_assert_no_error(error);
  if (composed.doc != NULL)
    cop_doc_set_ids(composed.doc);
  cop_piece_digest(&composed, digest);
  CopHash h;
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  cop_hash_add(&h, digest, sizeof digest);
  for (size_t i = 0; i < cop_diags_count(diags); i++) {
    g_autofree char *line = cop_diag_to_line(cop_diags_at(diags, i));
    cop_hash_add(&h, line, strlen(line));
  }
  cop_hash_finish(&h, digest);
  cop_hash_to_hex(digest, hex);
}

static char *
state_of(const CopReading *r, const char *name)
{
  unsigned char digest[COP_HASH_SIZE];
  char hex[COP_HASH_HEX];
  cop_reading_state(r, name, digest);
  return g_strdup(cop_hash_to_hex(digest, hex));
}

static void
note_records(Kit *kit, GHashTable *seen, const char *name)
{
  size_t n = strcspn(name, "/?");
  g_autofree char *kind = g_strndup(name, n);
  CopEntity e = cop_entity_by_name(kind);
  const char *id = name + n + 1;
  if (name[n] == '?' && strchr(name, '=') == NULL) {
    for (size_t i = 0; i < cop_model_count(kit->s->model, e); i++) {
      const CopRecord *r = cop_model_at(kit->s->model, e, i);
      if (g_hash_table_add(seen, g_strdup_printf("%s/%s", kind, r->id)))
        g_ptr_array_add(kit->read[e], g_strdup(r->id));
    }
  } else if (name[n] == '/' && cop_model_record(kit->s->model, e, id) != NULL && g_hash_table_add(seen, g_strdup(name))) {
    g_ptr_array_add(kit->read[e], g_strdup(id));
  }
}

static void
made_free(gpointer data)
{
  Made *made = data;
  g_hash_table_unref(made->names);
  g_free(made->key);
  g_free(made);
}

static void
make_kit(Kit *kit)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CopDiags) diags = cop_diags_new();
  g_autofree char *folder = g_dir_make_tmp("copkit-XXXXXX", &error), *store = g_build_filename(folder, "ph.cop", NULL);
  g_autofree char *command = g_strdup_printf("'%s' init '%s' --country PH >/dev/null 2>&1", g_getenv("COPKIT_BINARY"), store);
  g_assert_cmpint(system(command), ==, 0);
  CopDb *db = cop_db_open(store, COP_DB_READ, &error);
  g_assert_no_error(error);
  kit->s = cop_snapshot_load(db, &(CopSnapshotOptions){ .date = "2026-11-30", .without_plan = true }, diags, &error);
  g_assert_no_error(error);
  cop_db_close(db);
  g_unlink(store);
  g_rmdir(folder);
  kit->made = g_ptr_array_new_with_free_func(made_free);
  kit->by_key = g_hash_table_new(g_str_hash, g_str_equal);
  g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(CopReading) r = cop_reading_new(kit->s->model);
  for (int e = 0; e < COP_ENTITY_MAX; e++)
    kit->read[e] = g_ptr_array_new_with_free_func(g_free);
  g_autoptr(CopProducts) pieces = cop_products_list(&kit->s->context, wanted, langs, &error);
  g_assert_no_error(error);
  for (guint i = 0; i < pieces->items->len; i++) {
    const CopProduct *p = &g_array_index(pieces->items, CopProduct, i);
    g_autoptr(GHashTable) names = cop_reading_names();
    Made *made = g_new0(Made, 1);
    made->key = key_of(p);
    compose(&kit->s->context, p, names, made->digest);
    made->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    GHashTableIter it;
    gpointer name;
    g_hash_table_iter_init(&it, names);
    while (g_hash_table_iter_next(&it, &name, NULL)) {
      g_hash_table_insert(made->names, g_strdup(name), state_of(r, name));
      note_records(kit, seen, name);
    }
    g_ptr_array_add(kit->made, made);
    g_hash_table_insert(kit->by_key, made->key, made);
  }
}

static void
free_kit(Kit *kit)
{
  g_hash_table_unref(kit->by_key);
  g_ptr_array_unref(kit->made);
  for (int e = 0; e < COP_ENTITY_MAX; e++)
    g_ptr_array_unref(kit->read[e]);
  cop_snapshot_unref(kit->s);
}

/* --- changes --- */

static void
change_ref(const CopModel *m, CopEntity e, void *record, const CopField *f, unsigned turn)
{
  size_t n = cop_model_count(m, f->target);
  const char *now = cop_record_text(record, f);
  for (size_t i = 0; i < n; i++) {
    const CopRecord *other = cop_model_at(m, f->target, (i + turn) % n);
    if (g_strcmp0(other->id, now) != 0) {
      cop_record_set_text(e, record, f, other->id);
      return;
    }
  }
}

static void
change_texts(CopEntity e, void *record, const CopField *f)
{
  const CopTexts *list = cop_record_texts(record, f);
  const char **items = g_new0(const char *, list->n + 1);
  for (size_t i = 0; i < list->n; i++)
    items[i] = list->items[list->n - 1 - i];
  size_t n = list->n > 2 ? list->n - 1 : list->n; /* shorter, and turned round */
  if (list->n == 0 && f->type == COP_FIELD_TEXTS)
    items[n++] = "new";
  cop_record_set_texts(e, record, f, n, items);
}

static void
change(const CopModel *m, CopEntity e, void *record, const CopField *f, unsigned turn)
{
  switch (f->type) {
  case COP_FIELD_TEXT:
    cop_record_set_text(e, record, f, g_strdup_printf("%s x", cop_record_text(record, f) == NULL ? "" : cop_record_text(record, f)));
    break;
  case COP_FIELD_DATE:
    cop_record_set_text(e, record, f, g_strcmp0(cop_record_text(record, f), "2025-03-04") == 0 ? "2025-03-05" : "2025-03-04");
    break;
  case COP_FIELD_REF:
    change_ref(m, e, record, f, turn);
    break;
  case COP_FIELD_TEXTS:
  case COP_FIELD_REFS:
    change_texts(e, record, f);
    break;
  case COP_FIELD_REAL:
    cop_record_set_real(e, record, f, cop_record_given(e, record, f) ? cop_record_real(record, f) + 1 : 7);
    break;
  case COP_FIELD_ENUM:
    cop_record_set_int(e, record, f, (cop_record_int(record, f) + 1) % cop_words(f->words)->n);
    break;
  case COP_FIELD_BOOL:
    cop_record_set_int(e, record, f, !cop_record_int(record, f));
    break;
  case COP_FIELD_INT:
  case COP_FIELD_MONEY:
    cop_record_set_int(e, record, f, cop_record_int(record, f) + 1);
    break;
  case COP_FIELD_TYPE_MAX:
    g_assert_not_reached();
  }
}

/* A record goes; with it the last of its list is where it was. */
static void
drop(CopModel *m, CopEntity e, const CopRecord *record)
{
  size_t n = cop_model_count(m, e), size = cop_entity(e)->size;
  char *first = (char *)cop_model_at(m, e, 0), *last = first + (n - 1) * size;
  if ((const char *)record != last)
    memcpy((char *)record, last, size);
  cop_model_set_list(m, e, first, n - 1);
}

/* --- what a changed model makes of it --- */

static bool
inputs_same(const CopReading *r, const Made *made)
{
  GHashTableIter it;
  gpointer name, state;
  g_hash_table_iter_init(&it, made->names);
  while (g_hash_table_iter_next(&it, &name, &state)) {
    g_autofree char *now = state_of(r, name);
    if (strcmp(now, state) != 0)
      return false;
  }
  return true;
}

enum { EACH = 6 }; /* of so many materials one is looked at, another one after each change */

static void
judge(const Kit *kit, const char *what, unsigned turn, Counts *counts)
{
  g_autoptr(CopReading) r = cop_reading_new(kit->s->model);
  g_autoptr(CopProducts) pieces = cop_products_list(&kit->s->context, wanted, langs, NULL);
  for (guint i = turn % EACH; i < pieces->items->len; i += EACH) {
    const CopProduct *p = &g_array_index(pieces->items, CopProduct, i);
    g_autofree char *key = key_of(p);
    const Made *made = g_hash_table_lookup(kit->by_key, key);
    char digest[COP_HASH_HEX];
    if (made == NULL)
      continue;
    bool same = inputs_same(r, made);
    compose(&kit->s->context, p, NULL, digest);
    bool equal = strcmp(digest, made->digest) == 0;
    counts->same += same;
    counts->changed += !same && !equal;
    if (same && !equal) {
      counts->missed++;
      printf("# %s changes %s, which says it does not read it\n", what, made->key);
    }
  }
  counts->judged++;
}

/* field NULL: the record goes. */
static void
in_child(const Kit *kit, CopEntity e, const char *id, const CopField *field, unsigned turn, Counts *counts)
{
  CopModel *m = kit->s->model;
  fflush(stdout);
  pid_t pid = fork();
  if (pid == 0) {
    void *record = (void *)cop_model_record(m, e, id);
    g_autofree char *what = g_strdup_printf("%s/%s %s", cop_entity(e)->name, id, field == NULL ? "gone" : field->name);
    if (field == NULL)
      drop(m, e, record);
    else
      change(m, e, record, field, turn);
    cop_model_index(m);
    kit->s->context.country = cop_model_country_record(m);
    judge(kit, what, turn, counts);
    fflush(stdout);
    _exit(0);
  }
  int status;
  g_assert_cmpint(waitpid(pid, &status, 0), ==, pid);
  counts->broken += !WIFEXITED(status) || WEXITSTATUS(status) != 0;
}

static Counts *
shared(void)
{
  Counts *c = mmap(NULL, sizeof *c, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  g_assert_true(c != MAP_FAILED);
  return c;
}

static void
test_fields(gconstpointer data)
{
  const Kit *kit = data;
  Counts *counts = shared();
  GRand *rand = g_rand_new_with_seed(20261130);
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    const GPtrArray *read = kit->read[e];
    size_t n = cop_model_count(kit->s->model, (CopEntity)e);
    for (size_t f = 0; n > 0 && f < cop_entity((CopEntity)e)->n_fields; f++) {
      const CopRecord *any = cop_model_at(kit->s->model, (CopEntity)e, (size_t)g_rand_int_range(rand, 0, (gint32)n));
      const char *id = read->len > 0 ? g_ptr_array_index(read, (guint)g_rand_int_range(rand, 0, (gint32)read->len)) : any->id;
      if (read->len > 0 || f % 8 == 0) /* of kinds that nobody reads a few */
        in_child(kit, (CopEntity)e, id, &cop_entity_fields((CopEntity)e)[f], (unsigned)f, counts);
    }
  }
  g_rand_free(rand);
  printf("# %d changes, %d times a material changed with its inputs, %d times neither, %d changes stopped a composer\n", counts->judged, counts->changed,
         counts->same, counts->broken);
  g_assert_cmpint(counts->missed, ==, 0);
  g_assert_cmpint(counts->judged, >, 150);
  g_assert_cmpint(counts->changed, >, 500);
  g_assert_cmpint(counts->broken, <, 10);
}

/* What is not there is an input as well: what was looked for in vain, and what is in a list. */
static void
test_gone(gconstpointer data)
{
  static const CopEntity kinds[] = { COP_ENTITY_translation, COP_ENTITY_message_text, COP_ENTITY_quiz_item, COP_ENTITY_script_line, COP_ENTITY_story_panel,
                                     COP_ENTITY_board_square };
  const Kit *kit = data;
  Counts *counts = shared();
  for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++)
    for (guint i = 0; i < 4 && kit->read[kinds[k]]->len > 0; i++)
      in_child(kit, kinds[k], g_ptr_array_index(kit->read[kinds[k]], i * 7 % kit->read[kinds[k]]->len), NULL, i, counts);
  g_assert_cmpint(counts->missed, ==, 0);
  g_assert_cmpint(counts->judged, >, 15);
  g_assert_cmpint(counts->changed, >, 15);
}

static void
test_names(gconstpointer data)
{
  const Kit *kit = data;
  g_autoptr(CopReading) r = cop_reading_new(kit->s->model);
  g_autofree char *nothing = state_of(r, "message/NO-SUCH"), *something = state_of(r, "message/MSG-U9-1"), *unknown = state_of(r, "no_such_kind/x"),
                  *all = state_of(r, "message?"), *panels = state_of(r, "story_panel?story=ST-1"), *none = state_of(r, "story_panel?story=NO-SUCH"),
                  *wrong = state_of(r, "story_panel?caption=x");
  g_assert_cmpstr(nothing, !=, something);
  g_assert_cmpstr(nothing, ==, unknown);
  g_assert_cmpstr(all, !=, something);
  g_assert_cmpstr(panels, !=, none);
  g_assert_cmpstr(none, ==, nothing);
  g_assert_cmpstr(wrong, ==, nothing); /* a text is no reference */
  GHashTable *names = ((const Made *)g_ptr_array_index(kit->made, 0))->names;
  g_assert_nonnull(g_hash_table_lookup(names, "country/PH"));
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  Kit kit = { 0 };
  make_kit(&kit);
  g_test_add_data_func("/inputs/names", &kit, test_names);
  g_test_add_data_func("/inputs/fields", &kit, test_fields);
  g_test_add_data_func("/inputs/gone", &kit, test_gone);
  int failed = g_test_run();
  free_kit(&kit);
  return failed;
}

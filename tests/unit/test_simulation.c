/* SPDX-License-Identifier: Apache-2.0
 *
 * test_simulation.c -- seeded histories of field devices and a server that is
 * killed: requests lost, acknowledgements lost, sent twice, out of order, wrong
 * clocks, a telephone restored from the copy of another. The server is a
 * process of its own on a real store, stopped by SIGKILL in the middle of its
 * work. After every history: each acknowledged report is in the store, each
 * report counts once, with the content that was sent. Two servers that are
 * broken on purpose must be caught.
 *
 * COPKIT_HISTORIES, COPKIT_DEVICES and COPKIT_DAYS set the size; tests/long runs
 * 1,000 histories of 100 devices and 30 days.
 */
#include <math.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "engines.h"
#include "import/reception.h"
#include "model/record.h"
#include "model/store.h"

typedef enum { SOUND, TELLS_TOO_EARLY, FORGETS_THE_ID } Variant;

typedef struct {
  char id[COP_REPORT_ID_HEX];
  int value, day;
  bool acknowledged;
  unsigned sent;
} Report;

typedef struct {
  GPtrArray *outbox; /* Report, not acknowledged yet */
} Device;

typedef struct {
  Variant variant;
  GRand *rand;
  const char *address;
  GPtrArray *reports;  /* all that were ever made */
  GHashTable *by_id;   /* id -> Report */
  Device *devices;
  int n_devices;
  pid_t server;
  int wire;
  unsigned kills;
} World;

typedef struct {
  size_t reports, acknowledged, lost, twice, wrong;
  unsigned kills;
} Verdict;

/* --- the server, a process --- */

typedef struct {
  char id[COP_REPORT_ID_HEX];
  char rows[200];
} Letter;

static void
write_whole(int fd, const void *bytes, size_t n)
{
  for (size_t done = 0; done < n;) {
    ssize_t got = send(fd, (const char *)bytes + done, n - done, MSG_NOSIGNAL);
    if (got <= 0)
      return; /* the other end was killed */
    done += (size_t)got;
  }
}

static bool
read_whole(int fd, void *bytes, size_t n)
{
  for (size_t done = 0; done < n;) {
    ssize_t got = recv(fd, (char *)bytes + done, n - done, 0);
    if (got <= 0)
      return false;
    done += (size_t)got;
  }
  return true;
}

static void
take_letters(CopDb *db, const CopModel *m, const Letter *letters, uint32_t n, uint8_t *outcomes)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GError) error = NULL;
  CopReceived *items = cop_new_n(a, CopReceived, n);
  for (uint32_t i = 0; i < n; i++)
    items[i] = (CopReceived){ .rows = letters[i].rows, .id = letters[i].id, .channel = "openrosa", .reporter = "Office", .form = "f" };
  bool fine = cop_reception_take(db, m, NULL, items, n, "2027-06-01T00:00:00Z", a, &error);
  for (uint32_t i = 0; i < n; i++)
    outcomes[i] = fine ? (uint8_t)items[i].outcome : COP_RECEIVED_MAX;
}

static void
serve(const char *address, int wire, Variant variant)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopDb *db = cop_db_open(address, COP_DB_WRITE, NULL);
  CopModel *m;
  uint32_t n;
  if (db == NULL || !cop_model_load(db, a, &m, NULL))
    _exit(1);
  while (read_whole(wire, &n, sizeof n)) {
    g_autofree Letter *letters = g_new(Letter, n);
    g_autofree uint8_t *outcomes = g_new0(uint8_t, n);
    if (!read_whole(wire, letters, n * sizeof *letters))
      break;
    if (variant == TELLS_TOO_EARLY) {
      write_whole(wire, outcomes, n); /* "added", and only then it is written */
      g_usleep(3000);                 /* a busy machine would hide what is wrong with that */
    }
    take_letters(db, m, letters, n, outcomes);
    if (variant != TELLS_TOO_EARLY)
      write_whole(wire, outcomes, n);
  }
  cop_db_close(db);
  _exit(0);
}

static void
start_server(World *w)
{
  int ends[2];
  g_assert_cmpint(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), ==, 0);
  w->server = fork();
  if (w->server == 0) {
    close(ends[0]);
    serve(w->address, ends[1], w->variant);
  }
  close(ends[1]);
  w->wire = ends[0];
}

static void
stop_server(World *w, bool kill_it)
{
  if (kill_it) {
    kill(w->server, SIGKILL);
    w->kills++;
  }
  close(w->wire);
  waitpid(w->server, NULL, 0);
}

/* --- the devices --- */

static void
name_report(World *w, Report *r)
{
  for (unsigned i = 0; i + 1 < COP_REPORT_ID_HEX; i++)
    r->id[i] = "0123456789abcdef"[g_rand_int_range(w->rand, 0, 16)];
  r->id[COP_REPORT_ID_HEX - 1] = '\0';
  g_hash_table_insert(w->by_id, g_strdup(r->id), r);
}

static void
make_report(World *w, Device *d, int day)
{
  Report *r = g_new0(Report, 1);
  name_report(w, r);
  r->value = g_rand_int_range(w->rand, 1, 10);
  r->day = g_rand_int_range(w->rand, 0, 20) == 0 ? 40 : day; /* 40: a clock that is years off */
  g_ptr_array_add(w->reports, r);
  g_ptr_array_add(d->outbox, r);
}

static void
write_letter(World *w, Report *r, Letter *letter)
{
  if (w->variant == FORGETS_THE_ID && r->sent > 0)
    name_report(w, r);
  r->sent++;
  g_strlcpy(letter->id, r->id, sizeof letter->id);
  g_autofree char *at = r->day == 40 ? g_strdup("2019-01-01") : g_strdup_printf("2027-04-%02d", r->day + 1);
  g_snprintf(letter->rows, sizeof letter->rows, "%s,f,Office,R1,2027-04,%s,REACH,female,,,,,,%d,,,,,\n", r->id, at, r->value);
}

static void
hear(Report *r, uint8_t outcome, const World *w)
{
  if (outcome != COP_RECEIVED_ADDED && outcome != COP_RECEIVED_KNOWN)
    return;
  r->acknowledged = true;
  for (int i = 0; i < w->n_devices; i++)
    g_ptr_array_remove_fast(w->devices[i].outbox, r);
}

/* What happens on one way to the server and back. */
static void
send_some(World *w, GPtrArray *chosen)
{
  uint32_t n = chosen->len;
  g_autofree Letter *letters = g_new0(Letter, n + 1);
  g_autofree uint8_t *outcomes = g_new0(uint8_t, n + 1);
  for (uint32_t i = 0; i < n; i++)
    write_letter(w, chosen->pdata[i], &letters[i]);
  write_whole(w->wire, &n, sizeof n);
  write_whole(w->wire, letters, n * sizeof *letters);
  /* Killed at any moment of its work, or the moment it has answered. */
  bool killed = g_rand_int_range(w->rand, 0, 25) == 0, answered = g_rand_boolean(w->rand);
  if (killed && !answered) {
    g_usleep((gulong)g_rand_int_range(w->rand, 0, 3000));
    kill(w->server, SIGKILL);
  }
  bool heard = read_whole(w->wire, outcomes, n);
  if (killed) {
    stop_server(w, true);
    start_server(w);
  }
  for (uint32_t i = 0; heard && i < n; i++)
    if (g_rand_int_range(w->rand, 0, 8) != 0) /* else the answer is lost on its way */
      hear(chosen->pdata[i], outcomes[i], w);
}

/* Several devices reach the server at the same moment: some of what they hold,
 * in any order, some of it twice. */
static void
meet(World *w)
{
  g_autoptr(GPtrArray) chosen = g_ptr_array_new();
  for (int i = 0; i < w->n_devices; i++) {
    GPtrArray *box = w->devices[i].outbox;
    if (box->len == 0 || g_rand_int_range(w->rand, 0, 3) == 0)
      continue;
    for (guint k = 0; k < box->len; k++)
      for (int times = g_rand_int_range(w->rand, 0, 6); times > 2; times -= 2)
        g_ptr_array_insert(chosen, g_rand_int_range(w->rand, 0, (gint32)chosen->len + 1), box->pdata[k]);
  }
  if (chosen->len > 0)
    send_some(w, chosen);
}

static void
live(World *w, int days)
{
  for (int day = 0; day < days; day++) {
    for (int i = 0; i < w->n_devices; i++)
      make_report(w, &w->devices[i], day % 30);
    if (g_rand_int_range(w->rand, 0, 4) == 0) { /* a telephone is set up from the copy of another */
      const GPtrArray *from = w->devices[g_rand_int_range(w->rand, 0, w->n_devices)].outbox;
      GPtrArray *to = w->devices[g_rand_int_range(w->rand, 0, w->n_devices)].outbox;
      for (guint k = 0; from != to && k < from->len; k++)
        if (!g_ptr_array_find(to, from->pdata[k], NULL))
          g_ptr_array_add(to, from->pdata[k]);
    }
    for (int times = g_rand_int_range(w->rand, 1, 4); times > 0; times--)
      meet(w);
  }
}

/* --- the verdict --- */

static Verdict
judge(World *w)
{
  Verdict v = { .reports = w->reports->len, .kills = w->kills };
  g_autoptr(GError) error = NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDb) db = cop_db_open(w->address, COP_DB_READ, &error);
  g_assert_no_error(error);
  CopModel *m;
  g_auto(CopObservations) o = { 0 };
  g_assert_true(cop_model_load(db, a, &m, &error) && cop_observations_load(db, m, 0, &o, &error));
  g_autoptr(GHashTable) counted = g_hash_table_new(NULL, NULL);
  g_autoptr(CopRows) rows = COP_QUERY0(db, report_heads, &error);
  double sum = 0, expected = 0;
  while (cop_rows_next(rows, &error)) {
    size_t size;
    char hex[COP_REPORT_ID_HEX];
    Report *r = g_hash_table_lookup(w->by_id, cop_report_id_text(cop_rows_blob(rows, 1, &size), hex));
    g_assert_nonnull(r);
    v.twice += !g_hash_table_add(counted, r);
    expected += r->value;
  }
  for (size_t i = 0; i < o.n; i++)
    sum += o.items[i].value;
  v.wrong = fabs(sum - expected) > 1e-9;
  for (guint i = 0; i < w->reports->len; i++) {
    const Report *r = w->reports->pdata[i];
    v.acknowledged += r->acknowledged;
    v.lost += r->acknowledged && !g_hash_table_contains(counted, r);
  }
  return v;
}

static int
size_from(const char *name, int usual)
{
  const char *text = g_getenv(name);
  return text == NULL ? usual : (int)g_ascii_strtoll(text, NULL, 10);
}

static void
make_store(const char *address)
{
  static const struct {
    CopEntity e;
    const char *json;
  } content[] = {
    { COP_ENTITY_area, "{\"id\":\"R1\",\"name\":\"One\",\"level\":\"region\",\"position\":1,\"mark\":\"K\"}" },
    { COP_ENTITY_indicator, "{\"id\":\"REACH\",\"title\":\"Number of people\",\"level\":\"output\",\"unit\":\"people\",\"direction\":\"up\",\"aggregation\":\"sum\","
                            "\"disaggregation\":[\"sex\",\"area\"],\"frequency\":\"monthly\",\"privacy\":\"persons\",\"field_reported\":true,\"position\":1,\"mark\":\"E\"}" },
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(CopDb) db = cop_db_create(address, &error);
  g_assert_no_error(error);
  for (size_t i = 0; i < G_N_ELEMENTS(content); i++) {
    CopRecord *r = cop_record_from_json(a, content[i].e, content[i].json, strlen(content[i].json), &error);
    g_assert_no_error(error);
    g_assert_true(cop_record_save(db, content[i].e, r, "test", 0, &error));
  }
}

static Verdict
history(uint32_t seed, Variant variant, int devices, int days)
{
  Place place = { 0 };
  place_init(&place, GINT_TO_POINTER(COP_ENGINE_SQLITE));
  make_store(place.address);
  World w = { .variant = variant, .rand = g_rand_new_with_seed(seed), .address = place.address, .reports = g_ptr_array_new_with_free_func(g_free),
              .by_id = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL), .n_devices = devices };
  w.devices = g_new0(Device, devices);
  for (int i = 0; i < devices; i++)
    w.devices[i].outbox = g_ptr_array_new();
  start_server(&w);
  live(&w, days);
  stop_server(&w, false);
  Verdict v = judge(&w);
  for (int i = 0; i < devices; i++)
    g_ptr_array_unref(w.devices[i].outbox);
  g_free(w.devices);
  g_ptr_array_unref(w.reports);
  g_hash_table_unref(w.by_id);
  g_rand_free(w.rand);
  place_clear(&place);
  return v;
}

/* --- the tests --- */

static void
test_sound(void)
{
  int histories = size_from("COPKIT_HISTORIES", 8), devices = size_from("COPKIT_DEVICES", 12), days = size_from("COPKIT_DAYS", 8);
  Verdict all = { 0 };
  for (int i = 0; i < histories; i++) {
    Verdict v = history(1000 + (uint32_t)i, SOUND, devices, days);
    g_assert_cmpuint(v.lost, ==, 0);
    g_assert_cmpuint(v.twice, ==, 0);
    g_assert_cmpuint(v.wrong, ==, 0);
    g_assert_cmpuint(v.acknowledged, >, v.reports / 2);
    all.reports += v.reports;
    all.acknowledged += v.acknowledged;
    all.kills += v.kills;
  }
  g_assert_cmpuint(all.kills, >, 0);
  g_test_message("%d histories, %zu reports, %zu acknowledged, %u kills: 0 lost, 0 counted twice", histories, all.reports, all.acknowledged, all.kills);
}

/* The checks above see what they are made to see. */
static void
test_broken(void)
{
  size_t lost = 0, twice = 0;
  for (uint32_t seed = 1; seed <= 12 && lost == 0; seed++)
    lost += history(seed, TELLS_TOO_EARLY, 12, 8).lost;
  for (uint32_t seed = 1; seed <= 12 && twice == 0; seed++)
    twice += history(seed, FORGETS_THE_ID, 12, 8).twice;
  g_assert_cmpuint(lost, >, 0);
  g_assert_cmpuint(twice, >, 0);
}

int
main(int argc, char **argv)
{
  g_test_init(&argc, &argv, NULL);
  g_test_add_func("/simulation/sound", test_sound);
  g_test_add_func("/simulation/broken-is-caught", test_broken);
  return g_test_run();
}

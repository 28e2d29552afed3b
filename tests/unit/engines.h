/* SPDX-License-Identifier: Apache-2.0
 *
 * engines.h -- a fresh, empty place for a store on each engine. The same test
 * runs on SQLite always and on PostgreSQL where COPKIT_TEST_POSTGRES names a
 * server (tests/postgres.sh).
 */
#ifndef TEST_ENGINES_H
#define TEST_ENGINES_H

#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "db/db.h"

typedef struct {
  CopEngine engine;
  char *folder;  /* of SQLite */
  char *address;
} Place;

static inline void
place_init(Place *p, gconstpointer engine)
{
  static int n;
  p->engine = (CopEngine)GPOINTER_TO_INT(engine);
  if (p->engine == COP_ENGINE_SQLITE) {
    p->folder = g_dir_make_tmp("copkit-XXXXXX", NULL);
    p->address = g_build_filename(p->folder, "test.cop", NULL);
    return;
  }
  const char *server = g_getenv("COPKIT_TEST_POSTGRES");
  g_autofree char *name = g_strdup_printf("test_%d_%d", (int)getpid(), n++);
  g_autofree char *maintenance = g_strconcat("--maintenance-db=", server, NULL);
  const char *argv[] = { "createdb", maintenance, name, NULL };
  g_autoptr(GError) error = NULL;
  int status = 1;
  g_spawn_sync(NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error(error);
  g_assert_cmpint(status, ==, 0);
  p->address = g_strndup(server, (gsize)(strrchr(server, '/') + 1 - server));
  char *whole = g_strconcat(p->address, name, NULL);
  g_free(p->address);
  p->address = whole;
}

/* Leaves nothing: a file that a test did not expect is a failure. */
static inline void
place_clear(Place *p)
{
  if (p->folder != NULL) {
    g_autoptr(GDir) dir = g_dir_open(p->folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
      g_autofree char *path = g_build_filename(p->folder, name, NULL);
      g_assert_false(g_str_has_suffix(name, "-wal") || g_str_has_suffix(name, "-shm") || strstr(name, ".partial-") != NULL);
      g_unlink(path);
    }
    g_rmdir(p->folder);
  }
  g_free(p->folder);
  g_free(p->address);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Place, place_clear)

/* Adds name/sqlite and name/postgres; the second is skipped without a server. */
static inline void
no_server(void)
{
  g_test_skip("no PostgreSQL server; tests/postgres.sh starts one");
}

static inline void
add_engines(const char *name, void (*test)(gconstpointer))
{
  g_autofree char *lite = g_strconcat(name, "/sqlite", NULL), *pg = g_strconcat(name, "/postgres", NULL);
  g_test_add_data_func(lite, GINT_TO_POINTER(COP_ENGINE_SQLITE), test);
  if (g_getenv("COPKIT_TEST_POSTGRES") != NULL)
    g_test_add_data_func(pg, GINT_TO_POINTER(COP_ENGINE_POSTGRES), test);
  else
    g_test_add_func(pg, no_server);
}

#endif

/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "db/db_priv.h"

/* The head of a SQLite file: https://www.sqlite.org/fileformat2.html#the_database_header */
enum { HEAD_SIZE = 100, AT_PAGE_SIZE = 16, AT_PAGES = 28, AT_USER_VERSION = 60, AT_APPLICATION = 68 };
#define MAGIC "SQLite format 3"
#define APPLICATION 0x434F504Bu /* "COPK", as 0001-base.sql sets it */

static uint32_t
big_endian(const unsigned char *p, int n)
{
  uint32_t v = 0;
  for (int i = 0; i < n; i++)
    v = v << 8 | p[i];
  return v;
}

static bool
fail_io(const char *path, CopDbErrorCode otherwise, GError **error)
{
  int code = errno;
  g_set_error(error, COP_DB_ERROR, code == ENOSPC ? COP_DB_ERROR_FULL : code == EEXIST ? COP_DB_ERROR_EXISTS : otherwise,
              "'%s': %s", path, code == ENOENT ? "there is no such store" : g_strerror(code));
  return false;
}

/* Through SQLite's own file, never one of ours: a process that closes any
 * descriptor of a file loses all its locks on it, and another program would
 * then take the log away under an open store
 * (https://www.sqlite.org/howtocorrupt.html, 2.2). */
static bool
read_through_sqlite(const char *path, unsigned char head[HEAD_SIZE], ssize_t *n, GError **error)
{
  sqlite3 *handle = NULL;
  sqlite3_file *file = NULL;
  sqlite3_int64 size = 0;
  errno = 0;
  int result = sqlite3_open_v2(path, &handle, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
  if (result == SQLITE_OK)
    result = sqlite3_file_control(handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  if (result == SQLITE_OK && file->pMethods == NULL)
    result = SQLITE_CANTOPEN;
  if (result == SQLITE_OK)
    result = file->pMethods->xFileSize(file, &size);
  *n = MIN(size, HEAD_SIZE);
  if (result == SQLITE_OK && *n > 0)
    result = file->pMethods->xRead(file, head, (int)*n, 0);
  if (result != SQLITE_OK && errno == 0)
    errno = result == SQLITE_CANTOPEN ? EACCES : EIO;
  int code = errno;
  sqlite3_close(handle);
  errno = code;
  return result == SQLITE_OK || fail_io(path, COP_DB_ERROR_OPEN, error);
}

static bool
read_head(const char *path, unsigned char head[HEAD_SIZE], ssize_t *n, struct stat *st, GError **error)
{
  if (stat(path, st) != 0)
    return fail_io(path, COP_DB_ERROR_OPEN, error);
  if (!S_ISREG(st->st_mode)) {
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_NOT_STORE, "'%s' is not a copkit store (not a file)", path);
    return false;
  }
  return read_through_sqlite(path, head, n, error);
}

/* While a log lies beside the file its head may be older than the store. */
static bool
has_log(const char *path)
{
  g_autofree char *wal = g_strconcat(path, "-wal", NULL);
  struct stat st;
  return stat(wal, &st) == 0 && st.st_size > 0;
}

bool
cop_sqlite_check_head(const char *path, GError **error)
{
  unsigned char head[HEAD_SIZE] = { 0 };
  ssize_t n = 0;
  struct stat st;
  if (!read_head(path, head, &n, &st, error))
    return false;
  size_t magic = MIN((size_t)n, sizeof MAGIC);
  if (n == 0 || memcmp(head, MAGIC, magic) != 0 ||
      (n == HEAD_SIZE && big_endian(head + AT_APPLICATION, 4) != APPLICATION)) {
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_NOT_STORE, "'%s' is not a copkit store", path);
    return false;
  }
  uint32_t page = n == HEAD_SIZE ? big_endian(head + AT_PAGE_SIZE, 2) : 0;
  uint64_t whole = (uint64_t)(page == 1 ? 65536 : page) * (n == HEAD_SIZE ? big_endian(head + AT_PAGES, 4) : 0);
  if (n < HEAD_SIZE || (!has_log(path) && (uint64_t)st.st_size < whole)) {
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_DAMAGED,
                "'%s' is cut off (%" G_GINT64_FORMAT " of %" G_GUINT64_FORMAT
                " bytes are there); 'copkit restore' puts a backup in its place",
                path, (gint64)st.st_size, whole);
    return false;
  }
  int version = (int)big_endian(head + AT_USER_VERSION, 4);
  if (version > cop_db_schema_version()) {
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_NEWER,
                "'%s' was written by a newer copkit (store version %d, this program knows %d); use that version", path,
                version, cop_db_schema_version());
    return false;
  }
  return true;
}

void
cop_sqlite_remove(const char *path)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };
  for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
    g_autofree char *file = g_strconcat(path, suffixes[i], NULL);
    unlink(file);
  }
}

static bool
publish(const char *partial, const char *path, bool replace, GError **error)
{
  g_autoptr(GError) local = NULL;
  if (cop_file_publish(partial, path, replace, &local))
    return true;
  CopDbErrorCode code = g_error_matches(local, G_IO_ERROR, G_IO_ERROR_EXISTS)     ? COP_DB_ERROR_EXISTS
                        : g_error_matches(local, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ? COP_DB_ERROR_FULL
                                                                                  : COP_DB_ERROR_OPEN;
  g_set_error_literal(error, COP_DB_ERROR, code, local->message);
  return false;
}

/* --- creating --- */

/* Readable by its owner only: a store may hold accounts. */
static bool
make_file(const char *path, GError **error)
{
  int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail_io(path, COP_DB_ERROR_OPEN, error);
  close(fd);
  return true;
}

/* Without WAL, so that what is committed stands in the file itself: moving a
 * log into it could still fail on a full disk, and nobody would be told. */
static bool
make_store(const char *partial, CopDbFill fill, void *data, GError **error)
{
  g_autoptr(CopDb) db = cop_sqlite_connect(partial, COP_DB_WRITE, false, error);
  return db != NULL && cop_migrate_create(db, fill, data, error);
}

CopDb *
cop_sqlite_create(const char *path, CopDbFill fill, void *data, GError **error)
{
  if (access(path, F_OK) == 0) {
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_EXISTS, "'%s' exists already", path);
    return NULL;
  }
  g_autofree char *partial = cop_file_partial_name(path);
  cop_sqlite_remove(partial);
  if (!make_file(partial, error) || !make_store(partial, fill, data, error) || !publish(partial, path, false, error)) {
    cop_sqlite_remove(partial);
    return NULL;
  }
  CopDb *db = cop_db_open(path, COP_DB_WRITE, error);
  if (db == NULL) /* no room for its log */
    cop_sqlite_remove(path);
  return db;
}

/* --- backup and restore --- */

/* Every page and reference of a file that may be of an older version. */
bool
cop_db_check_backup(const char *path, GError **error)
{
  int version;
  g_autoptr(GPtrArray) faults = NULL;
  if (!cop_sqlite_check_head(path, error))
    return false;
  g_autoptr(CopDb) db = cop_sqlite_connect(path, COP_DB_READ, false, error);
  if (db == NULL || !cop_db_is_store(db, error) || !cop_migrate_compare(db, &version, error) ||
      !cop_db_integrity(db, &faults, error))
    return false;
  if (faults->len == 0)
    return true;
  g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_DAMAGED, "'%s' is damaged: %s (%u faults)", path,
              (const char *)g_ptr_array_index(faults, 0), faults->len);
  return false;
}

/* Writes another file and not the store, so a store open for reading will do. */
static bool
vacuum_into(CopDb *db, const char *file, GError **error)
{
  int64_t ignored;
  const CopParam to = cop_p_text(file);
  if (!cop_db_session(db, COP_ST_set_unlocked, error))
    return false;
  bool fine = cop_engine_sqlite.exec(db, COP_ST_vacuum_into, &to, 1, &ignored, error);
  return (db->mode == COP_DB_WRITE || cop_db_session(db, COP_ST_set_read_only, fine ? error : NULL)) && fine;
}

/* A copy is looked at elsewhere, or put in place of a store after days: it must tell
 * nobody anything on its own, and hold no secret that signs for the desk. One that
 * is made before a migration is the store as it was. */
static bool
silence(const char *file, GError **error)
{
  int version;
  g_autoptr(CopDb) db = cop_sqlite_connect(file, COP_DB_WRITE, false, error);
  if (db == NULL || !cop_db_store_version(db, &version, error))
    return false;
  return version < cop_db_schema_version() || (cop_db_session(db, COP_ST_set_secure_delete, error) && COP_EXEC0(db, webhook_silence, error));
}

/* A folder, or the store itself under this or another name. */
static bool
may_take_backup(CopDb *db, const char *file, GError **error)
{
  struct stat there, store;
  if (stat(file, &there) != 0)
    return true;
  if (S_ISDIR(there.st_mode)) {
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_OPEN, "%s is a folder; name the file to write, such as %s/backup.cop", file, file);
    return false;
  }
  if (stat(db->address, &store) != 0 || there.st_dev != store.st_dev || there.st_ino != store.st_ino)
    return true;
  g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_OPEN, "%s is the store itself; a backup is another file, best on another disk", file);
  return false;
}

bool
cop_sqlite_backup(CopDb *db, const char *file, GError **error)
{
  if (!may_take_backup(db, file, error))
    return false;
  g_autofree char *partial = cop_file_partial_name(file);
  cop_sqlite_remove(partial);
  if (make_file(partial, error) && vacuum_into(db, partial, error) && silence(partial, error) && cop_db_check_backup(partial, error) &&
      publish(partial, file, true, error))
    return true;
  cop_sqlite_remove(partial);
  return false;
}

static bool
copy_file(const char *from, const char *to, GError **error)
{
  g_autoptr(GFile) source = g_file_new_for_path(from);
  g_autoptr(GFile) target = g_file_new_for_path(to);
  g_autoptr(GError) local = NULL;
  if (g_file_copy(source, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, &local))
    return true;
  g_set_error_literal(error, COP_DB_ERROR,
                      g_error_matches(local, G_IO_ERROR, G_IO_ERROR_NO_SPACE) ? COP_DB_ERROR_FULL : COP_DB_ERROR_OPEN,
                      local->message);
  return false;
}

/* Moves what the log holds into the file, so that the file alone is the
 * store. Leaving WAL needs the file for oneself: a store in use is refused. A
 * damaged one is left as it is. */
static bool
settle(const char *path, GError **error)
{
  if (!cop_sqlite_check_head(path, NULL))
    return true;
  g_autoptr(CopDb) db = cop_sqlite_connect(path, COP_DB_READ, false, NULL);
  g_autoptr(CopRows) r = db == NULL ? NULL : COP_QUERY0(db, set_no_wal, NULL);
  g_autoptr(GError) local = NULL;
  if (r == NULL)
    return true;
  bool row = cop_rows_next(r, &local);
  if (!g_error_matches(local, COP_DB_ERROR, COP_DB_ERROR_BUSY) && (!row || g_strcmp0(cop_rows_text(r, 0), "wal") != 0))
    return true;
  g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_BUSY, "'%s' is in use; stop what uses it first", path);
  return false;
}

/* Keeps the store that is about to be replaced, with the log of a damaged one:
 * left behind it would be taken for that of the new file. */
static bool
keep_old(const char *address, GError **error)
{
  g_autofree char *before = g_strconcat(address, ".before-restore", NULL);
  cop_sqlite_remove(before);
  static const char *const suffixes[] = { "-wal", "-shm" };
  for (size_t i = 0; i < G_N_ELEMENTS(suffixes); i++) {
    g_autofree char *from = g_strconcat(address, suffixes[i], NULL);
    g_autofree char *to = g_strconcat(before, suffixes[i], NULL);
    if (access(from, F_OK) == 0 && rename(from, to) != 0)
      return fail_io(to, COP_DB_ERROR_OPEN, error);
  }
  /* Where a file can have one name only, there is no store for a moment. */
  return link(address, before) == 0 || ((errno == EPERM || errno == EOPNOTSUPP) && rename(address, before) == 0) ||
         fail_io(before, COP_DB_ERROR_OPEN, error);
}

bool
cop_db_restore(const char *file, const char *address, GError **error)
{
  if (cop_db_address_is_postgres(address)) {
    g_set_error(error, COP_DB_ERROR, COP_DB_ERROR_FAILED, "a store in PostgreSQL is restored with pg_restore");
    return false;
  }
  if (!cop_db_check_backup(file, error))
    return false;
  bool there = access(address, F_OK) == 0;
  g_autofree char *partial = cop_file_partial_name(address);
  cop_sqlite_remove(partial);
  if ((!there || settle(address, error)) && make_file(partial, error) && copy_file(file, partial, error) &&
      cop_db_check_backup(partial, error) && (!there || keep_old(address, error)) && publish(partial, address, true, error))
    return true;
  cop_sqlite_remove(partial);
  return false;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "base/file.h"
#include "base/home.h"
#include "cmd/doctor.h"
#include "model/audit.h"
#include "model/record.h"
#include "model/store.h"

static CopHealth
say_error(GString *found, const GError *error)
{
  g_string_append(found, error->message);
  return COP_HEALTH_ILL;
}

CopHealth
cop_doctor_home(const CopDoctor *doctor, GString *found)
{
  (void)doctor;
  g_autofree char *data = cop_home_path("data", NULL);
  bool there = g_file_test(data, G_FILE_TEST_IS_DIR);
  g_string_append(found, there ? data : "there is no folder ");
  if (!there)
    g_string_append_printf(found, "'%s'; set COPKIT_HOME", data);
  return there ? COP_HEALTH_WELL : COP_HEALTH_ILL;
}

CopHealth
cop_doctor_version(const CopDoctor *doctor, GString *found)
{
  g_autoptr(GError) error = NULL;
  int version;
  if (!cop_db_store_version(doctor->db, &version, &error))
    return say_error(found, error);
  g_string_append_printf(found, "%d, as this program", version);
  return COP_HEALTH_WELL;
}

CopHealth
cop_doctor_integrity(const CopDoctor *doctor, GString *found)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) faults = NULL;
  if (!cop_db_integrity(doctor->db, &faults, &error))
    return say_error(found, error);
  if (faults->len == 0) {
    g_string_append(found, cop_db_engine(doctor->db) == COP_ENGINE_SQLITE ? "sound" : "left to PostgreSQL's own checksums");
    return COP_HEALTH_WELL;
  }
  g_string_append_printf(found, "%u faults, first: %s; put a backup in its place with 'copkit restore'", faults->len,
                         (const char *)g_ptr_array_index(faults, 0));
  return COP_HEALTH_ILL;
}

CopHealth
cop_doctor_statements(const CopDoctor *doctor, GString *found)
{
  g_autoptr(GError) error = NULL;
  if (!cop_db_prepare_all(doctor->db, &error))
    return say_error(found, error);
  g_string_append_printf(found, "all %d fit the tables", COP_ST_MAX);
  return COP_HEALTH_WELL;
}

/* --- records --- */

typedef struct {
  size_t n;
  CopEntity entity;
  const char *id;
  GString *first;
} Faults;

static void
count_fault(void *data, const CopField *field, const char *message, const char *remedy)
{
  Faults *f = data;
  (void)field;
  if (f->n++ == 0)
    g_string_printf(f->first, "%s '%s': %s; %s", cop_entity(f->entity)->name, f->id, message, remedy);
}

CopHealth
cop_doctor_records(const CopDoctor *doctor, GString *found)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(CopArena) a = cop_arena_new();
  g_autoptr(GString) first = g_string_new(NULL);
  CopModel *m;
  if (!cop_model_load(doctor->db, a, &m, &error))
    return say_error(found, error);
  Faults f = { .first = first };
  size_t n = 0;
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    f.entity = (CopEntity)e;
    for (size_t i = 0; i < cop_model_count(m, f.entity); i++, n++) {
      const CopRecord *r = cop_model_at(m, f.entity, i);
      f.id = r->id;
      cop_record_check(f.entity, r, count_fault, &f);
    }
  }
  if (f.n == 0)
    g_string_append_printf(found, "all %zu keep them", n);
  else
    g_string_append_printf(found, "%zu faults, first: %s", f.n, first->str);
  return f.n == 0 ? COP_HEALTH_WELL : COP_HEALTH_WATCH;
}

CopHealth
cop_doctor_log(const CopDoctor *doctor, GString *found)
{
  g_autoptr(GError) error = NULL;
  g_auto(CopAuditCheck) check = { 0 };
  if (!cop_audit_verify(doctor->db, NULL, &check, &error))
    return say_error(found, error);
  if (check.broken_at != 0)
    g_string_append_printf(found, "broken at entry %" G_GINT64_FORMAT ": %s", check.broken_at, check.broken_why);
  else if (check.n_unlogged > 0)
    g_string_append_printf(found, "%zu records are not as it left them, first %s", check.n_unlogged, check.unlogged);
  else
    g_string_append_printf(found, "%" G_GINT64_FORMAT " entries, whole", check.n);
  return check.broken_at != 0 || check.n_unlogged > 0 ? COP_HEALTH_ILL : COP_HEALTH_WELL;
}

/* --- the disk --- */

static bool
is_file(const CopDoctor *doctor, GString *found)
{
  if (cop_db_engine(doctor->db) == COP_ENGINE_SQLITE)
    return true;
  g_string_append(found, "left to PostgreSQL");
  return false;
}

CopHealth
cop_doctor_leftovers(const CopDoctor *doctor, GString *found)
{
  if (!is_file(doctor, found))
    return COP_HEALTH_WELL;
  g_autofree char *folder = g_path_get_dirname(doctor->store);
  g_autofree char *base = g_path_get_basename(doctor->store);
  g_autofree char *partial = g_strconcat(base, ".partial-", NULL), *before = g_strconcat(base, ".before-", NULL);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  unsigned n_partial = 0, n_before = 0;
  for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
    n_partial += g_str_has_prefix(name, partial);
    n_before += g_str_has_prefix(name, before);
  }
  if (n_partial + n_before == 0)
    g_string_append(found, "nothing");
  if (n_before > 0)
    g_string_append_printf(found, "%u kept copies (%s*)%s", n_before, before, n_partial > 0 ? ", " : "");
  if (n_partial > 0)
    g_string_append_printf(found, "%u unfinished files (%s*) of a program that runs or was stopped", n_partial, partial);
  return n_partial > 0 ? COP_HEALTH_WATCH : COP_HEALTH_WELL;
}

CopHealth
cop_doctor_space(const CopDoctor *doctor, GString *found)
{
  enum { ENOUGH = 200 }; /* MiB: a build and a backup of a usual store */
  if (!is_file(doctor, found))
    return COP_HEALTH_WELL;
  g_autofree char *folder = g_path_get_dirname(doctor->store);
  struct statvfs fs;
  if (statvfs(folder, &fs) != 0) {
    g_string_append_printf(found, "'%s': %s", folder, g_strerror(errno));
    return COP_HEALTH_WATCH;
  }
  guint64 free = (guint64)fs.f_bavail * fs.f_frsize >> 20;
  g_string_append_printf(found, "%" G_GUINT64_FORMAT " MiB free%s", free, free < ENOUGH ? "; make room" : "");
  return free < ENOUGH ? COP_HEALTH_WATCH : COP_HEALTH_WELL;
}

/* Microseconds that a flushed write of 4 KiB takes; negative when it fails. */
static gint64
flush_time(int fd)
{
  enum { TIMES = 20 };
  char block[4096] = { 0 };
  gint64 began = g_get_monotonic_time();
  for (int i = 0; i < TIMES; i++)
    if (pwrite(fd, block, sizeof block, 0) != (ssize_t)sizeof block || fdatasync(fd) != 0)
      return -1;
  return (g_get_monotonic_time() - began) / TIMES;
}

CopHealth
cop_doctor_flush(const CopDoctor *doctor, GString *found)
{
  enum { TOO_FAST = 20 }; /* no medium that survives a power cut is faster */
  if (!is_file(doctor, found))
    return COP_HEALTH_WELL;
  g_autofree char *probe = g_strdup_printf("%s.flush-%ld", doctor->store, (long)getpid());
  int fd = open(probe, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  gint64 us = fd < 0 ? -1 : flush_time(fd);
  int code = errno;
  if (fd >= 0) {
    close(fd);
    unlink(probe);
  }
  if (us < 0) {
    g_string_append_printf(found, "cannot be tried: %s", g_strerror(code));
    return COP_HEALTH_WATCH;
  }
  g_string_append_printf(found, "a flushed write takes %" G_GINT64_FORMAT " microseconds", us);
  if (us < TOO_FAST)
    g_string_append(found, ", too fast to be on a disk; a power cut may take what was confirmed");
  return us < TOO_FAST ? COP_HEALTH_WATCH : COP_HEALTH_WELL;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "build/settled.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.h"
#include "base/home.h"
#include "base/limits.h"
#include "build/build.h"
#include "config.h"
#include "model/audit.h"
#include "model/report_store.h"

#define NAME ".build-settled"
#define END "end\n"
#define HEAD "copkit settled 2\nkey "

/* --- key --- */

static void
add_text(CopHash *h, const char *text)
{
  cop_hash_add(h, text == NULL ? "" : text, text == NULL ? 1 : strlen(text) + 1);
}

static void
add_list(CopHash *h, const char *const *list)
{
  for (size_t i = 0; list != NULL && list[i] != NULL; i++)
    add_text(h, list[i]);
  add_text(h, NULL);
}

static void
add_stat(CopHash *h, const char *name, const struct stat *st)
{
  int64_t of[] = { (int64_t)st->st_size, (int64_t)st->st_mtim.tv_sec, (int64_t)st->st_mtim.tv_nsec, (int64_t)st->st_ino };
  add_text(h, name);
  cop_hash_add(h, of, sizeof of);
}

static void
add_file(CopHash *h, const char *path)
{
  struct stat st;
  if (stat(path, &st) == 0)
    add_stat(h, path, &st);
  else
    add_text(h, path);
}

static int
plain_name(const struct dirent *d)
{
  return d->d_name[0] != '.';
}

/* Every file below a folder, in the order of names. */
static void
add_folder(CopHash *h, const char *path, unsigned depth)
{
  struct dirent **names;
  int n = scandir(path, &names, plain_name, alphasort);
  for (int i = 0; i < n; i++) {
    g_autofree char *below = g_build_filename(path, names[i]->d_name, NULL);
    struct stat st;
    if (stat(below, &st) == 0 && S_ISDIR(st.st_mode) && depth > 0)
      add_folder(h, below, depth - 1);
    else
      add_file(h, below);
    free(names[i]);
  }
  if (n >= 0)
    free(names);
}

/* What composers and writers read of the installation. */
static void
add_home(CopHash *h)
{
  enum { DEEPEST = 4 };
  static const char *const folders[] = { "art", "learn" },
                    *const files[] = { "fonts.manifest", "node_modules/.package-lock.json", "node_modules/@tabler/icons/package.json",
                                       "node_modules/@iconify-json/healthicons/icons.json" };
  for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
    g_autofree char *path = cop_home_path("assets", folders[i], NULL);
    add_folder(h, path, DEEPEST);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
    g_autofree char *path = cop_home_path("assets", files[i], NULL);
    add_file(h, path);
  }
  add_text(h, g_getenv("COPKIT_FONTS"));
  g_autofree char *speaker = g_find_program_in_path("espeak-ng");
  add_text(h, speaker);
}

static bool
add_store(CopHash *h, CopDb *db, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  CopAuditEntries entries;
  int64_t counts[3];
  if (!cop_audit_recent(db, a, 1, &entries, error) || !cop_report_counts(db, &counts[0], &counts[1], &counts[2], error))
    return false;
  add_text(h, cop_db_address(db));
  cop_hash_add(h, counts, sizeof counts);
  if (entries.n > 0)
    cop_hash_add(h, &entries.items[0].seq, sizeof entries.items[0].seq);
  if (cop_db_engine(db) != COP_ENGINE_SQLITE)
    return true;
  g_autofree char *wal = g_strconcat(cop_db_address(db), "-wal", NULL);
  struct stat st;
  add_file(h, cop_db_address(db));
  if (stat(wal, &st) == 0 && st.st_size > 0) /* an empty one comes and goes with readers */
    add_stat(h, wal, &st);
  return true;
}

static void
add_program(CopHash *h, const char *date)
{
  add_text(h, COP_VERSION);
  add_file(h, "/proc/self/exe");
  add_text(h, date);
  add_text(h, g_getenv("SOURCE_DATE_EPOCH"));
  add_text(h, cop_home());
  add_home(h);
}

void
cop_settled_ground(const char *date, bool synthetic, char key[COP_HASH_HEX])
{
  unsigned char digest[COP_HASH_SIZE];
  CopHash h;
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  add_program(&h, date);
  cop_hash_add(&h, &synthetic, sizeof synthetic);
  cop_hash_finish(&h, digest);
  cop_hash_to_hex(digest, key);
}

bool
cop_settled_key(CopDb *db, const CopSettledWish *wish, char key[COP_HASH_HEX], GError **error)
{
  unsigned char digest[COP_HASH_SIZE];
  CopHash h;
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  if (!add_store(&h, db, error))
    return false;
  add_program(&h, wish->date);
  add_list(&h, wish->targets);
  add_list(&h, wish->langs);
  cop_hash_add(&h, &wish->release, sizeof wish->release);
  if (wish->release) { /* the gates also ask for the day */
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *day = g_date_time_format(now, "%F");
    add_text(&h, day);
  }
  cop_hash_finish(&h, digest);
  cop_hash_to_hex(digest, key);
  return true;
}

/* --- note --- */

void
cop_settled_clear(CopSettled *s)
{
  g_clear_pointer(&s->codes, g_hash_table_unref);
  g_clear_pointer(&s->errors, g_ptr_array_unref);
}

static char *
read_note(const char *dir, const char *key)
{
  g_autofree char *path = g_build_filename(dir, NAME, NULL);
  size_t n;
  g_autofree char *text = cop_file_read(path, COP_LIMIT_FILE, &n, NULL);
  if (text == NULL || !g_str_has_prefix(text, HEAD) || strncmp(text + strlen(HEAD), key, COP_HASH_HEX - 1) != 0)
    return NULL;
  return g_steal_pointer(&text);
}

/* "file SIZE PATH", "finding N CODE", "error N TEXT" (N: files with errors); false when the folder differs or the line is none of ours. */
static bool
take_line(char *line, int dir, CopSettled *s)
{
  bool file = g_str_has_prefix(line, "file "), finding = g_str_has_prefix(line, "finding "), error = g_str_has_prefix(line, "error ");
  char *rest;
  gint64 n = file || finding || error ? g_ascii_strtoll(strchr(line, ' ') + 1, &rest, 10) : -1;
  if (n < 0 || *rest != ' ')
    return false;
  rest++;
  if (finding) {
    g_hash_table_insert(s->codes, g_strdup(rest), GUINT_TO_POINTER((guint)n));
    return true;
  }
  if (error) {
    s->faulty = (size_t)n;
    g_ptr_array_add(s->errors, g_strdup(rest));
    return true;
  }
  struct stat st;
  s->files++;
  return fstatat(dir, rest, &st, 0) == 0 && S_ISREG(st.st_mode) && st.st_size == n;
}

bool
cop_settled_holds(const char *dir, const char *key, CopSettled *s)
{
  *s = (CopSettled){ .codes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL), .errors = g_ptr_array_new_with_free_func(g_free) };
  g_autofree char *text = read_note(dir, key);
  int fd = text == NULL ? -1 : open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  bool holds = fd >= 0 && faccessat(fd, ".build-journal", F_OK, 0) != 0 && faccessat(fd, "manifest.json", F_OK, 0) == 0 &&
               faccessat(fd, "index.html", F_OK, 0) == 0;
  char *line = text == NULL ? NULL : strchr(text + strlen(HEAD), '\n');
  bool whole = false; /* the note is not flushed: one that was torn has no last line */
  while (holds && line != NULL && *++line != '\0') {
    char *end = strchr(line, '\n');
    if ((whole = strcmp(line, END) == 0))
      break;
    holds = end != NULL;
    if (holds)
      *end = '\0', holds = take_line(line, fd, s);
    line = end;
  }
  if (fd >= 0)
    close(fd);
  if (!holds || !whole)
    cop_settled_clear(s);
  return holds && whole;
}

void
cop_settled_break(const char *dir, const char *key)
{
  g_autofree char *standing = key == NULL ? NULL : read_note(dir, key);
  g_autofree char *path = g_build_filename(dir, NAME, NULL);
  if (standing == NULL)
    unlink(path);
}

static gint
by_text(gconstpointer a, gconstpointer b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
put_findings(GString *s, const CopDiags *findings)
{
  g_autoptr(GHashTable) counts = g_hash_table_new(g_str_hash, g_str_equal);
  size_t faulty = cop_build_faulty(findings);
  for (size_t i = 0; i < cop_diags_count(findings); i++) {
    const CopDiag *d = cop_diags_at(findings, i);
    const char *code = d->code;
    if (d->severity == COP_SEVERITY_ERROR && d->kind != COP_DIAG_GATE) {
      g_autofree char *line = cop_diag_to_line(d);
      g_string_append_printf(s, "error %zu %s\n", faulty, g_strdelimit(line, "\n", ' '));
      continue;
    }
    g_hash_table_insert(counts, (gpointer)code, GUINT_TO_POINTER(GPOINTER_TO_UINT(g_hash_table_lookup(counts, code)) + 1));
  }
  guint n;
  g_autofree gpointer *codes = g_hash_table_get_keys_as_array(counts, &n);
  qsort(codes, n, sizeof *codes, by_text);
  for (guint i = 0; i < n; i++)
    g_string_append_printf(s, "finding %u %s\n", GPOINTER_TO_UINT(g_hash_table_lookup(counts, codes[i])), (const char *)codes[i]);
}

bool
cop_settled_note(const char *dir, const char *key, const GPtrArray *files, const CopDiags *findings, GError **error)
{
  g_autofree char *path = g_build_filename(dir, NAME, NULL), *old = read_note(dir, key);
  g_autoptr(GString) s = g_string_new(HEAD);
  g_string_append_printf(s, "%s\n", key);
  put_findings(s, findings);
  for (guint i = 0; i < files->len; i++) {
    const CopBuiltFile *f = g_ptr_array_index(files, i);
    g_string_append_printf(s, "file %" G_GINT64_FORMAT " %s\n", f->size, f->path);
  }
  g_string_append(s, END);
  return (old != NULL && strcmp(old, s->str) == 0) || cop_file_put(path, s->str, s->len, error);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "import/kind.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const CopImportKind kinds[] = {
#define KIND(name, strict, title) { #name, title, strict, cop_import_claims_##name, cop_import_run_##name },
#include "import/kinds.def"
#undef KIND
};

const CopImportKind *
cop_import_kinds(size_t *n)
{
  *n = G_N_ELEMENTS(kinds);
  return kinds;
}

const CopImportKind *
cop_import_kind_named(const char *name)
{
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (strcmp(kinds[i].name, name) == 0)
      return &kinds[i];
  return NULL;
}

const CopImportKind *
cop_import_kind_of(const CopImportSource *source)
{
  for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
    if (kinds[i].claims(source))
      return &kinds[i];
  return NULL;
}

static bool
fail_errno(const char *path, GError **error)
{
  int code = errno;
  g_set_error(error, G_IO_ERROR, (int)g_io_error_from_errno(code), "'%s': %s", path, g_strerror(code));
  return false;
}

static ssize_t
read_head(const char *path, char *head)
{
  int fd = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t n = fd < 0 ? -1 : pread(fd, head, COP_IMPORT_HEAD, 0);
  int code = errno;
  if (fd >= 0)
    close(fd);
  errno = code;
  return n;
}

bool
cop_import_source_init(CopImportSource *source, const char *path, GError **error)
{
  struct stat st;
  *source = (CopImportSource){ .path = path };
  if (stat(path, &st) != 0)
    return fail_errno(path, error);
  source->folder = S_ISDIR(st.st_mode);
  if (source->folder)
    return true;
  if (!S_ISREG(st.st_mode)) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "'%s': neither a file nor a folder", path);
    return false;
  }
  char *head = g_malloc0(COP_IMPORT_HEAD + 1);
  ssize_t n = read_head(path, head);
  source->head = head;
  source->length = n < 0 ? 0 : (size_t)n;
  if (n >= 0)
    return true;
  fail_errno(path, error);
  cop_import_source_clear(source);
  return false;
}

void
cop_import_source_clear(CopImportSource *source)
{
  g_free((char *)source->head);
  source->head = NULL;
}

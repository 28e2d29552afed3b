/* SPDX-License-Identifier: Apache-2.0 */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PARTIAL ".partial-"

static bool
fail_errno(const char *path, GError **error)
{
  int code = errno;
  g_set_error(error, G_IO_ERROR, (int)g_io_error_from_errno(code), "'%s': %s", path, g_strerror(code));
  return false;
}

typedef int Fd;

static void
close_fd(Fd *fd)
{
  if (*fd >= 0)
    close(*fd);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fd, close_fd)

static bool
read_all(int fd, const char *path, GString *s, size_t limit, GError **error)
{
  char block[65536];
  for (;;) {
    ssize_t n = read(fd, block, sizeof block);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return fail_errno(path, error);
    if (n == 0)
      return true;
    if ((size_t)n > limit - s->len) {
      g_set_error(error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "'%s': the file is larger than %zu bytes", path,
                  limit);
      return false;
    }
    g_string_append_len(s, block, n);
  }
}

char *
cop_file_read(const char *path, size_t limit, size_t *length, GError **error)
{
  /* Without O_NONBLOCK opening a pipe would wait for its other end. */
  g_auto(Fd) fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat st;
  if (fd < 0 || fstat(fd, &st) != 0) {
    fail_errno(path, error);
    return NULL;
  }
  if (!S_ISREG(st.st_mode)) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, "'%s': not a regular file", path);
    return NULL;
  }
  g_autoptr(GString) s = g_string_sized_new(MIN((size_t)st.st_size, limit) + 1);
  if (!read_all(fd, path, s, limit, error))
    return NULL;
  *length = s->len;
  return g_string_free(g_steal_pointer(&s), FALSE);
}

static bool
sync_folder_of(const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname(path);
  g_auto(Fd) fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  return (fd >= 0 && fsync(fd) == 0) || fail_errno(folder, error);
}

static bool
write_all(int fd, const char *path, const void *bytes, size_t length, GError **error)
{
  for (const char *p = bytes; length > 0;) {
    ssize_t n = write(fd, p, length);
    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return fail_errno(path, error);
    p += n;
    length -= (size_t)n;
  }
  return true;
}

static bool
put(const char *path, const void *bytes, size_t length, bool flush, GError **error)
{
  g_autofree char *partial = flush ? cop_file_partial_name(path) : g_strdup_printf("%s" PARTIAL "%ld", path, (long)getpid());
  bool written;
  {
    g_auto(Fd) fd = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
      return fail_errno(path, error);
    written = write_all(fd, path, bytes, length, error) && (!flush || fsync(fd) == 0 || fail_errno(path, error));
  }
  if (written && rename(partial, path) != 0)
    written = fail_errno(path, error);
  if (!written) {
    unlink(partial);
    return false;
  }
  return !flush || sync_folder_of(path, error);
}

bool
cop_file_write(const char *path, const void *bytes, size_t length, GError **error)
{
  return put(path, bytes, length, true, error);
}

bool
cop_file_put(const char *path, const void *bytes, size_t length, GError **error)
{
  return put(path, bytes, length, false, error);
}

bool
cop_file_flush_all(const char *folder, GError **error)
{
  g_auto(Fd) fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  return (fd >= 0 && syncfs(fd) == 0) || fail_errno(folder, error);
}

bool
cop_file_publish(const char *from, const char *to, bool replace, GError **error)
{
  {
    g_auto(Fd) fd = open(from, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || fsync(fd) != 0)
      return fail_errno(from, error);
  }
  if (renameat2(AT_FDCWD, from, AT_FDCWD, to, replace ? 0 : RENAME_NOREPLACE) != 0)
    return fail_errno(to, error);
  return sync_folder_of(to, error);
}

static void
remove_if_left(const char *folder, const char *name, const char *prefix)
{
  if (!g_str_has_prefix(name, prefix))
    return;
  char *rest;
  gint64 pid = g_ascii_strtoll(name + strlen(prefix), &rest, 10);
  if (pid <= 0 || (*rest != '\0' && *rest != '-') || kill((pid_t)pid, 0) == 0 || errno != ESRCH)
    return;
  g_autofree char *path = g_build_filename(folder, name, NULL);
  unlink(path);
}

char *
cop_file_partial_name(const char *path)
{
  g_autofree char *folder = g_path_get_dirname(path);
  g_autofree char *base = g_path_get_basename(path);
  g_autofree char *prefix = g_strconcat(base, PARTIAL, NULL);
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;)
    remove_if_left(folder, name, prefix);
  return g_strdup_printf("%s" PARTIAL "%ld", path, (long)getpid());
}

static void
remove_partials(const char *folder, unsigned depth)
{
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
    const char *mark = strstr(name, PARTIAL);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    struct stat st;
    if (mark != NULL) {
      g_autofree char *prefix = g_strndup(name, (gsize)(mark - name) + strlen(PARTIAL));
      remove_if_left(folder, name, prefix);
    } else if (depth > 0 && lstat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
      remove_partials(path, depth - 1);
    }
  }
}

void
cop_file_remove_partials(const char *folder)
{
  enum { DEEPEST = 16 };
  remove_partials(folder, DEEPEST);
}

static int
by_bytes(gconstpointer a, gconstpointer b)
{
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool
find_below(const char *folder, const char *suffix, size_t limit, unsigned depth, GPtrArray *found, GError **error)
{
  enum { DEEPEST = 16 };
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  if (dir == NULL)
    return fail_errno(folder, error);
  for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
    if (name[0] == '.')
      continue;
    g_autofree char *path = g_build_filename(folder, name, NULL);
    struct stat st;
    if (lstat(path, &st) != 0)
      return fail_errno(path, error);
    if (S_ISDIR(st.st_mode)) {
      if (depth >= DEEPEST) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_TOO_MANY_LINKS, "'%s': folders more than %d deep", path, DEEPEST);
        return false;
      }
      if (!find_below(path, suffix, limit, depth + 1, found, error))
        return false;
    } else if (g_str_has_suffix(name, suffix) && g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
      if (found->len >= limit) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "'%s': more than %zu files", folder, limit);
        return false;
      }
      g_ptr_array_add(found, g_steal_pointer(&path));
    }
  }
  return true;
}

GPtrArray *
cop_file_find(const char *folder, const char *suffix, size_t limit, GError **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(g_free);
  if (!find_below(folder, suffix, limit, 0, found, error))
    return NULL;
  g_ptr_array_sort(found, by_bytes);
  return g_steal_pointer(&found);
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * base/file.h -- whole files: bounded reading, writing that is complete or has
 * not happened, listing a folder in a fixed order.
 *
 * Writing:  the bytes go into a new file beside the target, are flushed to the
 *           disk, the file is renamed over the target and the folder flushed.
 *           A reader sees the old or the new file; after a failure (a full
 *           disk, say) the target is as it was and nothing lies beside it.
 * Errors:   G_IO_ERROR with the code of the cause (G_IO_ERROR_NOT_FOUND,
 *           G_IO_ERROR_NO_SPACE, ...); a file over its limit is
 *           G_IO_ERROR_MESSAGE_TOO_LARGE and the message names the limit.
 */
#ifndef COP_BASE_FILE_H
#define COP_BASE_FILE_H

#include <gio/gio.h>
#include <stdbool.h>

/* The whole of a regular file, followed by a NUL that *length does not count.
 * Pipes, devices and folders are refused. */
char *cop_file_read(const char *path, size_t limit, size_t *length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

bool cop_file_write(const char *path, const void *bytes, size_t length, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* For many files at once: complete or not there for everybody who looks, but not
 * flushed. A killed program loses nothing; a power cut may, until
 * cop_file_flush_all() has returned. */
void cop_file_remove_partials(const char *folder); /* left by dead processes anywhere below it */
bool cop_file_put(const char *path, const void *bytes, size_t length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Flushes everything written to the file system that holds the folder. */
bool cop_file_flush_all(const char *folder, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Puts a finished file in its place: flushes it, renames it, flushes the
 * folder. With `replace` false an existing target is G_IO_ERROR_EXISTS and
 * `from` stays where it is. Both must lie in the same file system. */
bool cop_file_publish(const char *from, const char *to, bool replace, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A name beside `path` for a file that is being made: "path.partial-PID".
 * First removes those that processes no longer alive have left there. */
char *cop_file_partial_name(const char *path) G_GNUC_WARN_UNUSED_RESULT;

/* Paths (folder/...) of the regular files below a folder whose names end in
 * `suffix`, in byte order of the path; hidden names and links to folders are
 * passed over. More than `limit` files are an error. */
GPtrArray *cop_file_find(const char *folder, const char *suffix, size_t limit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * The file: "copkit pictures 1 KEY DIGEST\n", then for each picture, in order of
 * names, "SIZE CRC SVG-DIGEST LENGTH NAME\n", its alternative text in one line, its packed bytes.
 */
#include "build/picture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "base/limits.h"
#include "figure/svg_write.h"

#define NAME ".build-pictures"
#define HEAD "copkit pictures 1 "

/* CopArtFn */
static const CopDrawing *
find_art(void *user, const char *name, unsigned how, const char **alt)
{
  CopPictures *a = user;
  CopArtOptions options = { .palette = &a->palette, .grey = (how & COP_ART_GREY) != 0, .mirrored = (how & COP_ART_MIRRORED) != 0 };
  const char *found = strchr(name, '/') == NULL ? cop_art_name_for_message(a->art, name, NULL) : name;
  const CopDrawing *d = found == NULL ? NULL : cop_art_find(a->art, found, &options, NULL);
  /* a scene that was drawn is known: asking for it first would draw it twice */
  const CopScene *scene = d != NULL && g_str_has_prefix(found, "scene/") ? cop_art_scene(a->art, found, NULL) : NULL;
  *alt = scene == NULL ? "" : scene->alt;
  return d;
}

static void
file_free(void *data)
{
  CopPictureFile *f = data;
  g_bytes_unref(f->packed.bytes);
  g_free((char *)f->alt);
  g_free(f);
}

/* --- kept files --- */

static void
make_key(const CopPictures *a, char hex[COP_HASH_HEX])
{
  const CopColor colors[] = { a->palette.deep, a->palette.main, a->palette.soft, a->palette.tint, a->palette.mark };
  unsigned char digest[COP_HASH_SIZE];
  CopHash h;
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  cop_hash_add(&h, a->ground, strlen(a->ground));
  cop_hash_add(&h, colors, sizeof colors);
  cop_hash_finish(&h, digest);
  cop_hash_to_hex(digest, hex);
}

static char *
make_head(const CopPictures *a, const void *body, size_t n)
{
  char key[COP_HASH_HEX], digest[COP_HASH_HEX];
  make_key(a, key);
  return g_strdup_printf(HEAD "%s %s\n", key, cop_hash_bytes(COP_HASH_BLAKE2B, body, n, digest));
}

/* A line of the file; its end becomes a NUL. NULL when there is none. */
static char *
next_line(char **at, const char *end)
{
  char *line = *at, *stop = line < end ? memchr(line, '\n', (size_t)(end - line)) : NULL;
  if (stop == NULL)
    return NULL;
  *stop = '\0';
  *at = stop + 1;
  return line;
}

/* One picture at *at, whose bytes go on living in `all`. */
static bool
read_file(CopPictures *a, GBytes *all, char **at, const char *end)
{
  char *line = next_line(at, end), *alt = line == NULL ? NULL : next_line(at, end);
  unsigned long long size, length;
  unsigned crc;
  char hex[COP_HASH_HEX];
  int name = 0;
  if (alt == NULL || sscanf(line, "%llu %x %64s %llu %n", &size, &crc, hex, &length, &name) != 4 || name == 0 || length > (size_t)(end - *at))
    return false;
  CopPictureFile *f = g_new0(CopPictureFile, 1);
  const char *start = g_bytes_get_data(all, NULL);
  f->packed = (CopZipPacked){ .bytes = g_bytes_new_from_bytes(all, (gsize)(*at - start), (gsize)length), .size = size, .crc = crc };
  for (int i = 0; i < COP_HASH_SIZE; i++)
    f->digest[i] = (unsigned char)(g_ascii_xdigit_value(hex[2 * i]) << 4 | g_ascii_xdigit_value(hex[2 * i + 1]));
  f->alt = g_strdup(alt);
  g_hash_table_insert(a->files, g_strdup(line + name), f);
  *at += length;
  return true;
}

static void
read_kept(CopPictures *a)
{
  size_t n;
  a->read = true;
  char *text = a->path == NULL ? NULL : cop_file_read(a->path, COP_LIMIT_FILE, &n, NULL);
  char *body = text == NULL ? NULL : memchr(text, '\n', n);
  if (body == NULL) {
    g_free(text);
    return;
  }
  g_autoptr(GBytes) all = g_bytes_new_take(text, n);
  char *at = body + 1, *end = text + n;
  g_autofree char *head = make_head(a, at, (size_t)(end - at));
  if (strncmp(head, text, (size_t)(at - text)) != 0)
    return;
  while (at < end && read_file(a, all, &at, end))
    ;
}

static int
by_text(const void *a, const void *b)
{
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void
cop_pictures_save(CopPictures *a)
{
  if (a->path == NULL || !a->grown)
    return;
  guint n;
  g_autofree const char **names = (const char **)g_hash_table_get_keys_as_array(a->files, &n);
  qsort(names, n, sizeof *names, by_text);
  g_autoptr(GString) s = g_string_new(NULL);
  for (guint i = 0; i < n; i++) {
    const CopPictureFile *f = g_hash_table_lookup(a->files, names[i]);
    char hex[COP_HASH_HEX];
    gsize length;
    const char *bytes = g_bytes_get_data(f->packed.bytes, &length);
    g_string_append_printf(s, "%" G_GUINT64_FORMAT " %08x %s %zu %s\n%s\n", f->packed.size, f->packed.crc, cop_hash_to_hex(f->digest, hex), length, names[i], f->alt);
    g_string_append_len(s, bytes, (gssize)length);
  }
  g_autofree char *head = make_head(a, s->str, s->len);
  g_string_prepend(s, head);
  if (cop_file_put(a->path, s->str, s->len, NULL))
    a->grown = false;
}

/* --- pictures as files --- */

/* CopArtFileFn */
static const CopPictureFile *
find_file(void *user, const char *name, unsigned how)
{
  CopPictures *a = user;
  if (!a->read)
    read_kept(a);
  g_autofree char *key = g_strconcat((how & COP_ART_MIRRORED) != 0 ? "mirrored " : "", name, NULL);
  CopPictureFile *f = g_hash_table_lookup(a->files, key);
  if (f != NULL)
    return f;
  const char *alt;
  const CopDrawing *d = find_art(user, name, how, &alt);
  if (d == NULL)
    return NULL;
  g_autoptr(GString) svg = g_string_new(NULL);
  cop_svg_write(svg, d, &(CopSvgWriteOptions){ .lang = "en", .alt = alt, .file = true });
  f = g_new0(CopPictureFile, 1);
  f->packed = cop_zip_pack(svg->str, svg->len);
  f->alt = g_strdelimit(g_strdup(alt), "\n", ' ');
  CopHash h;
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  cop_hash_add(&h, svg->str, svg->len);
  cop_hash_finish(&h, f->digest);
  g_hash_table_insert(a->files, g_steal_pointer(&key), f);
  a->grown = true;
  return f;
}

void
cop_pictures_open(CopPictures *a, CopContext *c)
{
  *a = (CopPictures){ .art = cop_art_new(NULL), .files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, file_free) };
  cop_color_parse(c->country->accent_deep, &a->palette.deep);
  cop_color_parse(c->country->accent_main, &a->palette.main);
  cop_color_parse(c->country->accent_soft, &a->palette.soft);
  cop_color_parse(c->country->accent_tint, &a->palette.tint);
  cop_color_parse(c->country->accent_mark, &a->palette.mark);
  c->art = find_art;
  c->art_file = find_file;
  c->art_user = a;
}

void
cop_pictures_keep_in(CopPictures *a, const char *dir, const char *ground)
{
  a->path = g_build_filename(dir, NAME, NULL);
  a->ground = g_strdup(ground);
}

void
cop_pictures_clear(CopPictures *a)
{
  g_clear_pointer(&a->art, cop_art_free);
  g_clear_pointer(&a->files, g_hash_table_unref);
  g_clear_pointer(&a->path, g_free);
  g_clear_pointer(&a->ground, g_free);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "base/zip.h"

#include <libdeflate.h>
#include <string.h>
#include <zip.h>

#include "base/limits.h"

/* MS-DOS date of 1980-01-01, the first that zip can hold; the time is 0. */
#define FIRST_DOS_DATE 0x21u
#define RATIO_FREE (1024u * 1024u)

G_DEFINE_QUARK(cop-zip-error-quark, cop_zip_error)

/* --- reader --- */

typedef struct {
  char *name;
  uint64_t size, packed;
} Member;

struct CopZip {
  GBytes *bytes;
  zip_t *za;
  GArray *members;   /* Member */
  GHashTable *index; /* name -> position + 1 */
};

static void
member_clear(void *data)
{
  g_free(((Member *)data)->name);
}

void
cop_zip_free(CopZip *z)
{
  if (z == NULL)
    return;
  if (z->za != NULL)
    zip_discard(z->za);
  g_hash_table_unref(z->index);
  g_array_unref(z->members);
  g_bytes_unref(z->bytes);
  g_free(z);
}

static bool
name_is_safe(const char *name)
{
  if (*name == '\0' || *name == '/' || !g_utf8_validate(name, -1, NULL))
    return false;
  if (g_ascii_isalpha(name[0]) && name[1] == ':')
    return false;
  for (const char *p = name; *p != '\0'; p++)
    if ((unsigned char)*p < 0x20 || *p == 0x7f)
      return false;
  g_auto(GStrv) steps = g_strsplit(name, "/", -1);
  for (char **s = steps; *s != NULL; s++)
    if (strcmp(*s, "..") == 0 || strcmp(*s, ".") == 0 || (**s == '\0' && s[1] != NULL))
      return false;
  return true;
}

static bool
check_member(CopZip *z, const char *name, const zip_stat_t *st, GError **error)
{
  if (!name_is_safe(name)) {
    g_autofree char *shown = g_utf8_make_valid(name, -1);
    g_set_error(error, COP_ZIP_ERROR, COP_ZIP_ERROR_NAME, "the archive has a member with the unsafe name '%s'", shown);
    return false;
  }
  if (g_hash_table_contains(z->index, name)) {
    g_set_error(error, COP_ZIP_ERROR, COP_ZIP_ERROR_NAME, "the archive has two members named '%s'", name);
    return false;
  }
  if (st->size > COP_LIMIT_FILE) {
    g_set_error(error, COP_ZIP_ERROR, COP_ZIP_ERROR_LIMIT, "member '%s' unpacks to more than %u bytes", name,
                COP_LIMIT_FILE);
    return false;
  }
  if (st->size > RATIO_FREE && st->size / COP_LIMIT_ZIP_RATIO > st->comp_size) {
    g_set_error(error, COP_ZIP_ERROR, COP_ZIP_ERROR_LIMIT, "member '%s' unpacks to more than %u times its packed size",
                name, COP_LIMIT_ZIP_RATIO);
    return false;
  }
  return true;
}

static bool
read_directory(CopZip *z, GError **error)
{
  zip_int64_t n = zip_get_num_entries(z->za, 0);
  if (n > COP_LIMIT_ZIP_ENTRIES) {
    g_set_error(error, COP_ZIP_ERROR, COP_ZIP_ERROR_LIMIT, "the archive has more than %u members",
                COP_LIMIT_ZIP_ENTRIES);
    return false;
  }
  uint64_t total = 0, packed = 0;
  for (zip_int64_t i = 0; i < n; i++) {
    zip_stat_t st;
    const zip_uint64_t needed = ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE;
    if (zip_stat_index(z->za, (zip_uint64_t)i, 0, &st) != 0 || (st.valid & needed) != needed) {
      g_set_error(error, COP_ZIP_ERROR, COP_ZIP_ERROR_FORMAT, "the archive's directory is damaged");
      return false;
    }
    g_autofree char *name = g_strdelimit(g_strdup(st.name), "\\", '/');
    if (!check_member(z, name, &st, error))
      return false;
    total += st.size;
    packed += st.comp_size;
    if (total > COP_LIMIT_ZIP_TOTAL) {
      g_set_error(error, COP_ZIP_ERROR, COP_ZIP_ERROR_LIMIT, "the archive unpacks to more than %u bytes",
                  COP_LIMIT_ZIP_TOTAL);
      return false;
    }
    Member m = { .name = g_steal_pointer(&name), .size = st.size, .packed = st.comp_size };
    g_array_append_val(z->members, m);
    g_hash_table_insert(z->index, m.name, GSIZE_TO_POINTER((gsize)i + 1));
  }
  if (packed > g_bytes_get_size(z->bytes)) {
    g_set_error(error, COP_ZIP_ERROR, COP_ZIP_ERROR_FORMAT, "the archive has members that overlap");
    return false;
  }
  return true;
}

CopZip *
cop_zip_open(GBytes *archive, GError **error)
{
  g_autoptr(CopZip) z = g_new0(CopZip, 1);
  z->bytes = g_bytes_ref(archive);
  z->members = g_array_new(FALSE, TRUE, sizeof(Member));
  g_array_set_clear_func(z->members, member_clear);
  z->index = g_hash_table_new(g_str_hash, g_str_equal);

  gsize length;
  const void *data = g_bytes_get_data(archive, &length);
  if (length > COP_LIMIT_FILE) {
    g_set_error(error, COP_ZIP_ERROR, COP_ZIP_ERROR_LIMIT, "the archive is larger than %u bytes", COP_LIMIT_FILE);
    return NULL;
  }
  zip_error_t ze;
  zip_error_init(&ze);
  zip_source_t *source = zip_source_buffer_create(data, length, 0, &ze);
  if (source != NULL)
    z->za = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &ze);
  if (z->za == NULL) {
    g_set_error(error, COP_ZIP_ERROR, COP_ZIP_ERROR_FORMAT, "not a readable zip archive: %s", zip_error_strerror(&ze));
    zip_source_free(source);
  }
  zip_error_fini(&ze);
  if (z->za == NULL || !read_directory(z, error))
    return NULL;
  return g_steal_pointer(&z);
}

size_t
cop_zip_count(const CopZip *z)
{
  return z->members->len;
}

const char *
cop_zip_name(const CopZip *z, size_t i)
{
  return g_array_index(z->members, Member, i).name;
}

uint64_t
cop_zip_size(const CopZip *z, size_t i)
{
  return g_array_index(z->members, Member, i).size;
}

bool
cop_zip_has(const CopZip *z, const char *name)
{
  return g_hash_table_contains(z->index, name);
}

GBytes *
cop_zip_read(CopZip *z, const char *name, GError **error)
{
  size_t at = GPOINTER_TO_SIZE(g_hash_table_lookup(z->index, name));
  if (at == 0) {
    g_set_error(error, COP_ZIP_ERROR, COP_ZIP_ERROR_NOT_FOUND, "the archive has no member '%s'", name);
    return NULL;
  }
  return cop_zip_read_at(z, at - 1, error);
}

GBytes *
cop_zip_read_at(CopZip *z, size_t i, GError **error)
{
  const Member *m = &g_array_index(z->members, Member, i);
  zip_file_t *file = zip_fopen_index(z->za, i, 0);
  if (file == NULL) {
    int code = zip_error_code_zip(zip_get_error(z->za));
    bool unsupported = code == ZIP_ER_NOPASSWD || code == ZIP_ER_ENCRNOTSUPP || code == ZIP_ER_COMPNOTSUPP;
    g_set_error(error, COP_ZIP_ERROR, unsupported ? COP_ZIP_ERROR_UNSUPPORTED : COP_ZIP_ERROR_FORMAT,
                "member '%s' cannot be read: %s", m->name, zip_strerror(z->za));
    return NULL;
  }
  g_autofree char *buffer = g_malloc(m->size + 1);
  uint64_t got = 0;
  zip_int64_t n = 0;
  /* one byte more than declared shows a member that goes on */
  while (got <= m->size && (n = zip_fread(file, buffer + got, m->size + 1 - got)) > 0)
    got += (uint64_t)n;
  int close_code = zip_fclose(file);
  if (n < 0 || got != m->size || close_code != 0) {
    g_set_error(error, COP_ZIP_ERROR, COP_ZIP_ERROR_FORMAT, "member '%s' is damaged", m->name);
    return NULL;
  }
  return g_bytes_new_take(g_steal_pointer(&buffer), m->size);
}

/* --- writer --- */

typedef struct {
  char *name;
  bool stored;
  CopZipPacked data; /* stored: the bytes as they are */
} Added;

struct CopZipWriter {
  GArray *members;   /* Added */
  GHashTable *names; /* of them */
};

static void
added_clear(void *data)
{
  Added *a = data;
  g_free(a->name);
  g_bytes_unref(a->data.bytes);
}

CopZipWriter *
cop_zip_writer_new(void)
{
  CopZipWriter *w = g_new0(CopZipWriter, 1);
  w->members = g_array_new(FALSE, TRUE, sizeof(Added));
  w->names = g_hash_table_new(g_str_hash, g_str_equal);
  g_array_set_clear_func(w->members, added_clear);
  return w;
}

void
cop_zip_writer_free(CopZipWriter *w)
{
  if (w == NULL)
    return;
  g_hash_table_unref(w->names);
  g_array_unref(w->members);
  g_free(w);
}

CopZipPacked
cop_zip_pack(const void *data, size_t length)
{
  /* libzip would pack with zlib, in three times the time */
  struct libdeflate_compressor *c = libdeflate_alloc_compressor(6);
  g_assert(c != NULL);
  size_t room = libdeflate_deflate_compress_bound(c, length);
  g_autofree char *packed = g_malloc(room);
  size_t n = libdeflate_deflate_compress(c, data, length, packed, room);
  libdeflate_free_compressor(c);
  return (CopZipPacked){ .bytes = g_bytes_new(packed, n), .size = length, .crc = libdeflate_crc32(0, data, length) };
}

/* Takes the bytes. */
static void
add(CopZipWriter *w, const char *name, bool stored, CopZipPacked data)
{
  g_assert(name_is_safe(name));
  Added a = { .name = g_strdup(name), .stored = stored, .data = data };
  g_assert(g_hash_table_add(w->names, a.name));
  g_array_append_val(w->members, a);
}

void
cop_zip_writer_add(CopZipWriter *w, const char *name, GBytes *bytes, CopZipMethod method)
{
  gsize length;
  const void *data = g_bytes_get_data(bytes, &length);
  add(w, name, method == COP_ZIP_STORED, method == COP_ZIP_STORED ? (CopZipPacked){ .bytes = g_bytes_ref(bytes) } : cop_zip_pack(data, length));
}

void
cop_zip_writer_add_packed(CopZipWriter *w, const char *name, const CopZipPacked *packed)
{
  add(w, name, false, (CopZipPacked){ .bytes = g_bytes_ref(packed->bytes), .size = packed->size, .crc = packed->crc });
}

void
cop_zip_writer_add_text(CopZipWriter *w, const char *name, char *text)
{
  add(w, name, false, cop_zip_pack(text, strlen(text)));
  g_free(text);
}

/* A packed member being read by libzip. */
typedef struct {
  const char *packed; /* of the writer */
  size_t n, at;
  zip_uint64_t size;
  zip_uint32_t crc;
} Packed;

static zip_int64_t
read_packed(void *user, void *data, zip_uint64_t length, zip_source_cmd_t cmd)
{
  Packed *p = user;
  switch (cmd) {
  case ZIP_SOURCE_OPEN:
    p->at = 0;
    return 0;
  case ZIP_SOURCE_READ: {
    size_t n = MIN(length, p->n - p->at);
    memcpy(data, p->packed + p->at, n);
    p->at += n;
    return (zip_int64_t)n;
  }
  case ZIP_SOURCE_STAT: {
    zip_stat_t *st = data;
    zip_stat_init(st);
    st->valid = ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_CRC | ZIP_STAT_COMP_METHOD;
    st->size = p->size;
    st->comp_size = p->n;
    st->crc = p->crc;
    st->comp_method = ZIP_CM_DEFLATE;
    return sizeof *st;
  }
  case ZIP_SOURCE_ERROR:
    memset(data, 0, 2 * sizeof(int));
    return 2 * sizeof(int);
  case ZIP_SOURCE_FREE:
    g_free(p);
    return 0;
  case ZIP_SOURCE_CLOSE:
    return 0;
  case ZIP_SOURCE_SUPPORTS:
    return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ, ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT, ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
  default:
    return -1;
  }
}

static zip_source_t *
source_of(zip_t *za, const Added *a)
{
  gsize length;
  const void *data = g_bytes_get_data(a->data.bytes, &length);
  if (a->stored)
    return zip_source_buffer(za, data, length, 0);
  Packed *p = g_new0(Packed, 1);
  *p = (Packed){ .packed = data, .n = length, .size = a->data.size, .crc = a->data.crc };
  return zip_source_function(za, read_packed, p);
}

static bool
add_member(zip_t *za, const Added *a)
{
  zip_source_t *source = source_of(za, a);
  if (source == NULL)
    return false;
  zip_int64_t at = zip_file_add(za, a->name, source, ZIP_FL_ENC_UTF_8);
  if (at < 0) {
    zip_source_free(source);
    return false;
  }
  zip_uint64_t i = (zip_uint64_t)at;
  return zip_set_file_compression(za, i, a->stored ? ZIP_CM_STORE : ZIP_CM_DEFLATE, 6) == 0 &&
         zip_file_set_dostime(za, i, 0, FIRST_DOS_DATE, 0) == 0;
}

static GBytes *
take_bytes(zip_source_t *target)
{
  zip_stat_t st;
  if (zip_source_stat(target, &st) != 0 || (st.valid & ZIP_STAT_SIZE) == 0 || zip_source_open(target) != 0)
    return NULL;
  g_autofree char *buffer = g_malloc(st.size);
  zip_int64_t n = zip_source_read(target, buffer, st.size);
  zip_source_close(target);
  if (n < 0 || (zip_uint64_t)n != st.size)
    return NULL;
  return g_bytes_new_take(g_steal_pointer(&buffer), st.size);
}

GBytes *
cop_zip_writer_finish(CopZipWriter *w, GError **error)
{
  zip_error_t ze;
  zip_error_init(&ze);
  zip_source_t *target = zip_source_buffer_create(NULL, 0, 0, &ze);
  zip_t *za = target == NULL ? NULL : zip_open_from_source(target, ZIP_CREATE | ZIP_TRUNCATE, &ze);
  if (za == NULL) {
    g_set_error(error, COP_ZIP_ERROR, COP_ZIP_ERROR_FORMAT, "cannot begin an archive: %s", zip_error_strerror(&ze));
    zip_source_free(target);
    zip_error_fini(&ze);
    return NULL;
  }
  zip_error_fini(&ze);
  zip_source_keep(target); /* zip_close() drops one reference */

  bool ok = true;
  for (guint i = 0; ok && i < w->members->len; i++)
    ok = add_member(za, &g_array_index(w->members, Added, i));
  GBytes *bytes = NULL;
  if (ok && zip_close(za) == 0) {
    bytes = take_bytes(target);
    if (bytes == NULL)
      g_set_error(error, COP_ZIP_ERROR, COP_ZIP_ERROR_FORMAT, "cannot read the archive back");
  } else {
    g_set_error(error, COP_ZIP_ERROR, COP_ZIP_ERROR_FORMAT, "cannot write the archive: %s", zip_strerror(za));
    zip_discard(za);
  }
  zip_source_free(target);
  return bytes;
}

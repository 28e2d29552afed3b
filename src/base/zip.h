/* SPDX-License-Identifier: Apache-2.0
 *
 * base/zip.h -- zip archives in memory: DOCX, XLSX, EPUB, packs, bundles.
 *
 * Writing:   members come out in the order they were added, dated 1980-01-01,
 *            without extra fields: the same members give the same bytes. The
 *            first member can be stored uncompressed, as EPUB wants it
 *            (EPUB 3.3, OCF 4.3).
 * Reading:   the whole directory is checked before a byte is unpacked:
 *            COP_LIMIT_ZIP_ENTRIES members, COP_LIMIT_ZIP_TOTAL bytes unpacked,
 *            COP_LIMIT_ZIP_RATIO for a member over 1 MiB, members that overlap
 *            (packed sizes beyond the archive's), names that are absolute,
 *            climb ("..") or contain a control character, and two members of one
 *            name are refused; a backslash in a name is read as "/", a name that
 *            is not UTF-8 as code page 437. An
 *            encrypted member or one of an unknown method is refused when it
 *            is read. A member whose size or checksum lies is an error.
 * Lifetime:  a reader holds a reference to the archive's bytes.
 */
#ifndef COP_BASE_ZIP_H
#define COP_BASE_ZIP_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define COP_ZIP_ERROR (cop_zip_error_quark())
GQuark cop_zip_error_quark(void);
typedef enum {
  COP_ZIP_ERROR_FORMAT,      /* not an archive, or a damaged one */
  COP_ZIP_ERROR_LIMIT,       /* the message names the limit */
  COP_ZIP_ERROR_NAME,        /* a member name that must not be trusted */
  COP_ZIP_ERROR_UNSUPPORTED, /* encrypted, or an unknown method */
  COP_ZIP_ERROR_NOT_FOUND,
} CopZipError;

typedef struct CopZip CopZip;

CopZip *cop_zip_open(GBytes *archive, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void cop_zip_free(CopZip *z); /* NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopZip, cop_zip_free)

size_t cop_zip_count(const CopZip *z);
const char *cop_zip_name(const CopZip *z, size_t i); /* a folder ends in "/" */
uint64_t cop_zip_size(const CopZip *z, size_t i);    /* unpacked */
bool cop_zip_has(const CopZip *z, const char *name);
/* The unpacked bytes of a member. */
GBytes *cop_zip_read(CopZip *z, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;
GBytes *cop_zip_read_at(CopZip *z, size_t i, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct CopZipWriter CopZipWriter;

typedef enum { COP_ZIP_STORED, COP_ZIP_DEFLATED } CopZipMethod;

CopZipWriter *cop_zip_writer_new(void);
void cop_zip_writer_free(CopZipWriter *w); /* without finishing; NULL is fine */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopZipWriter, cop_zip_writer_free)

/* Adds a member; two of one name are a bug and abort. The bytes are held until
 * the archive is finished. */
void cop_zip_writer_add(CopZipWriter *w, const char *name, GBytes *bytes, CopZipMethod method);
/* Bytes packed beforehand, for a member that many archives hold. */
typedef struct {
  GBytes *bytes; /* deflated */
  uint64_t size; /* unpacked */
  uint32_t crc;  /* of the unpacked bytes */
} CopZipPacked;
/* The caller owns ->bytes. */
CopZipPacked cop_zip_pack(const void *data, size_t length);
/* The archive has the same bytes as with cop_zip_writer_add() of what was packed. */
void cop_zip_writer_add_packed(CopZipWriter *w, const char *name, const CopZipPacked *packed);
/* As cop_zip_writer_add(), deflated; takes the text. */
void cop_zip_writer_add_text(CopZipWriter *w, const char *name, char *text);
/* The archive. The writer stays to be freed. */
GBytes *cop_zip_writer_finish(CopZipWriter *w, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif

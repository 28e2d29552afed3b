/* SPDX-License-Identifier: Apache-2.0
 *
 * base/limits.h -- the largest input each part accepts. Exceeding one is an
 * ordinary error that names the limit; it is never a crash. Adding a reader
 * means adding its limits here first.
 */
#ifndef COP_BASE_LIMITS_H
#define COP_BASE_LIMITS_H

#define COP_LIMIT_ARENA (1024u * 1024u * 1024u)      /* bytes in one arena */
#define COP_LIMIT_FILE (256u * 1024u * 1024u)        /* bytes of one input file held in memory */
#define COP_LIMIT_TEXT (4u * 1024u * 1024u)          /* bytes of one text field or paragraph */
#define COP_LIMIT_ID 200u                            /* bytes of an id */
#define COP_LIMIT_NESTING 64u                        /* depth of YAML, JSON, document trees */
#define COP_LIMIT_XML_DEPTH 200u                     /* elements within elements */
#define COP_LIMIT_VALUES (4u * 1024u * 1024u)        /* nodes of one YAML, JSON or XML document */
#define COP_LIMIT_PACK_FILES 4096u                   /* YAML files of one pack */
#define COP_LIMIT_PACK_FILE (32u * 1024u * 1024u)    /* bytes of one of them */
#define COP_LIMIT_PACK_MEMORY (320u * 1024u * 1024u) /* bytes the trees of all packs of a run take */
#define COP_LIMIT_PACK_RECORDS 500000u               /* records of all packs of a run */
#define COP_LIMIT_CSV_COLUMNS 1024u
#define COP_LIMIT_CSV_CELL (1024u * 1024u)           /* bytes of one cell */
#define COP_LIMIT_ZIP_ENTRIES 4096u
#define COP_LIMIT_ZIP_TOTAL (512u * 1024u * 1024u)   /* unpacked bytes of all members */
#define COP_LIMIT_ZIP_RATIO 200u                     /* unpacked : packed of one member over 1 MiB */
#define COP_LIMIT_PAGES 4000u                        /* pages of one document */
#define COP_LIMIT_WORD_CACHE (8u * 1024u * 1024u)     /* bytes of shaped words kept between documents */
#define COP_LIMIT_PIXELS (400u * 1000u * 1000u)      /* of one raster image */
#define COP_LIMIT_SVG (4u * 1024u * 1024u)           /* bytes of one SVG file */
#define COP_LIMIT_DRAWING 200000u                    /* path segments of one drawing */
#define COP_LIMIT_PDF_OBJECTS 2000000u              /* number of an object of a PDF that is read */
#define COP_LIMIT_PDF_STREAM (128u * 1024u * 1024u)  /* unpacked bytes of one of its streams */
#define COP_LIMIT_PDF_TOTAL (512u * 1024u * 1024u)   /* unpacked bytes of all streams read */
#define COP_LIMIT_DIAGS 10000u                       /* findings kept of one run */

#endif

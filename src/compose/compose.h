/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/compose.h -- from the model to documents, tables and texts.
 *
 * A target ("strategy", "contribution", "kit/poster") is a row of
 * compose/targets.def. It lists its pieces; a piece is one document, set of
 * tables or text in one language, made by a function from the snapshot of the
 * model and nothing else: equal snapshots give equal pieces. Writers turn a
 * piece into files, one for each format (build/).
 *
 * Lifetime:  a piece's tree lives in the arena it is composed into. The
 *            context and all it points to are read-only for composers, so
 *            that pieces can be composed in several processes.
 * Findings:  what is missing or doubtful (no value for a chapter, a text that
 *            does not exist in the language) becomes a diagnostic, and the
 *            document says so itself.
 */
#ifndef COP_COMPOSE_COMPOSE_H
#define COP_COMPOSE_COMPOSE_H

#include <glib.h>
#include <stdbool.h>

#include "base/catalogue.h"
#include "base/diag.h"
#include "base/hash.h"
#include "base/zip.h"
#include "channel/speech.h"
#include "doc/node.h"
#include "figure/figure.h"
#include "indicator/target.h"
#include "model/model.h"
#include "model/reading.h"
#include "plan/gaps.h"
#include "plan/plan.h"
#include "table/table.h"

#define COP_COMPOSE_ERROR (cop_compose_error_quark())
GQuark cop_compose_error_quark(void);
typedef enum { COP_COMPOSE_ERROR_TARGET } CopComposeErrorCode; /* no such target */

/* What a piece can be written as. */
typedef enum {
  COP_FORMAT_PDF,
  COP_FORMAT_DOCX,
  COP_FORMAT_HTML,
  COP_FORMAT_PNG,
  COP_FORMAT_XLSX,
  COP_FORMAT_CSV,
  COP_FORMAT_TEXT,
  COP_FORMAT_EPUB,
  COP_FORMAT_JSON,
  COP_FORMAT_ZIP,  /* a package of members */
  COP_FORMAT_H5P,  /* the same, as H5P */
  COP_FORMAT_ODP,  /* slides */
  COP_FORMAT_MP3,
  COP_FORMAT_OPUS, /* Ogg Opus */
  COP_FORMAT_MAX
} CopFormat;
#define COP_FORMAT_BIT(F) (1u << (F))

const char *cop_format_name(CopFormat f); /* "pdf": suffix of the file and name on the command line */

/* The picture a name asks for, as a drawing with its alternative text (English)
 * in *alt; NULL when there is none. A name is the id of a message, for the scene
 * that serves it, or one of figure/art.h. The build supplies it, because art is
 * read from files. Results are shared and live for the whole build. Who reads from
 * right to left follows a scene from right to left, too: it is mirrored for them. */
typedef enum {
  COP_ART_GREY = 1,
  COP_ART_MIRRORED = 2,
} CopArtHow; /* bits */
typedef const CopDrawing *(*CopArtFn)(void *user, const char *name, unsigned how, const char **alt);

/* The same picture as an SVG file, packed once for the many packages that hold it;
 * NULL when there is none. Results live for the whole build. */
typedef struct {
  CopZipPacked packed;
  unsigned char digest[COP_HASH_SIZE]; /* of the SVG */
  const char *alt;                     /* English */
} CopPictureFile;
typedef const CopPictureFile *(*CopArtFileFn)(void *user, const char *name, unsigned how);

typedef struct {
  const CopModel *model;
  const CopCountry *country;
  const CopPlan *plan;         /* the plan record */
  const CopPlanResult *result; /* what the planner chose, with reasons; NULL without a plan */
  const CopGaps *gaps;
  CopPublication *const *publications; /* field data ready to publish, by index of indicator; NULL without reports */
  const CopTargetProgress *progress; /* of the plan's targets */
  size_t n_progress;
  int64_t reports;             /* field reports counted */
  const struct CopReceiptSums *receipts; /* deliveries confirmed by reports (model/receipt.h); NULL: nobody looked */
  const struct CopOutdated *outdated;    /* printed copies that are no longer right (model/outdated.h); NULL: nobody looked */
  CopCatalogues *words;
  const char *date;            /* ISO, date of the edition */
  bool release;                /* false: everything is marked draft */
  const char *trial;           /* of a material for release: what its colophon says of readers; NULL: none tried it */
  bool synthetic;              /* the store holds example field data */
  const CopFigureMetrics *metrics; /* width of text in figures; NULL: an estimate */
  CopArtFn art;                /* NULL: no pictures */
  CopArtFileFn art_file;       /* set with art */
  void *art_user;
} CopContext;

/* What composers of materials are given instead: records by model/reading.h alone,
 * so that whatever a sheet is made of is known (build/inputs.h). */
typedef struct {
  const CopReading *read;
  const CopCountry *country;
  CopCatalogues *words;
  const char *date;
  bool release;
  const char *trial;
  CopArtFn art;
  CopArtFileFn art_file;
  void *art_user;
} CopKitContext;

/* What a picture shows, in the language where its catalogue has it, else in
 * English; *in becomes the language it is in. Scenes without words stay "". */
const char *cop_picture_words(const CopCatalogues *words, const char *lang, const char *alt, const char **in);

/* The country counts as read. */
CopKitContext cop_kit_context(const CopContext *c, const CopReading *r);

typedef struct CopProduct CopProduct;

/* A file within a package: text made here, a file of the installation's
 * assets/, copied when the package is written, or a picture. */
typedef struct {
  const char *name;
  const char *text;  /* or */
  const char *asset; /* path below assets/; or */
  const CopPictureFile *picture;
} CopMember;

/* A sentence a rule chose, of compose/sentence.h. */
typedef struct CopSentence CopSentence;

/* What composing gave: exactly one of doc, tables, text, members, speech is set. */
typedef struct {
  CopDoc *doc;
  const CopTable **tables;
  size_t n_tables;
  const char *text;
  const CopMember *members;
  size_t n_members;
  const CopSpeech *speech;
  const CopSentence *const *sentences; /* beside a doc: those that can be edited, in order */
  size_t n_sentences;
} CopComposed;

typedef bool (*CopComposeFn)(const CopContext *c, const CopProduct *p, CopArena *a, CopComposed *out,
                             CopDiags *diags, GError **error);

typedef bool (*CopComposeKitFn)(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out,
                                CopDiags *diags, GError **error);

struct CopProduct {
  const char *target;   /* "kit/poster" */
  const char *stem;     /* path without suffix, e.g. "kit/poster/fil/MSG-U9-1" */
  const char *lang;
  const char *audience; /* shown in the manifest; may be NULL */
  const char *subject;  /* id of the record it is about; may be NULL */
  unsigned formats;     /* COP_FORMAT_BIT()s */
  bool separate;        /* a set of texts, each good by itself: released with those that passed review */
  bool confidential;    /* for its reader alone: built, never released */
  bool sentences;       /* holds sentences that can be edited (compose/sentence.h) */
  CopComposeFn compose;       /* one of the two */
  CopComposeKitFn compose_kit; /* materials */
};

/* Composes a piece. Names of what a material was made of are added to `inputs`
 * (cop_reading_names()); NULL: nobody asks. Documents read the whole model and tell nothing. */
bool cop_product_compose(const CopContext *c, const CopProduct *p, GHashTable *inputs, CopArena *a, CopComposed *out, CopDiags *diags,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A list of pieces; strings live in the arena. */
typedef struct {
  CopArena *arena;
  GArray *items; /* CopProduct */
} CopProducts;

typedef struct {
  const char *name;    /* "strategy", "kit/poster" */
  const char *summary;
  void (*list)(const CopContext *c, CopProducts *pieces, const char *const *langs);        /* one of the two */
  void (*list_kit)(const CopKitContext *c, CopProducts *pieces, const char *const *langs);
  bool on_request; /* made only when its full name is asked for */
} CopComposeTarget;

const CopComposeTarget *cop_targets(size_t *n);
/* Does its name equal one of `wanted` or lie below it ("kit" takes "kit/poster")? NULL or empty means all. */
bool cop_target_is_wanted(const CopComposeTarget *t, const char *const *wanted);
/* Adds the pieces of one target; `langs` as below. */
void cop_products_add_target(CopProducts *p, const CopContext *c, const CopComposeTarget *t, const char *const *langs);
/* Pieces of the targets that are wanted; of those on request only the ones `wanted` names in
 * full. `langs` NULL means the country's languages. An unknown target is an error naming the known ones. */
CopProducts *cop_products_list(const CopContext *c, const char *const *wanted, const char *const *langs, GError **error);
CopProducts *cop_products_new(void); /* empty */
void cop_products_free(CopProducts *p);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopProducts, cop_products_free)

/* Appends a piece; the strings are copied. */
void cop_products_add(CopProducts *p, const CopProduct *piece);

#endif

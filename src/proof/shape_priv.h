/* SPDX-License-Identifier: Apache-2.0
 *
 * proof/shape_priv.h -- what the parts of the proof share.
 */
#ifndef COP_PROOF_SHAPE_PRIV_H
#define COP_PROOF_SHAPE_PRIV_H

#include "proof/shape.h"

typedef enum {
#define COND(id, code, clause, message, remedy) COP_COND_##id,
#include "proof/conditions.def"
#undef COND
  COP_COND_MAX
} CopProofCond;

/* Standard structure types of ISO 32000-1, 14.8.4. */
#define COP_PROOF_TYPES(X)                                                                                            \
  X(Document) X(Part) X(Art) X(Sect) X(Div) X(BlockQuote) X(Caption) X(TOC) X(TOCI) X(Index) X(NonStruct) X(Private)   \
  X(P) X(H) X(H1) X(H2) X(H3) X(H4) X(H5) X(H6) X(L) X(LI) X(Lbl) X(LBody) X(Table) X(TR) X(TH) X(TD) X(THead)         \
  X(TBody) X(TFoot) X(Span) X(Quote) X(Note) X(Reference) X(BibEntry) X(Code) X(Link) X(Annot) X(Ruby) X(RB) X(RT)     \
  X(RP) X(Warichu) X(WT) X(WP) X(Figure) X(Formula) X(Form)

typedef enum {
  COP_PT_NONE, /* not standard, or the root */
#define X(name) COP_PT_##name,
  COP_PROOF_TYPES(X)
#undef X
  COP_PT_MAX
} CopProofTypeOf;

typedef struct CopProofElement CopProofElement;
struct CopProofElement {
  const CopProofValue *dict;
  uint32_t object;       /* 0: direct */
  CopProofTypeOf type;   /* after the role map */
  const char *name;      /* as written */
  bool has_lang;         /* of its own, or inherited within the tree */
  CopProofElement *parent, *first, *last, *next;
};

typedef struct {
  const CopProofValue *dict;
  uint32_t object;
  unsigned number;       /* from 1 */
  const CopProofValue *resources; /* inherited */
} CopProofPage;

typedef struct CopProofFont CopProofFont;

typedef struct {
  CopProofFile *file;
  CopArena *arena;
  const char *name;
  CopDiags *found;
  CopProofCount *count;
  unsigned n[COP_COND_MAX];
  const CopProofValue *catalog;
  bool has_lang;         /* of the catalogue */
  GArray *pages;         /* of CopProofPage */
  CopProofElement *root; /* stands for StructTreeRoot; NULL: none */
  GHashTable *elements;  /* object number -> CopProofElement */
  GHashTable *owners;    /* (container << 32 | mcid) -> CopProofElement */
  GHashTable *annotations; /* object number of an annotation -> CopProofElement */
  GHashTable *parents;   /* key of the parent tree + 1 -> CopProofValue */
  GHashTable *fonts;     /* dictionary -> CopProofFont */
  GPtrArray *font_list;  /* the same in order of first use */
  GHashTable *forms;     /* object number of a form -> of shape_content.c */
} CopProofCheck;

/* A finding at a place ("page 3"); the detail may be NULL. */
void cop_proof_fault(CopProofCheck *c, CopProofCond cond, const char *place, const char *detail, ...) G_GNUC_PRINTF(4, 5);
const char *cop_proof_place(CopProofCheck *c, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* A text string that is not empty. */
bool cop_proof_has_text(CopProofFile *f, const CopProofValue *dict, const char *key);
/* Every item of a name or number tree (7.9.6, 7.9.7): leaf(data, key, value). */
void cop_proof_tree(CopProofCheck *c, const CopProofValue *root, const char *key,
                    void (*leaf)(CopProofCheck *c, const CopProofValue *key, const CopProofValue *value));

/* shape_tags.c */
void cop_proof_tags(CopProofCheck *c);
/* The element of a marked-content id of a page or form. */
CopProofElement *cop_proof_owner(const CopProofCheck *c, uint32_t container, int64_t mcid);
/* The nearest element of a type, from e upwards; NULL for none. */
const CopProofElement *cop_proof_within(const CopProofElement *e, CopProofTypeOf type);
const char *cop_proof_element_place(CopProofCheck *c, const CopProofElement *e);
/* shape_document.c */
void cop_proof_document(CopProofCheck *c);
void cop_proof_annotations(CopProofCheck *c);
/* shape_content.c */
void cop_proof_content(CopProofCheck *c);
/* shape_font.c: what text shows is noted, the fonts are judged at the end. */
CopProofFont *cop_proof_font(CopProofCheck *c, const CopProofValue *reference);
/* shape_cff.c: sets the bit of each character a CFF program has; false when it
 * is broken. */
enum { COP_PROOF_CODES = 65536 };
bool cop_proof_cff_cids(const uint8_t *data, size_t n, uint8_t has[COP_PROOF_CODES / 8]);
void cop_proof_font_show(CopProofFont *font, const CopProofValue *string, bool rendered);
void cop_proof_fonts(CopProofCheck *c);
void cop_proof_font_free(gpointer font);

#endif

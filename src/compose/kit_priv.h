/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/kit_priv.h -- what the composers of materials share.
 */
#ifndef COP_COMPOSE_KIT_PRIV_H
#define COP_COMPOSE_KIT_PRIV_H

#include "compose/compose.h"

/* The country's one number; NULL when none is recorded. */
const CopHelpline *cop_kit_helpline(const CopKitContext *c);
/* The text with the number of the helpline in it. */
const char *cop_kit_fill(const CopKitContext *c, CopArena *a, const char *text);
/* Place, name and person of a script, which whoever reads it out fills in: a line to write on, or a pause. NULL stays. */
const char *cop_kit_blanks(CopArena *a, const char *text, const char *blank);
/* A message text with the helpline filled in; NULL when it does not exist. */
const char *cop_kit_text(const CopKitContext *c, CopArena *a, const char *message, CopMessageForm form, const char *lang);
CopPalette cop_kit_palette(const CopCountry *c);
/* An empty sheet with meta; draft and language set. */
CopDoc *cop_kit_doc(const CopKitContext *c, const CopProduct *p, CopArena *a, CopSheetName sheet, const char *title);
/* Id of the record a piece is about: "MSG-U9-1" of "message/MSG-U9-1". */
const char *cop_kit_subject(const CopProduct *p);
/* The helpline strip; its place on the sheet is the layout's. */
void cop_kit_add_helpline(const CopKitContext *c, CopDoc *d, CopNode *parent, const char *lang, float qr_size);

/* A story's panels in order, closed by NULL; is every text of it there in the language? */
const CopStoryPanel **cop_kit_panels(const CopKitContext *c, CopArena *a, const CopStory *s);
bool cop_kit_story_is_in(const CopKitContext *c, CopArena *a, const CopStory *s, const char *lang);

/* Is every text of a script, a quiz item there in the language? */
bool cop_kit_script_is_in(const CopKitContext *c, const CopScriptText *s, const char *lang);
bool cop_kit_quiz_is_in(const CopKitContext *c, const CopQuizItem *q, const char *lang);

/* A field as cop_kit_own_text(), with the helpline filled in. */
const char *cop_kit_filled(const CopKitContext *c, CopArena *a, CopEntity kind, const char *id, const char *field, const char *lang);
/* The script's lines in order; *n of them. */
const CopScriptLine **cop_kit_lines(const CopKitContext *c, CopArena *a, const CopScriptText *s, size_t *n);
/* A field of a record in the language; NULL where it exists only in another. */
const char *cop_kit_own_text(const CopKitContext *c, CopEntity kind, const char *id, const char *field, const char *lang);
/* A PICTURE block with the scene of a message, or the picture of that name; its
 * alternative text says which language it is in. A picture that is missing is a finding. */
void cop_kit_add_picture(const CopKitContext *c, CopDoc *d, CopNode *parent, const char *name, CopDiags *diags);
/* Band: symbol and name of the audience, the country. */
void cop_kit_add_band(const CopKitContext *c, CopDoc *d, CopNode *parent, const CopMessage *m);
/* Code, language, date, credits; `brief` leaves out what a small card has no room for. */
void cop_kit_add_footer(const CopKitContext *c, CopDoc *d, CopNode *parent, const char *code, bool brief);

#endif

/* SPDX-License-Identifier: Apache-2.0
 *
 * compose/slots.h -- what is spoken in a language, for machine and people alike:
 * spots of messages (of those without a spot the message as spoken), stories
 * panel by panel.
 */
#ifndef COP_COMPOSE_SLOTS_H
#define COP_COMPOSE_SLOTS_H

#include "compose/compose.h"

typedef struct {
  const char *id;      /* of the file: "MSG-PC-1-30", "ST-1-2" */
  const char *subject; /* "message/MSG-PC-1" */
  const char *text;
  double seconds;      /* the slot's, else what speaking it slowly takes */
  bool promised;       /* a slot of that length was promised */
} CopKitSlot;

/* Of CopKitSlot, texts in the arena; the array is the caller's. `only` asks for the spot of that id alone, and no
 * other text is read; NULL: all. */
GArray *cop_kit_slots(const CopKitContext *c, CopArena *a, const char *lang, const char *only);

#endif

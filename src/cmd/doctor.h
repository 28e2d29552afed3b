/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd/doctor.h -- one thing that is looked at by `copkit doctor`. A check
 * writes what it found, in half a sentence, and what to do when it is not
 * well.
 */
#ifndef COP_CMD_DOCTOR_H
#define COP_CMD_DOCTOR_H

#include <glib.h>
#include <stdbool.h>

#include "db/db.h"

typedef enum {
  COP_HEALTH_WELL,
  COP_HEALTH_WATCH, /* works, but somebody should know */
  COP_HEALTH_ILL,
} CopHealth;

typedef struct {
  CopDb *db;         /* open to read; NULL in checks that need no store */
  const char *store; /* its address; NULL when none was named */
} CopDoctor;

#define CHECK(name, store, what) CopHealth cop_doctor_##name(const CopDoctor *doctor, GString *found);
#include "cmd/doctor.def"
#undef CHECK

#endif

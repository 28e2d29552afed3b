/* SPDX-License-Identifier: Apache-2.0
 *
 * cmd/export_files.h -- exports that make a folder of files, each from memory.
 */
#ifndef COP_CMD_EXPORT_FILES_H
#define COP_CMD_EXPORT_FILES_H

#include "cmd/export.h"
#include "model/installed.h"
#include "model/model.h"

/* What an export has to say: files are added with cop_export_add(). */
typedef struct {
  const CopModel *m;
  const CopInstalledPacks *packs;
  const char *only;    /* what one asked for by name; NULL: all */
  const char *made;    /* UTC instant: SOURCE_DATE_EPOCH, else now */
  GPtrArray *names, *texts;
  CopDb *db;           /* for what is not in the model */
  GError *error;       /* set by fill() when the store fails */
} CopExportFiles;

typedef struct {
  const char *name;   /* "export oscal" */
  const char *about;
  const char *option; /* the name of the option that picks one: "framework"; NULL: none */
  const char *help;   /* of that option */
  /* Adds the files; when `only` names nothing, adds none. */
  void (*fill)(CopExportFiles *f);
} CopExportKind;

/* "id" + suffix, with slashes of the id as dashes. Takes the text; NULL adds
 * nothing. */
void cop_export_add(CopExportFiles *f, const char *id, const char *suffix, char *text);
/* Is a record of that id asked for? */
bool cop_export_wants(const CopExportFiles *f, const char *id);
CopExit cop_export_files(int argc, char **argv, const CopExportKind *kind);

#endif

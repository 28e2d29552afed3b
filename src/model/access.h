/* SPDX-License-Identifier: Apache-2.0
 *
 * model/access.h -- what somebody may see and change: role x kind of record x
 * scope x group of fields, from the table model/roles.def. Nothing is allowed
 * that the table does not allow.
 *
 * Scope: a record belongs to an institution when it is that institution, names
 *        it in a field, or names a measure the institution leads or supports
 *        here, or an initiative it owns. It belongs to an area when it is that
 *        area, or names it or one within it.
 * Pure:  no store, no clock. Threads: read-only.
 */
#ifndef COP_MODEL_ACCESS_H
#define COP_MODEL_ACCESS_H

#include <stdbool.h>

#include "model/model.h"

typedef enum {
  COP_SUBJECT_NONE, /* what stands in no list */
#define SUBJECT(name, word, title) COP_SUBJECT_##name,
#include "model/roles.def"
  COP_SUBJECT_MAX
} CopSubject;

typedef uint32_t CopSubjects; /* bit 1 << subject */
#define COP_SUBJECT_BIT(S) (1u << (S))
#define COP_SUBJECTS_ALL (COP_SUBJECT_BIT(COP_SUBJECT_MAX) - 1u)

typedef enum {
#define ROLE(name, scope, rights, title, doc) COP_USER_ROLE_##name,
#include "model/roles.def"
  COP_USER_ROLE_MAX
} CopUserRole;

typedef enum { COP_SCOPE_COUNTRY, COP_SCOPE_INSTITUTION, COP_SCOPE_AREA, COP_SCOPE_MAX } CopScope;

typedef unsigned CopGroups;
enum {
  COP_GROUP_WORDS = 1,
  COP_GROUP_FACTS = 2,
  COP_GROUP_MONEY = 4,
  COP_GROUP_REVIEW = 8,
  COP_GROUP_LIFE = 16,
  COP_GROUPS_ALL = 31,
};

/* What is not about records. */
typedef unsigned CopDuties;
enum { COP_DUTY_PEOPLE = 1, COP_DUTY_ADMIN = 2, COP_DUTY_LOG = 4 };

typedef struct {
  const char *name, *title, *doc; /* title and doc are English, marked for translation */
  CopScope scope;
  CopDuties duties;
} CopUserRoleInfo;

const CopUserRoleInfo *cop_user_role(CopUserRole r);
CopSubjects cop_user_role_sees(CopUserRole r);
CopGroups cop_user_role_edits(CopUserRole r, CopSubject s);
/* The part in the review of texts that comes with a role; false for none. */
bool cop_user_role_reviews(CopUserRole r, CopReviewRole *part);
CopUserRole cop_user_role_by_name(const char *name); /* COP_USER_ROLE_MAX when there is none */
const char *cop_subject_name(CopSubject s);  /* "law" */
CopSubject cop_subject_by_name(const char *name); /* COP_SUBJECT_MAX when there is none */
const char *cop_scope_name(CopScope s);      /* "", "institution", "area": as the store has it */
CopSubject cop_subject_of_kind(CopEntity e);
/* "law" of "/law/LR-01"; COP_SUBJECT_NONE when no section has that name. */
CopSubject cop_subject_of_section(const char *path);
CopGroups cop_group_of_field(CopEntity e, const CopField *f);
const char *cop_group_name(CopGroups one);   /* "words" */

typedef struct {
  CopUserRole role;
  const char *target; /* id of the institution or area; "" for the country */
} CopGrant;

/* What somebody has. `see` and `edit` narrow it: those of a token. */
typedef struct {
  size_t n;
  const CopGrant *grants;
  CopSubjects see, edit;
} CopAccess;

/* All there is: whoever sits at a machine whose desk has no people. */
const CopAccess *cop_access_everything(void);

CopDuties cop_access_duties(const CopAccess *a);
/* Has a role that changes something, decides about texts, or carries a duty: who only
 * reads may come in with what an identity provider asks. */
bool cop_access_needs_code(const CopAccess *a);
/* Sees all records of the subject, whatever they belong to. */
bool cop_access_sees_all(const CopAccess *a, CopSubject s);
/* Sees at least some records of that kind. */
bool cop_access_sees_kind(const CopAccess *a, CopEntity e);
bool cop_access_sees(const CopAccess *a, const CopModel *m, CopEntity e, const void *record);
/* Fields of these groups may be changed in this record; 0: none. Nobody changes
 * what they do not see. */
CopGroups cop_access_edits(const CopAccess *a, const CopModel *m, CopEntity e, const void *record);
/* May change some record of the kind in these groups. */
CopGroups cop_access_edits_kind(const CopAccess *a, CopEntity e);
/* The first field that differs between two states of a record (before NULL: a
 * new one) and whose group is not in `groups`; NULL when all may be. */
const CopField *cop_access_refused(CopEntity e, const void *before, const void *after, CopGroups groups);
/* Does the record belong to the institution or area? */
bool cop_record_in_scope(const CopModel *m, CopEntity e, const void *record, CopScope scope, const char *target);

#endif

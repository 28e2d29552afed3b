/* SPDX-License-Identifier: Apache-2.0 */
#include "model/access.h"

#include <string.h>

#include "model/record.h"

#define S(NAME) COP_SUBJECT_BIT(COP_SUBJECT_##NAME)

static const CopSubject subject_of_kind[COP_ENTITY_MAX] = {
#define KIND(entity, subject) [COP_ENTITY_##entity] = COP_SUBJECT_##subject,
#include "model/roles.def"
};

static const struct {
  const char *path;
  CopSubject subject;
} sections[] = {
#define SECTION(path, subject) { path, COP_SUBJECT_##subject },
#include "model/roles.def"
};

const CopUserRoleInfo *
cop_user_role(CopUserRole r)
{
  static const CopUserRoleInfo all[COP_USER_ROLE_MAX] = {
#define ROLE(name, scope, rights, title, doc) [COP_USER_ROLE_##name] = { #name, title, doc, COP_SCOPE_##scope, rights },
#include "model/roles.def"
  };
  g_assert(r < COP_USER_ROLE_MAX);
  return &all[r];
}

CopSubjects
cop_user_role_sees(CopUserRole r)
{
  static const CopSubjects sees[COP_USER_ROLE_MAX] = {
#define SEES(role, subjects) [COP_USER_ROLE_##role] = subjects,
#include "model/roles.def"
  };
  g_assert(r < COP_USER_ROLE_MAX);
  return sees[r];
}

CopGroups
cop_user_role_edits(CopUserRole r, CopSubject s)
{
  static const struct {
    CopUserRole role;
    CopSubjects subjects;
    CopGroups groups;
  } edits[] = {
#define EDITS(role, subjects, groups) { COP_USER_ROLE_##role, subjects, groups },
#include "model/roles.def"
  };
  CopGroups groups = 0;
  for (size_t i = 0; i < G_N_ELEMENTS(edits); i++)
    if (edits[i].role == r && (edits[i].subjects & COP_SUBJECT_BIT(s)) != 0)
      groups |= edits[i].groups;
  return groups;
}

bool
cop_user_role_reviews(CopUserRole r, CopReviewRole *part)
{
  static const struct {
    CopUserRole role;
    CopReviewRole part;
  } reviews[] = {
#define REVIEWS(role, part) { COP_USER_ROLE_##role, COP_REVIEW_ROLE_##part },
#include "model/roles.def"
  };
  for (size_t i = 0; i < G_N_ELEMENTS(reviews); i++)
    if (reviews[i].role == r) {
      *part = reviews[i].part;
      return true;
    }
  return false;
}

CopUserRole
cop_user_role_by_name(const char *name)
{
  for (CopUserRole r = 0; name != NULL && r < COP_USER_ROLE_MAX; r++)
    if (strcmp(cop_user_role(r)->name, name) == 0)
      return r;
  return COP_USER_ROLE_MAX;
}

const char *
cop_subject_name(CopSubject s)
{
  static const char *const names[COP_SUBJECT_MAX] = { "other",
#define SUBJECT(name, word, title) word,
#include "model/roles.def"
  };
  g_assert(s < COP_SUBJECT_MAX);
  return names[s];
}

CopSubject
cop_subject_by_name(const char *name)
{
  for (CopSubject s = COP_SUBJECT_NONE + 1; s < COP_SUBJECT_MAX; s++)
    if (strcmp(cop_subject_name(s), name) == 0)
      return s;
  return COP_SUBJECT_MAX;
}

const char *
cop_scope_name(CopScope s)
{
  static const char *const names[COP_SCOPE_MAX] = { "", "institution", "area" };
  g_assert(s < COP_SCOPE_MAX);
  return names[s];
}

CopSubject
cop_subject_of_kind(CopEntity e)
{
  g_assert(e < COP_ENTITY_MAX);
  return subject_of_kind[e];
}

CopSubject
cop_subject_of_section(const char *path)
{
  size_t n = strcspn(path + 1, "/.");
  for (size_t i = 0; i < G_N_ELEMENTS(sections); i++)
    if (strlen(sections[i].path) == n && strncmp(path + 1, sections[i].path, n) == 0)
      return sections[i].subject;
  return COP_SUBJECT_NONE;
}

/* --- groups of fields --- */

CopGroups
cop_group_of_field(CopEntity e, const CopField *f)
{
  /* Who checked, verified, decided: whatever releases something rests on these. */
  static const char *const review[] = { "reviewer", "reviewed_on", "second_reviewer", "second_reviewed_on", "dispute",     "verified_on",
                                        "verified_by", "state",    "approved_by",     "approved_on",        "decision",    "waived" };
  (void)e;
  for (size_t i = 0; i < G_N_ELEMENTS(review); i++)
    if (strcmp(f->name, review[i]) == 0)
      return COP_GROUP_REVIEW;
  switch (f->type) {
  case COP_FIELD_MONEY:
    return COP_GROUP_MONEY;
  case COP_FIELD_TEXT:
  case COP_FIELD_TEXTS:
    return COP_GROUP_WORDS;
  case COP_FIELD_INT:
  case COP_FIELD_REAL:
  case COP_FIELD_BOOL:
  case COP_FIELD_DATE:
  case COP_FIELD_ENUM:
  case COP_FIELD_REF:
  case COP_FIELD_REFS:
  case COP_FIELD_TYPE_MAX:
    break;
  }
  return COP_GROUP_FACTS;
}

const char *
cop_group_name(CopGroups one)
{
  switch (one) {
  case COP_GROUP_WORDS:
    return "words";
  case COP_GROUP_FACTS:
    return "facts";
  case COP_GROUP_MONEY:
    return "money";
  case COP_GROUP_REVIEW:
    return "review";
  default:
    return "life";
  }
}

/* --- scope --- */

static bool
lists(const CopTexts *t, const char *id)
{
  for (size_t i = 0; i < t->n; i++)
    if (strcmp(t->items[i], id) == 0)
      return true;
  return false;
}

/* The area itself or one it lies in; the depth bounds a circle of wrong data. */
static bool
area_within(const CopModel *m, const char *area, const char *target)
{
  for (int depth = 0; area != NULL && depth < 16; depth++) {
    if (strcmp(area, target) == 0)
      return true;
    const CopArea *x = cop_model_area(m, area);
    area = x == NULL ? NULL : x->parent;
  }
  return false;
}

static bool
measure_of(const CopModel *m, const char *measure, const char *institution)
{
  const CopMeasureProfile *x = cop_model_measure_profile(m, measure);
  return x != NULL && (strcmp(x->lead, institution) == 0 || lists(&x->support, institution));
}

static bool
initiative_of(const CopModel *m, const char *initiative, const char *institution)
{
  const CopInitiative *x = cop_model_initiative(m, initiative);
  return x != NULL && x->owner != NULL && strcmp(x->owner, institution) == 0;
}

static bool
belongs(const CopModel *m, CopEntity kind, const char *id, CopScope scope, const char *target)
{
  if (scope == COP_SCOPE_AREA)
    return kind == COP_ENTITY_area && area_within(m, id, target);
  return (kind == COP_ENTITY_institution && strcmp(id, target) == 0) || (kind == COP_ENTITY_measure && measure_of(m, id, target)) ||
         (kind == COP_ENTITY_initiative && initiative_of(m, id, target));
}

bool
cop_record_in_scope(const CopModel *m, CopEntity e, const void *record, CopScope scope, const char *target)
{
  if (scope == COP_SCOPE_COUNTRY)
    return true;
  const CopRecord *r = record;
  if (belongs(m, e, r->id, scope, target))
    return true;
  const CopField *fields = cop_entity_fields(e);
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++) {
    const CopField *f = &fields[i];
    if (f->type == COP_FIELD_REF) {
      const char *id = cop_record_text(record, f);
      if (id != NULL && belongs(m, f->target, id, scope, target))
        return true;
    } else if (f->type == COP_FIELD_REFS) {
      const CopTexts *ids = cop_record_texts(record, f);
      for (size_t k = 0; k < ids->n; k++)
        if (belongs(m, f->target, ids->items[k], scope, target))
          return true;
    }
  }
  return false;
}

/* --- decisions --- */

const CopAccess *
cop_access_everything(void)
{
  static const CopGrant owner = { COP_USER_ROLE_owner, "" };
  static const CopAccess all = { 1, &owner, COP_SUBJECTS_ALL, COP_SUBJECTS_ALL };
  return &all;
}

CopDuties
cop_access_duties(const CopAccess *a)
{
  CopDuties d = 0;
  /* A token that is narrowed to some subjects keeps no duties. */
  if (a->edit != COP_SUBJECTS_ALL)
    return 0;
  for (size_t i = 0; i < a->n; i++)
    d |= cop_user_role(a->grants[i].role)->duties;
  return d;
}

bool
cop_access_needs_code(const CopAccess *a)
{
  CopReviewRole part;
  for (size_t i = 0; i < a->n; i++) {
    CopUserRole r = a->grants[i].role;
    if (cop_user_role(r)->duties != 0 || cop_user_role_reviews(r, &part))
      return true;
    for (CopSubject s = 0; s < COP_SUBJECT_MAX; s++)
      if (cop_user_role_edits(r, s) != 0)
        return true;
  }
  return false;
}

/* What everybody with a role that names the subject sees whole. */
static bool
is_shared(CopSubject s)
{
  return s == COP_SUBJECT_CATALOGUE || s == COP_SUBJECT_COUNTRY;
}

static bool
role_sees(const CopAccess *a, size_t i, CopSubject s)
{
  return (a->see & cop_user_role_sees(a->grants[i].role) & COP_SUBJECT_BIT(s)) != 0;
}

bool
cop_access_sees_all(const CopAccess *a, CopSubject s)
{
  for (size_t i = 0; i < a->n; i++)
    if (role_sees(a, i, s) && (is_shared(s) || cop_user_role(a->grants[i].role)->scope == COP_SCOPE_COUNTRY))
      return true;
  return false;
}

bool
cop_access_sees_kind(const CopAccess *a, CopEntity e)
{
  for (size_t i = 0; i < a->n; i++)
    if (role_sees(a, i, cop_subject_of_kind(e)))
      return true;
  return false;
}

static bool
grant_reaches(const CopGrant *g, const CopModel *m, CopEntity e, const void *record)
{
  return cop_record_in_scope(m, e, record, cop_user_role(g->role)->scope, g->target);
}

bool
cop_access_sees(const CopAccess *a, const CopModel *m, CopEntity e, const void *record)
{
  CopSubject s = cop_subject_of_kind(e);
  if (cop_access_sees_all(a, s))
    return true;
  for (size_t i = 0; i < a->n; i++)
    if (role_sees(a, i, s) && grant_reaches(&a->grants[i], m, e, record))
      return true;
  return false;
}

CopGroups
cop_access_edits(const CopAccess *a, const CopModel *m, CopEntity e, const void *record)
{
  CopSubject s = cop_subject_of_kind(e);
  CopGroups groups = 0;
  if ((a->edit & COP_SUBJECT_BIT(s)) == 0)
    return 0;
  for (size_t i = 0; i < a->n; i++)
    if (role_sees(a, i, s) && cop_user_role_edits(a->grants[i].role, s) != 0 && grant_reaches(&a->grants[i], m, e, record))
      groups |= cop_user_role_edits(a->grants[i].role, s);
  return groups;
}

CopGroups
cop_access_edits_kind(const CopAccess *a, CopEntity e)
{
  CopSubject s = cop_subject_of_kind(e);
  CopGroups groups = 0;
  for (size_t i = 0; (a->edit & COP_SUBJECT_BIT(s)) != 0 && i < a->n; i++)
    if (role_sees(a, i, s))
      groups |= cop_user_role_edits(a->grants[i].role, s);
  return groups;
}

static bool
same_field(const void *a, const void *b, const CopField *f)
{
  switch (f->type) {
  case COP_FIELD_TEXT:
  case COP_FIELD_DATE:
  case COP_FIELD_REF:
    return g_strcmp0(cop_record_text(a, f), cop_record_text(b, f)) == 0;
  case COP_FIELD_TEXTS:
  case COP_FIELD_REFS: {
    const CopTexts *x = cop_record_texts(a, f), *y = cop_record_texts(b, f);
    if (x->n != y->n)
      return false;
    for (size_t i = 0; i < x->n; i++)
      if (strcmp(x->items[i], y->items[i]) != 0)
        return false;
    return true;
  }
  case COP_FIELD_REAL: {
    double x = cop_record_real(a, f), y = cop_record_real(b, f);
    return x == y || (x != x && y != y);
  }
  case COP_FIELD_INT:
  case COP_FIELD_BOOL:
  case COP_FIELD_MONEY:
  case COP_FIELD_ENUM:
  case COP_FIELD_TYPE_MAX:
    break;
  }
  return cop_record_int(a, f) == cop_record_int(b, f);
}

static bool
changed(CopEntity e, const void *before, const void *after, const CopField *f)
{
  bool given = cop_record_given(e, after, f);
  return before == NULL ? given : given != cop_record_given(e, before, f) || !same_field(before, after, f);
}

/* A text that was checked stays checked only as long as nobody writes in it:
 * whoever may write may also say that it is a draft again. */
static bool
state_refused(CopEntity e, const void *before, const void *after, const CopField *f, CopGroups groups)
{
  if ((groups & COP_GROUP_REVIEW) != 0)
    return false;
  if (cop_record_int(after, f) <= COP_TEXT_STATE_TRANSLATED)
    return (groups & COP_GROUP_FACTS) == 0 && changed(e, before, after, f);
  return before == NULL || !cop_record_equal(e, before, after);
}

/* A new record has a word in each required list; the first is no decision. */
static bool
is_first_word(const void *before, const void *after, const CopField *f)
{
  return before == NULL && (f->flags & COP_FIELD_REQUIRED) != 0 && f->type == COP_FIELD_ENUM && cop_record_int(after, f) == 0;
}

const CopField *
cop_access_refused(CopEntity e, const void *before, const void *after, CopGroups groups)
{
  const CopField *fields = cop_entity_fields(e);
  for (size_t i = 0; i < cop_entity(e)->n_fields; i++) {
    const CopField *f = &fields[i];
    bool is_state = f->type == COP_FIELD_ENUM && f->words == COP_WORDS_TEXT_STATE;
    if (is_state ? state_refused(e, before, after, f, groups)
                 : (groups & cop_group_of_field(e, f)) == 0 && changed(e, before, after, f) && !is_first_word(before, after, f))
      return f;
  }
  return NULL;
}

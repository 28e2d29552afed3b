/* SPDX-License-Identifier: Apache-2.0
 *
 * Menus and the quiz for telephones, from scripts and quiz items.
 */
#include <string.h>

#include "channel/phone.h"
#include "compose/kit_priv.h"
#include "compose/targets.h"

/* Index of the line labelled so; COP_PHONE_END when there is none. */
static size_t
step_named(const CopScriptLine *const *lines, size_t n, const char *label, size_t length)
{
  for (size_t i = 0; i < n; i++)
    if (lines[i]->label != NULL && strlen(lines[i]->label) == length && strncmp(lines[i]->label, label, length) == 0)
      return i;
  return COP_PHONE_END;
}

/* "1=U2": key and step. What the menu prints is the line of `printed` that stands
 * in the same place; in older packs "1=U2:Someone is mean". */
static CopPhoneChoice
read_choice(CopArena *a, const char *text, const char *printed, const CopScriptLine *const *lines, size_t n)
{
  const char *equals = strchr(text, '='), *target = equals == NULL ? "" : equals + 1, *colon = strchr(target, ':');
  size_t length = colon == NULL ? strlen(target) : (size_t)(colon - target);
  return (CopPhoneChoice){ cop_arena_strndup(a, text, equals == NULL ? strlen(text) : (size_t)(equals - text)),
                           printed != NULL ? printed : colon == NULL ? NULL : cop_arena_strdup(a, colon + 1), step_named(lines, n, target, length) };
}

static CopPhoneStep *
steps_of(const CopKitContext *c, CopArena *a, const CopScriptText *s, const char *lang, size_t *n)
{
  const CopScriptLine **lines = cop_kit_lines(c, a, s, n);
  CopPhoneStep *steps = cop_new_n(a, CopPhoneStep, *n + 1);
  for (size_t i = 0; i < *n; i++) {
    CopPhoneChoice *choices = cop_new_n(a, CopPhoneChoice, lines[i]->keys.n + 1);
    const char *printed = cop_kit_filled(c, a, COP_ENTITY_script_line, lines[i]->id, "choices", lang);
    g_auto(GStrv) words = g_strsplit(printed == NULL ? "" : printed, "\n", -1);
    guint n_words = g_strv_length(words);
    for (size_t k = 0; k < lines[i]->keys.n; k++)
      choices[k] = read_choice(a, lines[i]->keys.items[k], k < n_words ? cop_arena_strdup(a, words[k]) : NULL, lines, *n);
    steps[i] = (CopPhoneStep){ .name = lines[i]->label, .text = cop_kit_filled(c, a, COP_ENTITY_script_line, lines[i]->id, "text", lang),
                               .choices = choices, .n_choices = lines[i]->keys.n, .next = COP_PHONE_END };
  }
  return steps;
}

static const CopScriptText *
script_of(const CopKitContext *c, const CopProduct *p)
{
  return cop_read_script(c->read, cop_kit_subject(p));
}

static const char *
taken(CopArena *a, char *text)
{
  const char *copy = cop_arena_strdup(a, text);
  g_free(text);
  return copy;
}

static bool
compose_flow(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  const CopScriptText *s = script_of(c, p);
  size_t n;
  CopPhoneStep *steps = steps_of(c, a, s, p->lang, &n);
  cop_phone_check(steps, n, s->kind == COP_SCRIPT_KIND_USSD, diags);
  out->text = taken(a, cop_rapidpro_write(cop_kit_filled(c, a, COP_ENTITY_script, s->id, "title", p->lang), p->lang, s->kind == COP_SCRIPT_KIND_IVR ? COP_PHONE_VOICE : COP_PHONE_TEXT, steps, n));
  return true;
}

/* The screens one below the other, for who enters them at an operator's. */
static bool
compose_screens(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error, (void)diags;
  size_t n;
  CopPhoneStep *steps = steps_of(c, a, script_of(c, p), p->lang, &n);
  g_autoptr(GString) all = g_string_new(NULL);
  for (size_t i = 0; i < n; i++) {
    g_autofree char *screen = cop_phone_screen(&steps[i]);
    g_string_append_printf(all, "[%s] %ld/160\n%s\n\n", steps[i].name, g_utf8_strlen(screen, -1), screen);
  }
  out->text = cop_arena_strdup(a, all->str);
  return true;
}

/* --- texts for messengers and series --- */

static bool
compose_texts(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error, (void)diags;
  const CopScriptText *s = script_of(c, p);
  size_t n;
  const CopScriptLine **lines = cop_kit_lines(c, a, s, &n);
  g_autoptr(GString) all = g_string_new(NULL);
  for (size_t i = 0; i < n; i++)
    g_string_append_printf(all, "%s\n\n", cop_kit_filled(c, a, COP_ENTITY_script_line, lines[i]->id, "text", p->lang));
  out->text = cop_arena_strdup(a, all->str);
  return true;
}

/* --- quiz by SMS --- */

bool
cop_kit_quiz_is_in(const CopKitContext *c, const CopQuizItem *q, const char *lang)
{
  static const char *const fields[] = { "stem", "choice_a", "choice_b", "choice_c", "answer_a", "answer_b", "answer_c" };
  for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
    if (cop_kit_own_text(c, COP_ENTITY_quiz_item, q->id, fields[i], lang) == NULL)
      return false;
  return true;
}

/* Four steps an item: the question, an answer to each choice, then the next. */
static bool
compose_quiz(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  static const char *const choices[] = { "choice_a", "choice_b", "choice_c" }, *const answers[] = { "answer_a", "answer_b", "answer_c" },
                    *const keys[] = { "1", "2", "3" };
  size_t n_quiz_items, n = 0;
  const CopQuizItem *quiz_items = cop_read_quiz_items(c->read, &n_quiz_items);
  CopPhoneStep *steps = cop_new_n(a, CopPhoneStep, 4 * n_quiz_items + 1);
  for (size_t i = 0; i < n_quiz_items; i++) {
    const CopQuizItem *q = &quiz_items[i];
    if (!cop_kit_quiz_is_in(c, q, p->lang))
      continue;
    CopPhoneChoice *list = cop_new_n(a, CopPhoneChoice, 3);
    for (size_t k = 0; k < 3; k++) {
      list[k] = (CopPhoneChoice){ keys[k], cop_kit_filled(c, a, COP_ENTITY_quiz_item, q->id, choices[k], p->lang), n + 1 + k };
      steps[n + 1 + k] = (CopPhoneStep){ .name = cop_arena_printf(a, "%s.%s", q->id, keys[k]), .next = n + 4,
                                         .text = cop_kit_filled(c, a, COP_ENTITY_quiz_item, q->id, answers[k], p->lang) };
    }
    steps[n] = (CopPhoneStep){ .name = q->id, .text = cop_kit_filled(c, a, COP_ENTITY_quiz_item, q->id, "stem", p->lang), .choices = list, .n_choices = 3,
                               .next = COP_PHONE_END };
    n += 4;
  }
  for (size_t i = 0; i < n; i++)
    if (steps[i].n_choices == 0 && steps[i].next >= n)
      steps[i].next = COP_PHONE_END;
  cop_phone_check(steps, n, false, diags);
  out->text = taken(a, cop_rapidpro_write("Quiz", p->lang, COP_PHONE_TEXT, steps, n));
  return true;
}

/* --- all of them in a browser, as a telephone would show them --- */

/* A script that sets two variables: the language, and the flows of the other pieces as they are. */
static const char *
flows_data(const CopKitContext *c, const CopProduct *p, CopArena *a, CopDiags *diags)
{
  g_autoptr(CopProducts) pieces = cop_products_new();
  cop_target_phone(c, pieces, (const char *const[]){ p->lang, NULL });
  g_autoptr(GString) all = g_string_new(NULL);
  g_string_append_printf(all, "window.COPKIT_LANG = \"%s\";\nwindow.COPKIT_FLOWS = [", p->lang);
  gsize start = all->len;
  for (guint i = 0; i < pieces->items->len; i++) {
    const CopProduct *piece = &g_array_index(pieces->items, CopProduct, i);
    CopComposed composed = { 0 };
    if (piece->formats != COP_FORMAT_BIT(COP_FORMAT_JSON) || !piece->compose_kit(c, piece, a, &composed, diags, NULL))
      continue;
    const char *name = strrchr(piece->stem, '/') + 1;
    g_string_append_printf(all, "%s{\"name\": \"%s\", \"flow\": (%s).flows[0]}", all->len > start ? ",\n" : "", name, composed.text);
  }
  g_string_append(all, "];\n");
  return cop_arena_strdup(a, all->str);
}

static bool
compose_simulator(const CopKitContext *c, const CopProduct *p, CopArena *a, CopComposed *out, CopDiags *diags, GError **error)
{
  (void)error;
  static const char *const assets[] = { "index.html", "simulator.css", "simulator.js" };
  g_autoptr(CopDiags) heard = cop_diags_new(); /* the flows say themselves what is wrong with them */
  (void)diags;
  CopMember *m = cop_new_n(a, CopMember, G_N_ELEMENTS(assets) + 1);
  for (size_t i = 0; i < G_N_ELEMENTS(assets); i++)
    m[i] = (CopMember){ .name = assets[i], .asset = cop_arena_printf(a, "learn/simulator/%s", assets[i]) };
  m[G_N_ELEMENTS(assets)] = (CopMember){ .name = "data.js", .text = flows_data(c, p, a, heard) };
  out->members = m;
  out->n_members = G_N_ELEMENTS(assets) + 1;
  return true;
}

static void
add_piece(CopProducts *pieces, const char *lang, const char *id, const char *subject, const char *audience, CopFormat format, CopComposeKitFn compose)
{
  g_autofree char *stem = g_strdup_printf("kit/phone/%s/%s", lang, id);
  cop_products_add(pieces, &(CopProduct){ .target = "kit/phone", .stem = stem, .lang = lang, .audience = audience, .subject = subject,
                                          .formats = COP_FORMAT_BIT(format), .compose_kit = compose });
}

static void
add_script_pieces(CopProducts *pieces, const CopScriptText *s, const char *lang)
{
  g_autofree char *subject = g_strdup_printf("script/%s", s->id);
  if (s->kind == COP_SCRIPT_KIND_IVR || s->kind == COP_SCRIPT_KIND_USSD)
    add_piece(pieces, lang, s->id, subject, s->segment, COP_FORMAT_JSON, compose_flow);
  if (s->kind == COP_SCRIPT_KIND_USSD)
    add_piece(pieces, lang, s->id, subject, s->segment, COP_FORMAT_TEXT, compose_screens);
  if (s->kind == COP_SCRIPT_KIND_CHAT || s->kind == COP_SCRIPT_KIND_SERIES)
    add_piece(pieces, lang, s->id, subject, s->segment, COP_FORMAT_TEXT, compose_texts);
}

void
cop_target_phone(const CopKitContext *c, CopProducts *pieces, const char *const *langs)
{
  for (size_t l = 0; langs != NULL ? langs[l] != NULL : l < c->country->languages.n; l++) {
    const char *lang = langs != NULL ? langs[l] : c->country->languages.items[l];
    size_t n_scripts;
    const CopScriptText *scripts = cop_read_scripts(c->read, &n_scripts);
    for (size_t i = 0; i < n_scripts; i++)
      if (cop_kit_script_is_in(c, &scripts[i], lang))
        add_script_pieces(pieces, &scripts[i], lang);
    bool any = false;
    size_t n_quiz_items;
    const CopQuizItem *quiz_items = cop_read_quiz_items(c->read, &n_quiz_items);
    for (size_t i = 0; i < n_quiz_items && !any; i++)
      any = cop_kit_quiz_is_in(c, &quiz_items[i], lang);
    if (any)
      add_piece(pieces, lang, "quiz", NULL, "telephone users", COP_FORMAT_JSON, compose_quiz);
    bool flows = any;
    for (size_t i = 0; i < n_scripts && !flows; i++) {
      const CopScriptText *s = &scripts[i];
      flows = (s->kind == COP_SCRIPT_KIND_IVR || s->kind == COP_SCRIPT_KIND_USSD) && cop_kit_script_is_in(c, s, lang);
    }
    if (flows)
      add_piece(pieces, lang, "simulator", NULL, "who writes and checks menus", COP_FORMAT_ZIP, compose_simulator);
  }
}

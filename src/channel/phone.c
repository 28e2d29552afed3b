/* SPDX-License-Identifier: Apache-2.0 */
#include "channel/phone.h"

#include <glib.h>
#include <string.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/json.h"

#define SCREEN_MAX 160

char *
cop_phone_screen(const CopPhoneStep *step)
{
  GString *s = g_string_new(step->text);
  for (size_t i = 0; i < step->n_choices; i++)
    if (step->choices[i].label != NULL)
      g_string_append_printf(s, "\n%s %s", step->choices[i].key, step->choices[i].label);
  return g_string_free(s, FALSE);
}

static void
found(CopDiags *diags, const char *code, const char *remedy, char *message)
{
  cop_diags_add(diags, &(CopDiag){ .severity = COP_SEVERITY_WARNING, .kind = COP_DIAG_CHANNEL, .code = code, .start = -1, .end = -1,
                                   .message = message, .remedy = remedy });
  g_free(message);
}

void
cop_phone_check(const CopPhoneStep *steps, size_t n, bool ussd, CopDiags *diags)
{
  g_autofree bool *reached = g_new0(bool, n + 1);
  for (size_t i = 0; i < n; i++) {
    if (steps[i].n_choices == 0 && steps[i].next < n)
      reached[steps[i].next] = true;
    for (size_t k = 0; k < steps[i].n_choices; k++) {
      if (steps[i].choices[k].to < n)
        reached[steps[i].choices[k].to] = true;
      else if (steps[i].choices[k].to != COP_PHONE_END)
        found(diags, "phone-target", "name a step that exists", g_strdup_printf("key %s of step %s leads nowhere", steps[i].choices[k].key, steps[i].name));
    }
    g_autofree char *screen = cop_phone_screen(&steps[i]);
    glong length = g_utf8_strlen(screen, -1);
    if (ussd && length > SCREEN_MAX)
      found(diags, "phone-length", "shorten it: many networks cut a screen there",
            g_strdup_printf("screen %s has %ld characters, %d are shown", steps[i].name, length, SCREEN_MAX));
  }
  for (size_t i = 1; i < n; i++)
    if (!reached[i])
      found(diags, "phone-unreached", "lead to it or remove it", g_strdup_printf("no step leads to %s", steps[i].name));
}

/* --- RapidPro --- */

typedef struct {
  CopJson *j;
  const char *flow;
  CopPhoneMedium medium;
} Writer;

/* RFC 4122 shape over a hash of what the thing is. */
static const char *
uuid(const Writer *w, const char *what, size_t step, size_t choice, char out[37])
{
  char hex[COP_HASH_HEX];
  g_autofree char *name = g_strdup_printf("%s/%s/%zu/%zu", w->flow, what, step, choice);
  cop_hash_bytes(COP_HASH_SHA256, name, strlen(name), hex);
  g_snprintf(out, 37, "%.8s-%.4s-4%.3s-8%.3s-%.12s", hex, hex + 8, hex + 12, hex + 15, hex + 18);
  return out;
}

static void
key_uuid(Writer *w, const char *key, const char *what, size_t step, size_t choice)
{
  char id[37];
  cop_json_key_text(w->j, key, uuid(w, what, step, choice, id));
}

static void
write_action(Writer *w, const CopPhoneStep *step, size_t i)
{
  cop_json_key_array(w->j, "actions");
  cop_json_object(w->j);
  key_uuid(w, "uuid", "action", i, 0);
  cop_json_key_text(w->j, "type", w->medium == COP_PHONE_VOICE ? "say_msg" : "send_msg");
  g_autofree char *text = w->medium == COP_PHONE_VOICE ? g_strdup(step->text) : cop_phone_screen(step);
  cop_json_key_text(w->j, "text", text);
  cop_json_end(w->j);
  cop_json_end(w->j);
}

static void
write_wait(Writer *w)
{
  cop_json_key_object(w->j, "wait");
  cop_json_key_text(w->j, "type", "msg");
  if (w->medium == COP_PHONE_VOICE) {
    cop_json_key_object(w->j, "hint");
    cop_json_key_text(w->j, "type", "digits");
    cop_json_key_int(w->j, "count", 1);
    cop_json_end(w->j);
  }
  cop_json_end(w->j);
}

/* One category and exit for each key, and "Other", which asks again. */
static void
write_router(Writer *w, const CopPhoneStep *step, size_t i)
{
  cop_json_key_object(w->j, "router");
  cop_json_key_text(w->j, "type", "switch");
  write_wait(w);
  cop_json_key_array(w->j, "categories");
  for (size_t k = 0; k <= step->n_choices; k++) {
    cop_json_object(w->j);
    key_uuid(w, "uuid", "category", i, k);
    cop_json_key_text(w->j, "name", k < step->n_choices ? step->choices[k].key : "Other");
    key_uuid(w, "exit_uuid", "exit", i, k);
    cop_json_end(w->j);
  }
  cop_json_end(w->j);
  key_uuid(w, "default_category_uuid", "category", i, step->n_choices);
  cop_json_key_text(w->j, "operand", "@input.text");
  cop_json_key_array(w->j, "cases");
  for (size_t k = 0; k < step->n_choices; k++) {
    cop_json_object(w->j);
    key_uuid(w, "uuid", "case", i, k);
    cop_json_key_text(w->j, "type", "has_only_text");
    cop_json_key_array(w->j, "arguments");
    cop_json_text(w->j, step->choices[k].key);
    cop_json_end(w->j);
    key_uuid(w, "category_uuid", "category", i, k);
    cop_json_end(w->j);
  }
  cop_json_end(w->j);
  cop_json_end(w->j);
}

static void
write_exit(Writer *w, size_t i, size_t k, size_t to)
{
  cop_json_object(w->j);
  key_uuid(w, "uuid", "exit", i, k);
  if (to != COP_PHONE_END)
    key_uuid(w, "destination_uuid", "node", to, 0);
  cop_json_end(w->j);
}

static void
write_node(Writer *w, const CopPhoneStep *step, size_t i)
{
  cop_json_object(w->j);
  key_uuid(w, "uuid", "node", i, 0);
  write_action(w, step, i);
  if (step->n_choices > 0)
    write_router(w, step, i);
  cop_json_key_array(w->j, "exits");
  for (size_t k = 0; k < step->n_choices; k++)
    write_exit(w, i, k, step->choices[k].to);
  write_exit(w, i, step->n_choices, step->n_choices > 0 ? i : step->next);
  cop_json_end(w->j);
  cop_json_end(w->j);
}

/* RapidPro names languages by ISO 639-3. */
static const char *
language3(const char *lang)
{
  static const struct { const char *tag, *code; } known[] = { { "en", "eng" }, { "ar", "ara" }, { "hi", "hin" }, { "km", "khm" },
                                                             { "zh-Hans", "zho" }, { "es", "spa" }, { "fr", "fra" }, { "pt", "por" } };
  for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
    if (strcmp(known[i].tag, lang) == 0)
      return known[i].code;
  return lang;
}

char *
cop_rapidpro_write(const char *name, const char *lang, CopPhoneMedium medium, const CopPhoneStep *steps, size_t n)
{
  g_autofree char *key = g_strdup_printf("%s/%s", name, lang);
  Writer w = { .j = cop_json_new(), .flow = key, .medium = medium };
  cop_json_object(w.j);
  cop_json_key_text(w.j, "version", "13");
  cop_json_key_text(w.j, "site", "https://example.org");
  cop_json_key_array(w.j, "flows");
  cop_json_object(w.j);
  key_uuid(&w, "uuid", "flow", 0, 0);
  cop_json_key_text(w.j, "name", name);
  cop_json_key_text(w.j, "spec_version", "13.1.0");
  cop_json_key_text(w.j, "language", language3(lang));
  cop_json_key_text(w.j, "type", medium == COP_PHONE_VOICE ? "voice" : "messaging");
  cop_json_key_int(w.j, "revision", 1);
  cop_json_key_int(w.j, "expire_after_minutes", medium == COP_PHONE_VOICE ? 5 : 720);
  cop_json_key_object(w.j, "localization");
  cop_json_end(w.j);
  cop_json_key_array(w.j, "nodes");
  for (size_t i = 0; i < n; i++)
    write_node(&w, &steps[i], i);
  cop_json_end(w.j);
  cop_json_end(w.j);
  cop_json_end(w.j);
  static const char *const empty[] = { "campaigns", "triggers", "fields", "groups" };
  for (size_t i = 0; i < G_N_ELEMENTS(empty); i++) {
    cop_json_key_array(w.j, empty[i]);
    cop_json_end(w.j);
  }
  cop_json_end(w.j);
  return cop_json_finish(w.j);
}

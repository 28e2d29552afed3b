/* SPDX-License-Identifier: Apache-2.0 */
#include "web/safety.h"

#include "web/part.h"

CopSafety
cop_safety_of_country(const CopModel *m)
{
  const CopCountry *c = cop_model_country_record(m);
  CopSafety s = { .helpline = c == NULL ? NULL : cop_model_helpline(m, c->helpline) };
  s.no_helpline = s.helpline == NULL || s.helpline->retired;
  s.unverified = !s.no_helpline && s.helpline->verified_on == NULL;
  s.ready = !s.no_helpline && !s.unverified;
  return s;
}

CopGate
cop_safety_gate(const CopPage *p)
{
  return (CopGate){ .model = p->m, .reviews = &p->s->facts->reviews, .today = p->today };
}

CopSafety
cop_safety_of_message(CopPage *p, const CopMessage *message)
{
  if (!message->invites_disclosure)
    return (CopSafety){ .ready = true };
  CopGate g = cop_safety_gate(p);
  CopSafety s = cop_safety_of_country(p->m);
  s.line_waits = s.ready && !cop_gate_helpline(&g, NULL, NULL);
  s.no_path = !cop_gate_referral(&g, NULL, NULL);
  s.ready = cop_gate_message(&g, message, NULL);
  if (!s.ready && message->requires.n > 0)
    s.requires = &message->requires;
  return s;
}

const char *
cop_safety_text(CopPage *p, const CopSafety *s)
{
  g_autoptr(GString) out = g_string_new(NULL);
  if (s->no_helpline)
    g_string_append(out, T_("The country's record names no helpline."));
  else if (s->unverified)
    g_string_append(out, cop_arena_printf(p->a, T_("Nobody has dialled %s (%s) and noted that it answers."), s->helpline->number, s->helpline->name));
  const char *const more[] = { s->line_waits ? T_("The helpline was dialled too long ago, or no second person has confirmed it.") : NULL,
                               s->no_path ? T_("No referral path was tried lately and confirmed.") : NULL };
  for (size_t i = 0; i < G_N_ELEMENTS(more); i++)
    if (more[i] != NULL)
      g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", more[i]);
  if (s->requires != NULL) {
    g_autoptr(GString) names = g_string_new(NULL);
    for (size_t i = 0; i < s->requires->n; i++)
      g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", s->requires->items[i]);
    g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", cop_arena_printf(p->a, T_("Measures that must work first: %s."), names->str));
  }
  return cop_arena_strdup(p->a, out->str);
}

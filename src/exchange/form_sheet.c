/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/form_sheet.h"

#include <string.h>

static void
cell(GString *s, const char *text, bool first)
{
  if (!first)
    g_string_append_c(s, ',');
  g_string_append_c(s, '"');
  for (; *text != '\0'; text++)
    g_string_append(s, *text == '"' ? "\"\"" : (char[]){ *text, '\0' });
  g_string_append_c(s, '"');
}

static const struct {
  const char *column, *asks;
} head[] = { { "form", "# leave as it is" },
             { "report_id", "32 digits, chosen once for each report; empty: made from the row" },
             { "reporter", "office or partner, never a person" },
             { "area", "code of the area" },
             { "period", "2026-10, 2026-Q4, 2026-H2 or 2026" },
             { "reported_at", "day of the report, 2026-10-31" },
             { "synthetic", "true for made-up data" },
             { "supersedes", "id of the report this row corrects" } };

char *
cop_form_sheet_csv(const CopFormLayout *l)
{
  GString *s = g_string_new(NULL);
  for (size_t i = 0; i < G_N_ELEMENTS(head); i++)
    cell(s, head[i].column, i == 0);
  for (size_t i = 0; i < l->n_choices; i++)
    cell(s, l->choices[i].item->code, false);
  if (l->receipt != NULL)
    cell(s, l->receipt->code, false);
  for (size_t i = 0; i < l->n_boxes; i++)
    cell(s, l->boxes[i].code, false);
  g_string_append(s, "\r\n");
  for (size_t i = 0; i < G_N_ELEMENTS(head); i++)
    cell(s, head[i].asks, i == 0);
  for (size_t i = 0; i < l->n_choices; i++)
    cell(s, l->choices[i].item->label, false);
  if (l->receipt != NULL)
    cell(s, l->receipt->label, false);
  for (size_t i = 0; i < l->n_boxes; i++) {
    const CopFormBox *b = &l->boxes[i];
    g_autofree char *asks = b->item->by.n == 0 ? g_strdup_printf("%zu. %s", i + 1, b->label) : g_strdup_printf("%zu. %s: %s", i + 1, b->item->label, b->label);
    cell(s, asks, false);
  }
  g_string_append(s, "\r\n");
  return g_string_free(s, FALSE);
}

static void
add_choices(GString *s, const CopFormLayout *l)
{
  for (size_t i = 0; i < l->n_choices; i++) {
    const CopFormChoice *c = &l->choices[i];
    g_string_append_printf(s, "\n%s: %s\n", c->item->code, c->item->label);
    for (size_t k = 0; k < c->n; k++)
      g_string_append_printf(s, "  %s=%s  %s\n", c->item->code, c->words[k].word, c->words[k].label);
  }
}

char *
cop_form_sms_guide(const CopFormLayout *l)
{
  if (l->form->keyword == NULL)
    return NULL;
  GString *s = g_string_new(NULL);
  char period[COP_PERIOD_TEXT];
  g_string_append_printf(s, "%s by SMS\n%s\n\n", l->form->title, l->form->purpose);
  g_string_append_printf(s, "Write:    %s OFFICE NUMBER AREA PERIOD BOX=VALUE ...\n", l->form->keyword);
  g_string_append_printf(s, "Example:  %s EXAMPLE 1 %s %s", l->form->keyword, l->n_areas > 0 ? l->areas[0]->id : "0", cop_form_period(l->form, "2026-10-31", period));
  for (size_t i = 0; i < MIN(l->n_boxes, 2u); i++)
    g_string_append_printf(s, " %zu=%d", i + 1, i == 0 ? 12 : 15);
  g_string_append(s, "\n\nOFFICE is the short name of the office, NUMBER counts its messages up: the same number\n"
                     "again is the same report and counts once. An empty box is left out; write 0 only when you\n"
                     "counted and there was none. Never write a name or telephone number.\n");
  add_choices(s, l);
  if (l->receipt != NULL)
    g_string_append_printf(s, "\n%s: %s\n  %s=7K3M-Q2XT\n", l->receipt->code, l->receipt->label, l->receipt->code);
  g_string_append(s, "\nBoxes, as on paper:\n");
  for (size_t i = 0; i < l->n_boxes; i++)
    g_string_append_printf(s, "  %2zu  %s%s%s\n", i + 1, l->boxes[i].item->by.n > 0 ? l->boxes[i].item->label : "", l->boxes[i].item->by.n > 0 ? ": " : "", l->boxes[i].label);
  return g_string_free(s, FALSE);
}

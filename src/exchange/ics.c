/* SPDX-License-Identifier: Apache-2.0 */
#include "exchange/ics.h"

#include <string.h>

#include "exchange/uuid.h"
#include "plan/weave.h"

enum { LINE = 75 }; /* octets of a line, RFC 5545, 3.1 */

/* A content line, folded between characters. */
static void
add_line(GString *out, const char *line)
{
  size_t room = LINE;
  for (const char *at = line; *at != '\0';) {
    const char *next = g_utf8_next_char(at);
    if ((size_t)(next - at) > room) {
      g_string_append(out, "\r\n ");
      room = LINE - 1;
    }
    g_string_append_len(out, at, next - at);
    room -= (size_t)(next - at);
    at = next;
  }
  g_string_append(out, "\r\n");
}

static void
add_text(GString *out, const char *name, const char *text)
{
  g_autoptr(GString) line = g_string_new(name);
  g_string_append_c(line, ':');
  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '\n')
      g_string_append(line, "\\n");
    else if (strchr("\\;,", *c) != NULL)
      g_string_append_printf(line, "\\%c", *c);
    else if ((unsigned char)*c >= 0x20)
      g_string_append_c(line, *c);
  }
  add_line(out, line->str);
}

/* "2027-03" -> "20270301" */
static char *
first_day(const char *date)
{
  g_autofree char *whole = g_strdup_printf("%s%s", date, &"-01-01"[strlen(date) == 4 ? 0 : strlen(date) == 7 ? 3 : 6]);
  g_auto(GStrv) parts = g_strsplit(whole, "-", -1);
  return g_strjoinv("", parts);
}

static char *
stamp_of(const char *made)
{
  GString *s = g_string_new(NULL);
  for (const char *c = made; *c != '\0' && *c != '.' && *c != 'Z'; c++)
    if (*c != '-' && *c != ':')
      g_string_append_c(s, *c);
  g_string_append_c(s, 'Z');
  return g_string_free(s, FALSE);
}

static void
add_event(GString *out, const CopEntry *e, const char *stamp)
{
  static const char *const what[] = { [COP_ENTRY_NEXT] = "text or budget can be entered", [COP_ENTRY_ENDS] = "period ends", [COP_ENTRY_DUE] = "clause is due" };
  char uuid[COP_UUID_SIZE];
  g_autofree char *name = g_strdup_printf("ics/%s/%d/%s", e->initiative->id, (int)e->kind, e->integration == NULL ? "" : e->integration->id);
  g_autofree char *uid = g_strdup_printf("UID:%s", cop_uuid_of_name(NULL, name, uuid));
  g_autofree char *day = first_day(e->date), *start = g_strdup_printf("DTSTART;VALUE=DATE:%s", day), *made = g_strdup_printf("DTSTAMP:%s", stamp);
  g_autofree char *summary = g_strdup_printf("%s: %s%s%s%s", e->initiative->short_title != NULL ? e->initiative->short_title : e->initiative->title, what[e->kind],
                                             strlen(e->date) == 10 ? "" : " (day not known: ", strlen(e->date) == 10 ? "" : e->date, strlen(e->date) == 10 ? "" : ")");
  add_line(out, "BEGIN:VEVENT");
  add_line(out, uid);
  add_line(out, made);
  add_line(out, start);
  add_text(out, "SUMMARY", summary);
  if (e->integration != NULL)
    add_text(out, "DESCRIPTION", e->integration->clause);
  else if (e->initiative->cycle != NULL)
    add_text(out, "DESCRIPTION", e->initiative->cycle);
  add_line(out, "TRANSP:TRANSPARENT");
  add_line(out, "BEGIN:VALARM");
  add_line(out, "ACTION:DISPLAY");
  add_text(out, "DESCRIPTION", summary);
  add_line(out, "TRIGGER:-P30D");
  add_line(out, "END:VALARM");
  add_line(out, "END:VEVENT");
}

char *
cop_ics_entries(const CopModel *m, const char *since, const char *made)
{
  g_autoptr(CopArena) a = cop_arena_new();
  g_autofree char *stamp = stamp_of(made);
  GString *out = g_string_new(NULL);
  const CopEntry *entries;
  size_t n = cop_weave_entries(m, since, a, &entries);
  add_line(out, "BEGIN:VCALENDAR");
  add_line(out, "VERSION:2.0");
  add_line(out, "PRODID:-//copkit//entry points//EN");
  add_line(out, "CALSCALE:GREGORIAN");
  add_text(out, "X-WR-CALNAME", "Entry points of existing initiatives");
  for (size_t i = 0; i < n; i++)
    add_event(out, &entries[i], stamp);
  add_line(out, "END:VCALENDAR");
  return g_string_free(out, FALSE);
}

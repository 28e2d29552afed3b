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
add_event(GString *out, const CopIcsEvent *e, const char *stamp)
{
  char uuid[COP_UUID_SIZE];
  g_autofree char *name = g_strdup_printf("ics/%s", e->name), *uid = g_strdup_printf("UID:%s", cop_uuid_of_name(NULL, name, uuid));
  g_autofree char *day = first_day(e->date), *start = g_strdup_printf("DTSTART;VALUE=DATE:%s", day), *made = g_strdup_printf("DTSTAMP:%s", stamp);
  g_autofree char *trigger = g_strdup_printf("TRIGGER:-P%uD", e->days_before);
  add_line(out, "BEGIN:VEVENT");
  add_line(out, uid);
  add_line(out, made);
  add_line(out, start);
  add_text(out, "SUMMARY", e->summary);
  if (e->description != NULL)
    add_text(out, "DESCRIPTION", e->description);
  add_line(out, "TRANSP:TRANSPARENT");
  add_line(out, "BEGIN:VALARM");
  add_line(out, "ACTION:DISPLAY");
  add_text(out, "DESCRIPTION", e->summary);
  add_line(out, trigger);
  add_line(out, "END:VALARM");
  add_line(out, "END:VEVENT");
}

char *
cop_ics_events(const char *calendar, const CopIcsEvent *events, size_t n, const char *made)
{
  g_autofree char *stamp = stamp_of(made);
  GString *out = g_string_new(NULL);
  add_line(out, "BEGIN:VCALENDAR");
  add_line(out, "VERSION:2.0");
  add_line(out, "PRODID:-//copkit//days//EN");
  add_line(out, "CALSCALE:GREGORIAN");
  add_text(out, "X-WR-CALNAME", calendar);
  for (size_t i = 0; i < n; i++)
    add_event(out, &events[i], stamp);
  add_line(out, "END:VCALENDAR");
  return g_string_free(out, FALSE);
}

static CopIcsEvent
event_of_entry(CopArena *a, const CopEntry *e)
{
  static const char *const what[] = { [COP_ENTRY_NEXT] = "text or budget can be entered", [COP_ENTRY_ENDS] = "period ends", [COP_ENTRY_DUE] = "clause is due" };
  bool whole = strlen(e->date) == 10;
  return (CopIcsEvent){ .name = cop_arena_printf(a, "%s/%d/%s", e->initiative->id, (int)e->kind, e->integration == NULL ? "" : e->integration->id),
                        .date = e->date,
                        .summary = cop_arena_printf(a, "%s: %s%s%s%s", e->initiative->short_title != NULL ? e->initiative->short_title : e->initiative->title, what[e->kind],
                                                    whole ? "" : " (day not known: ", whole ? "" : e->date, whole ? "" : ")"),
                        .description = e->integration != NULL ? e->integration->clause : e->initiative->cycle,
                        .days_before = 30 };
}

char *
cop_ics_entries(const CopModel *m, const char *since, const char *made)
{
  g_autoptr(CopArena) a = cop_arena_new();
  const CopEntry *entries;
  size_t n = cop_weave_entries(m, since, a, &entries);
  CopIcsEvent *events = cop_new_n(a, CopIcsEvent, n + 1);
  for (size_t i = 0; i < n; i++)
    events[i] = event_of_entry(a, &entries[i]);
  return cop_ics_events("Entry points of existing initiatives", events, n, made);
}

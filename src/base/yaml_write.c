/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "base/yaml.h"

/* Words that a plain scalar would mean something else by; older YAML readers
 * take more of them. */
static bool
is_special(const char *s)
{
  static const char *const words[] = { "null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf" };
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    if (g_ascii_strcasecmp(s, words[i]) == 0)
      return true;
  return false;
}

/* Printable, and the invisible joiners and break marks that scripts are written
 * with. */
static bool
shown(gunichar c)
{
  bool line_end = c == 0x2028 || c == 0x2029; /* to YAML they are */
  return (g_unichar_isprint(c) && !line_end) || (c >= 0x200b && c <= 0x200d);
}

/* Letters first, then nothing that YAML gives a meaning to. */
static bool
plain(const char *s)
{
  if (!(g_ascii_isalpha(*s) || (unsigned char)*s >= 0x80) || is_special(s) || s[strlen(s) - 1] == ' ')
    return false;
  for (const char *p = s; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    bool fine = c < 0x80 ? g_ascii_isalnum((char)c) || strchr(" _-./()%+;'*=&!?\"", (int)c) != NULL ||
                             (c == ',' && p[1] == ' ')
                         : shown(c) && c != 0xa0;
    if (!fine)
      return false;
  }
  return true;
}

/* Lines that a literal block keeps: no spaces at their ends or at the start of
 * the first, no characters that need an escape. */
static bool
block(const char *s)
{
  if (strchr(s, '\n') == NULL || strchr(" \t\n", *s) != NULL)
    return false;
  for (const char *p = s; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if ((*p == '\n' && p > s && (p[-1] == ' ' || p[-1] == '\t')) || (*p != '\n' && !shown(c)))
      return false;
  }
  return s[strlen(s) - 1] != '\n' && s[strlen(s) - 1] != ' ';
}

static void
write_block(GString *out, const char *s, unsigned indent)
{
  g_string_append(out, "|-");
  for (;;) {
    size_t n = strcspn(s, "\n");
    g_string_append_c(out, '\n');
    if (n > 0)
      g_string_append_printf(out, "%*s", (int)indent + 2, "");
    g_string_append_len(out, s, (gssize)n);
    if (s[n] == '\0')
      return;
    s += n + 1;
  }
}

static void
write_quoted(GString *out, const char *s)
{
  g_string_append_c(out, '"');
  for (const char *p = s; *p != '\0'; p = g_utf8_next_char(p)) {
    gunichar c = g_utf8_get_char(p);
    if (c == '"' || c == '\\')
      g_string_append_printf(out, "\\%c", (char)c);
    else if (c == '\n')
      g_string_append(out, "\\n");
    else if (c == '\t')
      g_string_append(out, "\\t");
    else if (shown(c))
      g_string_append_unichar(out, c);
    else
      g_string_append_printf(out, c > 0xffff ? "\\U%08x" : "\\u%04x", c);
  }
  g_string_append_c(out, '"');
}

void
cop_yaml_write_text(GString *out, const char *text, unsigned indent)
{
  if (*text != '\0' && plain(text))
    g_string_append(out, text);
  else if (*text != '\0' && block(text))
    write_block(out, text, indent);
  else
    write_quoted(out, text);
}

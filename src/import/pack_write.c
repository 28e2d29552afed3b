/* SPDX-License-Identifier: Apache-2.0 */
#include "import/pack_write.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/file.h"
#include "base/json.h"
#include "base/yaml.h"
#include "model/record.h"

/* Fields stand four columns in: "  - id: x" and below it "    title: y". */
enum { FIELD_INDENT = 4 };

static void
write_money(GString *out, int64_t minor, int digits)
{
  /* The magnitude of INT64_MIN has no int64_t. */
  uint64_t amount = minor < 0 ? -(uint64_t)minor : (uint64_t)minor, unit = 1;
  for (int i = 0; i < digits; i++)
    unit *= 10;
  g_string_append_printf(out, "%s%" G_GUINT64_FORMAT, minor < 0 ? "-" : "", amount / unit);
  if (amount % unit != 0)
    g_string_append_printf(out, ".%0*" G_GUINT64_FORMAT, digits, amount % unit);
}

static void
write_list(GString *out, const CopTexts *texts)
{
  for (size_t i = 0; i < texts->n; i++) {
    g_string_append_printf(out, "\n%*s- ", FIELD_INDENT + 2, "");
    cop_yaml_write_text(out, texts->items[i], FIELD_INDENT + 2);
  }
}

static void
write_field(GString *out, const CopField *field, const void *record, int digits)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_string_append_printf(out, "%*s%s:%s", FIELD_INDENT, "", field->name,
                         field->type == COP_FIELD_TEXTS || field->type == COP_FIELD_REFS ? "" : " ");
  switch (field->type) {
  case COP_FIELD_TEXT:
  case COP_FIELD_REF:
    cop_yaml_write_text(out, cop_record_text(record, field), FIELD_INDENT);
    break;
  case COP_FIELD_DATE: /* a text to YAML, but for a year, which reads as well */
    g_string_append(out, cop_record_text(record, field));
    break;
  case COP_FIELD_INT:
    g_string_append_printf(out, "%" G_GINT64_FORMAT, cop_record_int(record, field));
    break;
  case COP_FIELD_MONEY:
    write_money(out, cop_record_int(record, field), digits);
    break;
  case COP_FIELD_REAL:
    g_string_append(out, cop_json_real_text(cop_record_real(record, field), number));
    break;
  case COP_FIELD_BOOL:
    g_string_append(out, cop_record_int(record, field) != 0 ? "true" : "false");
    break;
  case COP_FIELD_ENUM:
    cop_yaml_write_text(out, cop_words(field->words)->words[cop_record_int(record, field)], FIELD_INDENT);
    break;
  case COP_FIELD_TEXTS:
  case COP_FIELD_REFS:
    write_list(out, cop_record_texts(record, field));
    break;
  case COP_FIELD_TYPE_MAX:
    g_assert_not_reached();
  }
  g_string_append_c(out, '\n');
}

static size_t
write_kind(GString *out, const CopModel *m, CopEntity e, const char *origin, int digits)
{
  const CopField *fields = cop_entity_fields(e);
  size_t n = 0;
  for (size_t i = 0; i < cop_model_count(m, e); i++) {
    const CopRecord *r = cop_model_at(m, e, i);
    if (origin != NULL && strcmp(r->origin, origin) != 0)
      continue;
    if (n++ == 0)
      g_string_append_printf(out, "%s:\n", cop_entity(e)->plural);
    g_string_append(out, "  - id: ");
    cop_yaml_write_text(out, r->id, FIELD_INDENT);
    g_string_append_c(out, '\n');
    for (size_t f = 0; f < cop_entity(e)->n_fields; f++)
      if (cop_record_given(e, r, &fields[f]))
        write_field(out, &fields[f], r, digits);
  }
  return n;
}

static GString *
new_file(const CopPack *manifest)
{
  GString *out = g_string_new(NULL);
  g_string_printf(out, "# SPDX-License-Identifier: %s\n", manifest->licence);
  return out;
}

static bool
write_file(const char *folder, const char *name, const GString *text, GError **error)
{
  g_autofree char *path = g_build_filename(folder, name, NULL);
  return cop_file_write(path, text->str, text->len, error);
}

static bool
write_manifest(const CopPack *p, const char *folder, GError **error)
{
  g_autoptr(GString) out = new_file(p);
  const struct {
    const char *key, *text;
  } lines[] = { { "id", p->id }, { "version", p->version }, { "title", p->title }, { "licence", p->licence },
                { "country", p->country } };
  for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
    if (lines[i].text == NULL)
      continue;
    g_string_append_printf(out, "%s: ", lines[i].key);
    cop_yaml_write_text(out, lines[i].text, 0);
    g_string_append_c(out, '\n');
  }
  for (size_t i = 0; i < p->requires.n; i++) {
    g_string_append_printf(out, "%s  - ", i == 0 ? "requires:\n" : "");
    cop_yaml_write_text(out, p->requires.items[i], 2);
    g_string_append_c(out, '\n');
  }
  return write_file(folder, "pack.yaml", out, error);
}

static bool
write_all(const CopModel *m, const CopPack *manifest, const char *origin, const char *folder, size_t *n, GError **error)
{
  const CopCountry *country = cop_model_country_record(m);
  int digits = country == NULL ? 2 : (int)country->currency_digits;
  *n = 0;
  for (int e = 0; e < COP_ENTITY_MAX; e++) {
    g_autoptr(GString) out = new_file(manifest);
    g_autofree char *name = g_strconcat(cop_entity((CopEntity)e)->plural, ".yaml", NULL);
    size_t written = write_kind(out, m, (CopEntity)e, origin, digits);
    if (written > 0 && !write_file(folder, name, out, error))
      return false;
    *n += written;
  }
  return write_manifest(manifest, folder, error);
}

static void
remove_folder(const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_unlink(path);
  }
  g_rmdir(folder);
}

bool
cop_pack_write(const CopModel *m, const CopPack *manifest, const char *origin, const char *folder, size_t *n,
               GError **error)
{
  g_autofree char *partial = cop_file_partial_name(folder);
  if (g_file_test(folder, G_FILE_TEST_EXISTS)) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_EXISTS, "'%s' exists already", folder);
    return false;
  }
  if (g_mkdir(partial, 0777) != 0) {
    int code = errno;
    g_set_error(error, G_IO_ERROR, (int)g_io_error_from_errno(code), "'%s': %s", folder, g_strerror(code));
    return false;
  }
  if (write_all(m, manifest, origin, partial, n, error) && cop_file_publish(partial, folder, false, error))
    return true;
  remove_folder(partial);
  return false;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "web/provider_settings.h"

#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/jose.h"
#include "base/yaml.h"

G_DEFINE_QUARK(cop-provider-settings-error-quark, cop_provider_settings_error)

enum { SETTINGS_MOST = 64 * 1024, SECRET_MOST = 16 * 1024, TEXT_MOST = 1000 };

static void
forget(char *secret)
{
  if (secret != NULL)
    explicit_bzero(secret, strlen(secret));
  g_free(secret);
}

void
cop_provider_settings_free(CopProviderSettings *s)
{
  if (s == NULL)
    return;
  g_free(s->issuer);
  g_free(s->name);
  g_free(s->desk);
  g_free(s->client_id);
  g_free(s->scope);
  g_free(s->claim);
  forget(s->secret);
  forget(s->key);
  g_strfreev(s->acr);
  g_strfreev(s->amr);
  g_free(s);
}

static bool
invalid(GError **error, const char *file, const char *key, const char *why)
{
  g_set_error(error, COP_PROVIDER_SETTINGS_ERROR, COP_PROVIDER_SETTINGS_ERROR_INVALID, "%s: %s %s", file, key, why);
  return false;
}

/* A line of text; `fallback` NULL: it must be there. */
static bool
read_text(const CopTree *map, const char *file, const char *key, const char *fallback, char **out, GError **error)
{
  const CopTree *t = cop_tree_member(map, key);
  if (t == NULL && fallback != NULL) {
    *out = g_strdup(fallback);
    return true;
  }
  if (t == NULL || t->kind != COP_TREE_TEXT || *t->text == '\0' || t->length > TEXT_MOST || strpbrk(t->text, "\r\n\t") != NULL)
    return invalid(error, file, key, t == NULL ? "is missing" : "is no line of text");
  *out = g_strdup(t->text);
  return true;
}

/* A file beside the settings that others on this machine may not read. */
static bool
read_secret(const CopTree *map, const char *file, const char *key, char **out, GError **error)
{
  g_autofree char *name = NULL, *folder = g_path_get_dirname(file);
  struct stat st;
  size_t n;
  if (cop_tree_member(map, key) == NULL)
    return true;
  if (!read_text(map, file, key, NULL, &name, error))
    return false;
  g_autofree char *path = g_path_is_absolute(name) ? g_strdup(name) : g_build_filename(folder, name, NULL);
  *out = cop_file_read(path, SECRET_MOST, &n, error);
  if (*out == NULL)
    return false;
  if (stat(path, &st) != 0 || (st.st_mode & (S_IROTH | S_IWOTH)) != 0)
    return invalid(error, path, "can be read", "by everybody on this machine; chmod 600 it");
  if (strlen(g_strstrip(*out)) == 0)
    return invalid(error, path, "is", "empty");
  return true;
}

static bool
read_words(const CopTree *map, const char *file, const char *key, char ***out, GError **error)
{
  const CopTree *t = map == NULL ? NULL : cop_tree_member(map, key);
  g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
  if (t != NULL && t->kind != COP_TREE_LIST)
    return invalid(error, file, key, "is no list");
  for (const CopTree *w = t == NULL ? NULL : t->first; w != NULL; w = w->next) {
    if (w->kind == COP_TREE_LIST || w->kind == COP_TREE_MAP || w->kind == COP_TREE_NULL || *w->text == '\0' || strchr(w->text, ' ') != NULL)
      return invalid(error, file, key, "holds something else than words");
    g_ptr_array_add(words, g_strdup(w->text));
  }
  g_ptr_array_add(words, NULL);
  *out = (char **)g_ptr_array_free(g_steal_pointer(&words), FALSE);
  return true;
}

static bool
known_keys(const CopTree *map, const char *file, GError **error)
{
  static const char *const keys[] = { "issuer", "name", "desk", "client_id", "client_secret_file", "client_key_file", "scope", "claim", "second_factor", "max_age", NULL };
  for (const CopTree *t = map->first; t != NULL; t = t->next)
    if (!g_strv_contains(keys, t->key))
      return invalid(error, file, t->key, "is no setting of an identity provider");
  return true;
}

/* An address without query, fragment, spaces; that of the desk without a path too. */
static bool
check_address(const char *file, const char *key, const char *url, bool bare, GError **error)
{
  const char *host = strstr(url, "://");
  bool scheme = g_str_has_prefix(url, "https://") || g_str_has_prefix(url, "http://");
  if (!scheme || host[3] == '\0' || strpbrk(url, "?#@ \\\"<>") != NULL || !g_str_is_ascii(url) || (bare && strchr(host + 3, '/') != NULL))
    return invalid(error, file, key, bare ? "is no address of a desk; write https://desk.example" : "is no issuer; write https://id.example/realms/staff");
  return true;
}

static bool
check(const CopProviderSettings *s, const char *file, GError **error)
{
  if (!check_address(file, "issuer", s->issuer, false, error) || !check_address(file, "desk", s->desk, true, error))
    return false;
  if ((s->secret == NULL) == (s->key == NULL))
    return invalid(error, file, "client_secret_file or client_key_file", "must be given, and not both");
  if (s->key != NULL) {
    g_autofree char *signed_text = cop_jws_sign(s->key, "{}", error);
    if (signed_text == NULL)
      return false;
  }
  if (strcmp(s->scope, "openid") != 0 && !g_str_has_prefix(s->scope, "openid "))
    return invalid(error, file, "scope", "must begin with openid");
  return true;
}

static bool
read_max_age(const CopTree *map, const char *file, int64_t *out, GError **error)
{
  const CopTree *t = cop_tree_member(map, "max_age");
  if (t != NULL && (t->kind != COP_TREE_INT || t->integer < 60 || t->integer > 366 * 86400))
    return invalid(error, file, "max_age", "is no number of seconds from 60 on");
  *out = t == NULL ? 0 : t->integer;
  return true;
}

CopProviderSettings *
cop_provider_settings_read(const char *file, GError **error)
{
  g_autoptr(CopArena) a = cop_arena_new();
  size_t n;
  g_autofree char *text = cop_file_read(file, SETTINGS_MOST, &n, error);
  g_autoptr(CopProviderSettings) s = g_new0(CopProviderSettings, 1);
  const CopTree *map = text == NULL ? NULL : cop_yaml_read(a, text, n, error);
  if (map == NULL) {
    g_prefix_error(error, "%s: ", file);
    return NULL;
  }
  if (map->kind != COP_TREE_MAP) {
    invalid(error, file, "it", "holds no settings");
    return NULL;
  }
  const CopTree *second = cop_tree_member(map, "second_factor");
  if (second != NULL && second->kind != COP_TREE_MAP) {
    invalid(error, file, "second_factor", "is no map of acr and amr");
    return NULL;
  }
  bool ok = known_keys(map, file, error) && read_text(map, file, "issuer", NULL, &s->issuer, error) && read_text(map, file, "name", NULL, &s->name, error) &&
            read_text(map, file, "desk", NULL, &s->desk, error) && read_text(map, file, "client_id", NULL, &s->client_id, error) &&
            read_text(map, file, "scope", "openid email", &s->scope, error) && read_text(map, file, "claim", "sub", &s->claim, error) &&
            read_secret(map, file, "client_secret_file", &s->secret, error) && read_secret(map, file, "client_key_file", &s->key, error) &&
            read_words(second, file, "acr", &s->acr, error) && read_words(second, file, "amr", &s->amr, error) && read_max_age(map, file, &s->max_age, error) &&
            check(s, file, error);
  return ok ? g_steal_pointer(&s) : NULL;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * web/provider_settings.h -- how the operator names an identity provider: a file in
 * YAML, read once when the desk starts (copkit serve --provider FILE).
 *
 *   issuer              exactly as the provider writes it; also where its settings are found
 *   name                what people call it: "Sign in by NAME"
 *   desk                the address of this desk for browsers: https://desk.example
 *   client_id           this desk's name at the provider
 *   client_secret_file  a file with the secret, readable by the desk's user alone; or
 *   client_key_file     a private key (JWK), to sign with instead (private_key_jwt, RFC 7523)
 *   scope               "openid email" when left out
 *   claim               what names a person for good: "sub" when left out
 *   second_factor       a map of lists `acr`, `amr`: any of these words says that the provider
 *                       asked for a second factor; without it the desk always asks itself
 *   max_age             seconds since the person showed the provider who they are; any when left out
 *
 * The secret is in no store, no backup, no export and on no page.
 */
#ifndef COP_WEB_PROVIDER_SETTINGS_H
#define COP_WEB_PROVIDER_SETTINGS_H

#include <glib.h>
#include <stdint.h>

typedef struct {
  char *issuer, *name, *desk, *client_id, *scope, *claim;
  char *secret, *key; /* one of them */
  char **acr, **amr;  /* NULL-terminated; never NULL */
  int64_t max_age;    /* 0: any */
} CopProviderSettings;

#define COP_PROVIDER_SETTINGS_ERROR (cop_provider_settings_error_quark())
GQuark cop_provider_settings_error_quark(void);
typedef enum { COP_PROVIDER_SETTINGS_ERROR_INVALID } CopProviderSettingsError;

/* Errors name the file and the key. Files it names are looked for beside it. */
CopProviderSettings *cop_provider_settings_read(const char *file, GError **error);
void cop_provider_settings_free(CopProviderSettings *s); /* NULL is fine; overwrites the secret */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopProviderSettings, cop_provider_settings_free)

#endif

/* SPDX-License-Identifier: Apache-2.0 */
#include "base/secret.h"

#include <sodium.h>
#include <string.h>

#include "leaked.inc"

static void
start(void)
{
  if (sodium_init() < 0)
    g_error("libsodium does not start");
}

void
cop_random_bytes(void *bytes, size_t n)
{
  start();
  randombytes_buf(bytes, n);
}

char *
cop_random_name(void)
{
  unsigned char bytes[32];
  enum { SIZE = sodium_base64_ENCODED_LEN(sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING) };
  char *name = g_malloc(SIZE);
  cop_random_bytes(bytes, sizeof bytes);
  sodium_bin2base64(name, SIZE, bytes, sizeof bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return name;
}

char *
cop_base64url(const void *bytes, size_t n)
{
  size_t size = sodium_base64_encoded_len(n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return sodium_bin2base64(g_malloc(size), size, bytes, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

uint8_t *
cop_base64url_read(const char *text, size_t most, size_t *n)
{
  g_autofree uint8_t *bytes = g_malloc(most + 1);
  if (sodium_base642bin(bytes, most, text, strlen(text), NULL, n, NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
    return NULL;
  return g_steal_pointer(&bytes);
}

char *
cop_base32(const uint8_t *bytes, size_t n)
{
  static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  GString *s = g_string_new(NULL);
  uint32_t held = 0;
  unsigned bits = 0;
  for (size_t i = 0; i < n; i++) {
    held = held << 8 | bytes[i];
    for (bits += 8; bits >= 5; bits -= 5)
      g_string_append_c(s, letters[held >> (bits - 5) & 31]);
  }
  if (bits > 0)
    g_string_append_c(s, letters[held << (5 - bits) & 31]);
  return g_string_free(s, FALSE);
}

char *
cop_random_code(void)
{
  uint8_t bytes[15];
  cop_random_bytes(bytes, sizeof bytes);
  g_autofree char *letters = cop_base32(bytes, sizeof bytes);
  GString *s = g_string_new(NULL);
  for (size_t i = 0; letters[i] != '\0'; i++) {
    if (i > 0 && i % 4 == 0)
      g_string_append_c(s, '-');
    g_string_append_c(s, letters[i]);
  }
  return g_string_free(s, FALSE);
}

char *
cop_code_plain(const char *typed)
{
  GString *s = g_string_new(NULL);
  for (; *typed != '\0'; typed++)
    if (g_ascii_isalnum(*typed))
      g_string_append_c(s, g_ascii_toupper(*typed));
  return g_string_free(s, FALSE);
}

/* --- passwords --- */

#define PASSES 2u
#define MEMORY ((size_t)64 * 1024 * 1024)

char *
cop_password_hash(const char *password)
{
  char *hash = g_malloc(crypto_pwhash_STRBYTES);
  start();
  int failed = crypto_pwhash_argon2id_str(hash, password, strlen(password), PASSES, MEMORY);
  if (failed != 0)
    g_clear_pointer(&hash, g_free);
  return hash;
}

bool
cop_password_fits(const char *hash, const char *password)
{
  /* Of nothing anybody knows; costs what a real one costs. */
  static const char none[] = "$argon2id$v=19$m=65536,t=2,p=1$bm9ib2R5J3MgcGFzc3dvcmQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
  char whole[crypto_pwhash_STRBYTES] = { 0 };
  start();
  g_strlcpy(whole, hash == NULL ? none : hash, sizeof whole);
  int failed = crypto_pwhash_str_verify(whole, password, strlen(password));
  return failed == 0 && hash != NULL;
}

/* How many different characters it has. */
static size_t
different(const char *folded)
{
  bool seen[256] = { false };
  size_t n = 0;
  for (const unsigned char *c = (const unsigned char *)folded; *c != '\0'; c++)
    if (!seen[*c]) {
      seen[*c] = true;
      n++;
    }
  return n;
}

/* The text is one short piece over and over, or steps by one from character to
 * character. */
static bool
is_pattern(const char *s)
{
  size_t n = strlen(s), steps = 0;
  for (size_t i = 1; i < n; i++)
    steps += s[i] == s[i - 1] + 1 || s[i] == s[i - 1] - 1 || s[i] == s[i - 1];
  if (steps * 4 >= n * 3)
    return true;
  for (size_t period = 1; period <= n / 2; period++)
    if (strncmp(s, s + period, n - period) == 0)
      return true;
  return false;
}

/* Without digits and signs at its ends, is it one of the words people reach for? */
static bool
is_common(const char *folded)
{
  static const char *const words[] = { "password", "passwort", "qwertyuiop", "qwertyuiopasdfghjkl", "letmein", "iloveyou", "welcome", "administrator",
                                       "admin", "changeme", "trustno", "sunshine", "princess", "football", "baseball", "superman", "starwars", "mahalkita",
                                       "pilipinas", "philippines", "secret", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc", "q1w2e3r4t5y6", "correcthorsebatterystaple" };
  g_autofree char *core = g_strdup(folded);
  char *begin = core;
  while (*begin != '\0' && !g_ascii_isalpha(*begin))
    begin++;
  char *end = begin + strlen(begin);
  while (end > begin && !g_ascii_isalpha(end[-1]))
    *--end = '\0';
  for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
    if (strcmp(begin, words[i]) == 0 || strcmp(folded, words[i]) == 0)
      return true;
  return false;
}

static int
compare_line(const char *text, size_t n, const char *line, size_t length)
{
  int order = memcmp(text, line, MIN(n, length));
  return order != 0 ? order : n < length ? -1 : n > length;
}

size_t
cop_password_leaks(void)
{
  size_t n = 0;
  for (const char *c = leaked; *c != '\0'; c++)
    n += *c == '\n';
  return n;
}

/* By halves, over the lines of the text. */
static bool
is_leaked(const char *folded)
{
  size_t n = strlen(folded);
  const char *low = leaked, *high = leaked + sizeof leaked - 1;
  while (low < high) {
    const char *middle = low + (high - low) / 2;
    while (middle > low && middle[-1] != '\n')
      middle--;
    size_t length = strcspn(middle, "\n");
    int order = compare_line(folded, n, middle, length);
    if (order == 0)
      return true;
    if (order < 0)
      high = middle;
    else
      low = middle + length + 1;
  }
  return false;
}

CopPasswordFault
cop_password_judge(const char *password, const char *const *context)
{
  glong n = g_utf8_strlen(password, -1);
  g_autofree char *folded = g_utf8_casefold(password, -1);
  if (n < COP_PASSWORD_LEAST)
    return COP_PASSWORD_SHORT;
  if (n > COP_PASSWORD_MOST)
    return COP_PASSWORD_LONG;
  if (different(folded) < 5 || is_pattern(folded) || is_common(folded) || is_leaked(folded))
    return COP_PASSWORD_COMMON;
  for (; context != NULL && *context != NULL; context++) {
    g_autofree char *word = g_utf8_casefold(*context, -1);
    size_t length = strlen(word);
    /* What is left of the password without the word is too little. */
    if (length >= 3 && strstr(folded, word) != NULL && strlen(folded) - length < 8)
      return COP_PASSWORD_CONTEXT;
  }
  return COP_PASSWORD_GOOD;
}

/* --- one-time codes --- */

unsigned
cop_totp_code(const uint8_t *secret, size_t n, int64_t step)
{
  guint8 digest[20], message[8];
  gsize size = sizeof digest;
  for (size_t i = 0; i < sizeof message; i++)
    message[i] = (guint8)((uint64_t)step >> (56 - 8 * i));
  GHmac *hmac = g_hmac_new(G_CHECKSUM_SHA1, secret, n);
  g_hmac_update(hmac, message, sizeof message);
  g_hmac_get_digest(hmac, digest, &size);
  g_hmac_unref(hmac);
  unsigned at = digest[19] & 15u;
  uint32_t value = ((uint32_t)digest[at] & 127u) << 24 | (uint32_t)digest[at + 1] << 16 | (uint32_t)digest[at + 2] << 8 | digest[at + 3];
  return value % 1000000u;
}

bool
cop_totp_fits(const uint8_t *secret, size_t n, int64_t now, const char *typed, int64_t *step)
{
  char digits[7];
  size_t length = 0;
  for (; *typed != '\0'; typed++) {
    if (*typed == ' ')
      continue;
    if (!g_ascii_isdigit(*typed) || length == 6)
      return false;
    digits[length++] = *typed;
  }
  digits[length] = '\0';
  if (length != 6)
    return false;
  for (int64_t s = now / COP_TOTP_SECONDS - 1; s <= now / COP_TOTP_SECONDS + 1; s++) {
    char wanted[16];
    g_snprintf(wanted, sizeof wanted, "%06u", cop_totp_code(secret, n, s));
    if (cop_same_secret(wanted, digits, 6)) {
      *step = s;
      return true;
    }
  }
  return false;
}

bool
cop_same_secret(const void *a, const void *b, size_t n)
{
  return sodium_memcmp(a, b, n) == 0;
}

/* --- sealed text --- */

char *
cop_seal(const unsigned char key[COP_SEAL_KEY], const char *text)
{
  size_t n = strlen(text), all = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES + n;
  g_autofree unsigned char *bytes = g_malloc(all);
  cop_random_bytes(bytes, crypto_secretbox_NONCEBYTES);
  crypto_secretbox_easy(bytes + crypto_secretbox_NONCEBYTES, (const unsigned char *)text, n, bytes, key);
  return cop_base64url(bytes, all);
}

char *
cop_unseal(const unsigned char key[COP_SEAL_KEY], const char *sealed)
{
  size_t n = 0, before = crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES;
  g_autofree uint8_t *bytes = cop_base64url_read(sealed, COP_SEAL_MOST, &n);
  start();
  if (bytes == NULL || n < before)
    return NULL;
  g_autofree char *text = g_malloc0(n - before + 1);
  if (crypto_secretbox_open_easy((unsigned char *)text, bytes + crypto_secretbox_NONCEBYTES, n - crypto_secretbox_NONCEBYTES, bytes, key) != 0)
    return NULL;
  return g_steal_pointer(&text);
}

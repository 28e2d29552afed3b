/* SPDX-License-Identifier: Apache-2.0 */
#include "model/receipt.h"

#include <string.h>

#include "base/hash.h"

static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

enum { PAYLOAD = COP_RECEIPT_CODE - 2, REDUCTION = 0x25 }; /* x^5 + x^2 + 1, whose x generates GF(32) */

/* Times x in GF(32). */
static unsigned
times_x(unsigned v)
{
  v <<= 1;
  return (v & 32u) != 0 ? v ^ REDUCTION : v;
}

/* Horner's rule: digit i is weighted by a power of x of its own. */
static unsigned
check_of(const unsigned *values)
{
  unsigned sum = 0;
  for (int i = 0; i < PAYLOAD; i++)
    sum = times_x(sum ^ values[i]);
  return sum;
}

const char *
cop_receipt_code(const char *slip, const char *area, const char *partner, char code[COP_RECEIPT_CODE])
{
  unsigned char digest[COP_HASH_SIZE];
  unsigned values[PAYLOAD];
  const char *const parts[] = { "packing slip", slip, area, partner == NULL ? "" : partner };
  CopHash h;
  cop_hash_init(&h, COP_HASH_BLAKE2B);
  for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
    cop_hash_add(&h, parts[i], strlen(parts[i]) + 1);
  cop_hash_finish(&h, digest);
  for (int i = 0; i < PAYLOAD; i++)
    code[i] = digits[values[i] = digest[i] % 32u];
  code[PAYLOAD] = digits[check_of(values)];
  code[PAYLOAD + 1] = '\0';
  return code;
}

static int
value_of(char c)
{
  c = g_ascii_toupper(c);
  c = (char)(c == 'O' ? '0' : c == 'I' || c == 'L' ? '1' : c);
  const char *at = c == '\0' ? NULL : strchr(digits, c);
  return at == NULL ? -1 : (int)(at - digits);
}

bool
cop_receipt_read(const char *text, size_t length, char code[COP_RECEIPT_CODE])
{
  unsigned values[PAYLOAD + 1];
  int n = 0;
  for (size_t i = 0; i < length; i++) {
    if (text[i] == ' ' || text[i] == '-')
      continue;
    int v = value_of(text[i]);
    if (v < 0 || n > PAYLOAD)
      return false;
    code[n] = digits[v];
    values[n++] = (unsigned)v;
  }
  if (n != PAYLOAD + 1 || check_of(values) != values[PAYLOAD])
    return false;
  code[n] = '\0';
  return true;
}

const char *
cop_receipt_show(const char *code, char shown[COP_RECEIPT_SHOWN])
{
  g_snprintf(shown, COP_RECEIPT_SHOWN, "%.4s-%.4s", code, code + 4);
  return shown;
}

bool
cop_receipts_load(CopDb *db, CopArena *a, CopReceiptSums *sums, GError **error)
{
  g_autoptr(GError) e = NULL;
  g_autoptr(CopRows) rows = COP_QUERY0(db, receipt_sums, error);
  g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(CopReceiptSum));
  if (rows == NULL)
    return false;
  while (cop_rows_next(rows, &e)) {
    CopReceiptSum s = { .lang = cop_arena_strdup(a, cop_rows_text(rows, 1)), .reports = cop_rows_int(rows, 2), .copies = (int64_t)(cop_rows_real(rows, 3) + 0.5),
                        .reporter = cop_arena_strdup(a, cop_rows_text(rows, 4)), .newest = cop_arena_strdup(a, cop_rows_text(rows, 5)), .synthetic = cop_rows_int(rows, 6) != 0 };
    g_strlcpy(s.code, cop_rows_text(rows, 0), sizeof s.code);
    g_array_append_val(all, s);
  }
  if (e != NULL) {
    g_propagate_error(error, g_steal_pointer(&e));
    return false;
  }
  *sums = (CopReceiptSums){ all->len, cop_new_n(a, CopReceiptSum, all->len + 1) };
  for (guint i = 0; i < all->len; i++)
    sums->items[i] = g_array_index(all, CopReceiptSum, i);
  return true;
}

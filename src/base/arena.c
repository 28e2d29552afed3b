/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"

#include <string.h>

#include "base/limits.h"

/* Blocks double from 4 KiB so that a small request costs one allocation and a
 * large document a few dozen. */
#define FIRST_BLOCK 4096u
#define LARGEST_BLOCK (1u << 20)
#define ALIGNMENT 16u

typedef struct Block Block;
struct Block {
  Block *next;
  size_t size, used;
  _Alignas(ALIGNMENT) unsigned char bytes[];
};

typedef struct Cleanup Cleanup;
struct Cleanup {
  Cleanup *next;
  void (*fn)(void *);
  void *arg;
};

struct CopArena {
  Block *blocks; /* the head is the one being filled */
  Cleanup *cleanups;
  size_t used;
};

CopArena *
cop_arena_new(void)
{
  return g_new0(CopArena, 1);
}

void
cop_arena_free(CopArena *a)
{
  if (a == NULL)
    return;
  for (Cleanup *c = a->cleanups; c != NULL; c = c->next)
    c->fn(c->arg);
  for (Block *b = a->blocks, *next; b != NULL; b = next) {
    next = b->next;
    g_free(b);
  }
  g_free(a);
}

static Block *
add_block(CopArena *a, size_t at_least)
{
  size_t size = a->blocks == NULL ? FIRST_BLOCK : MIN(a->blocks->size * 2, LARGEST_BLOCK);
  size = MAX(size, at_least);
  Block *b = g_malloc(sizeof(Block) + size);
  b->size = size;
  b->used = 0;
  b->next = a->blocks;
  a->blocks = b;
  return b;
}

void *
cop_arena_alloc(CopArena *a, size_t n)
{
  if (n > COP_LIMIT_ARENA || a->used > COP_LIMIT_ARENA - n)
    g_error("arena limit of %zu bytes reached", (size_t)COP_LIMIT_ARENA);
  size_t rounded = (n + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
  Block *b = a->blocks;
  if (b == NULL || b->size - b->used < rounded)
    b = add_block(a, rounded);
  void *p = b->bytes + b->used;
  b->used += rounded;
  a->used += rounded;
  return memset(p, 0, rounded);
}

void *
cop_arena_alloc_n(CopArena *a, size_t n_items, size_t size)
{
  size_t total;
  if (__builtin_mul_overflow(n_items, size, &total))
    g_error("allocation of %zu times %zu bytes", n_items, size);
  return cop_arena_alloc(a, total);
}

char *
cop_arena_strndup(CopArena *a, const char *s, size_t n)
{
  if (s == NULL)
    return NULL;
  char *copy = cop_arena_alloc(a, n + 1);
  memcpy(copy, s, n);
  return copy;
}

char *
cop_arena_strdup(CopArena *a, const char *s)
{
  return s == NULL ? NULL : cop_arena_strndup(a, s, strlen(s));
}

char *
cop_arena_vprintf(CopArena *a, const char *format, va_list args)
{
  va_list again;
  va_copy(again, args);
  int n = g_vsnprintf(NULL, 0, format, again);
  va_end(again);
  g_assert(n >= 0);
  char *text = cop_arena_alloc(a, (size_t)n + 1);
  g_vsnprintf(text, (gulong)n + 1, format, args);
  return text;
}

char *
cop_arena_printf(CopArena *a, const char *format, ...)
{
  va_list args;
  va_start(args, format);
  char *text = cop_arena_vprintf(a, format, args);
  va_end(args);
  return text;
}

void
cop_arena_on_free(CopArena *a, void (*fn)(void *), void *arg)
{
  Cleanup *c = cop_new(a, Cleanup);
  c->fn = fn;
  c->arg = arg;
  c->next = a->cleanups;
  a->cleanups = c;
}

size_t
cop_arena_used(const CopArena *a)
{
  return a->used;
}

static void
free_hash(void *hash)
{
  g_hash_table_unref(hash);
}

GHashTable *
cop_arena_hash(CopArena *a)
{
  GHashTable *h = g_hash_table_new(g_str_hash, g_str_equal);
  cop_arena_on_free(a, free_hash, h);
  return h;
}

/* SPDX-License-Identifier: Apache-2.0
 *
 * base/arena.h -- memory that lives exactly as long as the arena.
 *
 * An arena holds what dies together: one document, one request, one import
 * batch. Everything allocated from it is zeroed, aligned for any type, and
 * released in one go by cop_arena_free(). There is no way to free a single
 * block.
 *
 * Limits:   an arena refuses to grow beyond COP_LIMIT_ARENA (base/limits.h) and
 *           aborts, as GLib does when memory is out; input is bounded before
 *           it reaches an arena.
 * Threads:  an arena belongs to one thread at a time.
 */
#ifndef COP_BASE_ARENA_H
#define COP_BASE_ARENA_H

#include <glib.h>
#include <stdarg.h>
#include <stddef.h>

typedef struct CopArena CopArena;

CopArena *cop_arena_new(void);
/* Runs the cop_arena_on_free() functions, last in first out, then releases
 * all memory. NULL is fine. */
void cop_arena_free(CopArena *a);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CopArena, cop_arena_free)

/* n bytes, zeroed; never NULL. n == 0 gives a valid pointer. */
void *cop_arena_alloc(CopArena *a, size_t n) __attribute__((returns_nonnull));
/* n_items * size bytes, zeroed; aborts when the product overflows. */
void *cop_arena_alloc_n(CopArena *a, size_t n_items, size_t size) __attribute__((returns_nonnull));
/* Copies; a NULL string stays NULL. */
char *cop_arena_strdup(CopArena *a, const char *s);
char *cop_arena_strndup(CopArena *a, const char *s, size_t n);
char *cop_arena_printf(CopArena *a, const char *format, ...) G_GNUC_PRINTF(2, 3);
char *cop_arena_vprintf(CopArena *a, const char *format, va_list args) G_GNUC_PRINTF(2, 0);
/* fn(arg) runs when the arena is freed: for the rare object of a library that
 * a node must hold. */
void cop_arena_on_free(CopArena *a, void (*fn)(void *), void *arg);
/* A table of texts, or from texts to what it does not own, that lives as long as
 * the arena. */
GHashTable *cop_arena_hash(CopArena *a);
/* Bytes handed out so far. */
size_t cop_arena_used(const CopArena *a);

#define cop_new(A, T) ((T *)cop_arena_alloc((A), sizeof(T)))
#define cop_new_n(A, T, N) ((T *)cop_arena_alloc_n((A), (N), sizeof(T)))

#endif

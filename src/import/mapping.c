/* SPDX-License-Identifier: Apache-2.0 */
#include "import/mapping.h"

#include <string.h>

CopMappingDraft
cop_mapping_draft(CopPackDraft *draft, const CopModel *stored, const char *pack)
{
  return (CopMappingDraft){ .draft = draft, .stored = stored, .pack = pack, .pairs = g_hash_table_new(g_str_hash, g_str_equal) };
}

void
cop_mapping_draft_clear(CopMappingDraft *m)
{
  g_clear_pointer(&m->pairs, g_hash_table_unref);
}

void
cop_mapping_draft_pair(CopMappingDraft *m, const CopTree *at, const CopMappingPair *pair)
{
  CopPackDraft *d = m->draft;
  if (pair->from == NULL || pair->to == NULL || strcmp(pair->from, pair->to) == 0) {
    m->missing++;
    m->missed = m->missed != NULL ? m->missed : pair->sought;
    return;
  }
  if (!g_hash_table_add(m->pairs, cop_arena_printf(d->a, "%s %s", pair->from, pair->to)))
    return;
  CopTree *r = cop_pack_draft_record(d, "mappings", at);
  cop_pack_draft_text(d, r, at, "id", cop_arena_printf(d->a, "%s/%zu", m->pack, ++m->n));
  cop_pack_draft_text(d, r, at, "from_requirement", pair->from);
  cop_pack_draft_text(d, r, at, "to_requirement", pair->to);
  cop_pack_draft_text(d, r, at, "relation", cop_words(COP_WORDS_RELATION)->words[pair->relation]);
  cop_pack_draft_text(d, r, at, "rationale", pair->rationale);
  if (pair->strength > 0)
    cop_pack_draft_int(d, r, at, "strength", CLAMP(pair->strength, 1, 10));
  cop_pack_draft_text(d, r, at, "mark", cop_words(COP_WORDS_MARK)->words[COP_MARK_SECONDARY]);
  cop_pack_draft_text(d, r, at, "source", m->pack);
  cop_pack_draft_text(d, r, at, "note", pair->note);
}

bool
cop_mapping_draft_end(CopMappingDraft *m, const CopTree *at, const char *code)
{
  if (m->n == 0) {
    cop_pack_draft_refuse(m->draft, at, COP_MAPPING_ENDS, "import the frameworks it connects first", "no pair connects two requirements of the store: '%s' is not there", m->missed == NULL ? "" : m->missed);
    return false;
  }
  if (m->missing > 0)
    cop_diags_format(m->draft->d, COP_SEVERITY_NOTE, code, m->draft->file, at->line, at->column, "headings are not answered and need none",
                     "%zu of %zu pairs name what is not in the store, such as '%s', and were left out", m->missing, m->missing + m->n, m->missed);
  return true;
}

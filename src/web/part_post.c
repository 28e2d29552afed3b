/* SPDX-License-Identifier: Apache-2.0 */
#include "web/part.h"
#include "web/session.h"

void
cop_part_hidden(CopPage *p, const char *name, const char *value)
{
  if (value == NULL)
    return;
  COP_EL (p->h, COP_INPUT, cop_a(COP_A_TYPE, "hidden"), cop_a(COP_A_NAME, name), cop_a(COP_A_VALUE, value))
    ;
}

CopElScope
cop_part_post(CopPage *p, CopUrl action, const char *class)
{
  const char *token = cop_page_token(p);
  CopElScope s = cop_el_open(p->h, COP_FORM, (const CopAttr[]){ cop_a(COP_A_METHOD, "post"), cop_a(COP_A_CLASS, class), cop_link(COP_A_ACTION, action), { .id = COP_A_STOP } });
  cop_part_hidden(p, COP_SESSION_FIELD, token);
  return s;
}

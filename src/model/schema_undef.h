/* SPDX-License-Identifier: Apache-2.0
 * model/schema_undef.h -- clears the macros of schema.def after an inclusion;
 * deliberately without a guard. */
#undef ENTITY
#undef TEXT
#undef TEXTS
#undef INT
#undef REAL
#undef BOOL
#undef DATE
#undef MONEY
#undef ENUMF
#undef REF
#undef REFS
#undef END

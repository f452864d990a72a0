/**
 * The key words of PostgreSQL 18 that name no table and no column without quotes: `reserved` in appendix C of its
 * manual (`pg_get_keywords()`, category R).
 */
const reserved =
  "all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create " +
  "current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc distinct " +
  "do else end except false fetch for foreign from grant group having in initially intersect into lateral leading limit " +
  "localtime localtimestamp not null offset on only or order placing primary references returning select session_user some " +
  "symmetric system_user table then to trailing true union unique user using variadic when where window with";

/** Those that may still name a function or a type (category T). */
const reservedForRelations =
  "authorization binary collation concurrently cross current_schema freeze full ilike inner is isnull join left like natural " +
  "notnull outer overlaps right similar tablesample verbose";

export const reservedWords: ReadonlySet<string> = new Set(`${reserved} ${reservedForRelations}`.split(" "));

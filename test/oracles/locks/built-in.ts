/** The functions a default may call, without those that only serve operators, indexes and the server itself. */
export const builtInFunctions = `
SELECT proname AS name, bool_or(provolatile = 'v') AS volatile FROM pg_proc p
WHERE pronamespace = 'pg_catalog'::regnamespace AND prokind = 'f' AND proname !~ '^(pg_|binary_upgrade|ts_debug|RI_|lo_|brin_|gin_|amvalidate|txid_status|plpgsql_|has_|xid|uuid_|SQLstate)'
  AND prorettype::regtype::text NOT IN ('internal', 'trigger', 'event_trigger', 'cstring', 'void') AND prorettype::regtype::text !~ '_handler$'
  AND NOT 'internal'::regtype = ANY(proargtypes) AND NOT 'cstring'::regtype = ANY(proargtypes)
  AND NOT EXISTS (SELECT 1 FROM pg_operator o WHERE o.oprcode = p.oid) AND NOT EXISTS (SELECT 1 FROM pg_amproc a WHERE a.amproc = p.oid)
  AND NOT EXISTS (SELECT 1 FROM pg_cast c WHERE c.castfunc = p.oid AND p.proname <> format_type(c.casttarget, NULL))
GROUP BY proname ORDER BY proname COLLATE "C"`;

/** Casts that keep every byte, between types that columns have. */
export const sameByteCasts = `
SELECT CASE castsource WHEN 'bpchar'::regtype THEN 'bpchar' ELSE castsource::regtype::text END || '>' || CASE casttarget WHEN 'bpchar'::regtype THEN 'bpchar' ELSE casttarget::regtype::text END AS cast
FROM pg_cast WHERE castmethod = 'b'`;

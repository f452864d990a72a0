import type { QuerySource } from "../../facts/queries.ts";
import type { Schema, Table, View } from "../schema.ts";

/** What a relation's name stands for in a schema. */
export type Relation =
  | { readonly is: "table"; readonly table: Table }
  | { readonly is: "view"; readonly view: View }
  /** PostgreSQL's own, an extension's, or a runner's table of what it has run: no migration makes it. */
  | { readonly is: "foreign" }
  | { readonly is: "missing" };

/** Schemas that PostgreSQL, Supabase, Hasura and schedulers bring; migrations of a project do not make them. */
const FOREIGN_SCHEMA =
  /^(?:pg_.*|information_schema|auth|storage|realtime|vault|cron|net|graphql|graphql_public|extensions|hdb_catalog|pgboss.*|graphile_worker|pgmq|topology|tiger)$/;
/** Catalogues, and tables that common extensions and migration runners make. */
const FOREIGN_NAME =
  /^(?:pg_.+|spatial_ref_sys|geometry_columns|geography_columns|raster_columns|_?prisma_migrations|__drizzle_migrations|knex_migrations(?:_lock)?|kysely_migration(?:_lock)?|migrations|typeorm_metadata|sequelize(?:meta|data)|pgmigrations|schema_migrations|schema_version|flyway_schema_history|databasechangelog(?:lock)?|sqlite_.+|dual)$/i;

const known = new WeakMap<Schema, Map<string, Relation>>();

/** The relation a source of a query names, in a schema. */
export function relationOf(source: Pick<QuerySource, "schema" | "name">, schema: Schema): Relation {
  let relations = known.get(schema);
  if (!relations) known.set(schema, (relations = new Map()));
  const key = `${source.schema ?? ""}.${source.name ?? ""}`;
  let relation = relations.get(key);
  if (!relation) relations.set(key, (relation = lookUp(source, schema)));
  return relation;
}

function lookUp(source: Pick<QuerySource, "schema" | "name">, schema: Schema): Relation {
  const name = source.name ?? "";
  const table = schema.table({ schema: source.schema, name });
  if (table) return { is: "table", table };
  const inPath = source.schema === null ? schema.searchPath : [source.schema];
  const view = schema.views().find((each) => each.name === name && inPath.includes(each.schema));
  if (view) return { is: "view", view };
  const foreign = FOREIGN_NAME.test(name) || (source.schema !== null && FOREIGN_SCHEMA.test(source.schema));
  // A sequence can be read like a table: SELECT last_value FROM users_id_seq.
  const sequence = schema.sequences().some((each) => each.name === name && inPath.includes(each.schema));
  return foreign || sequence ? { is: "foreign" } : { is: "missing" };
}

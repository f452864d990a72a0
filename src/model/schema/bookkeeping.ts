/** Tables that migration tools and extensions make for themselves: no rule about a project's own design concerns them. */
const names: ReadonlySet<string> = new Set(
  [
    "schema_migrations schema_migrations_lock schema_version schema_history schemaversion flyway_schema_history _prisma_migrations",
    "goose_db_version gorp_migrations databasechangelog databasechangeloglock knex_migrations knex_migrations_lock pgmigrations",
    "__drizzle_migrations __diesel_schema_migrations _sqlx_migrations kysely_migration kysely_migration_lock mikro_orm_migrations",
    "typeorm_metadata sequelizemeta sequelizedata ar_internal_metadata alembic_version django_migrations spatial_ref_sys migrations",
    "play_evolutions changelog atlas_schema_revisions",
  ].flatMap((line) => line.split(" ")),
);

export function isBookkeeping(table: { readonly name: string }): boolean {
  return names.has(table.name.toLowerCase());
}

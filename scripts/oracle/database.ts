import { PGlite } from "@electric-sql/pglite";
import { emptyDatabase } from "../../test/oracles/schema/catalogue.ts";

/** What a hosted platform has before the first migration: just what migrations name of it. */
const stubs: Readonly<Record<string, string>> = {
  supabase: `
    CREATE SCHEMA auth; CREATE SCHEMA storage; CREATE SCHEMA extensions; CREATE SCHEMA vault; CREATE SCHEMA graphql_public; CREATE SCHEMA realtime;
    CREATE TABLE auth.users (id uuid PRIMARY KEY, email text, phone text, role text, encrypted_password text, raw_user_meta_data jsonb, raw_app_meta_data jsonb,
      email_confirmed_at timestamptz, last_sign_in_at timestamptz, created_at timestamptz, updated_at timestamptz);
    CREATE TABLE auth.sessions (id uuid PRIMARY KEY, user_id uuid REFERENCES auth.users);
    CREATE TABLE storage.buckets (id text PRIMARY KEY, name text NOT NULL, owner uuid, public boolean, file_size_limit bigint, allowed_mime_types text[], created_at timestamptz, updated_at timestamptz);
    CREATE TABLE storage.objects (id uuid PRIMARY KEY, bucket_id text REFERENCES storage.buckets, name text, owner uuid, owner_id text, metadata jsonb, path_tokens text[], created_at timestamptz, updated_at timestamptz);
    ALTER TABLE storage.objects ENABLE ROW LEVEL SECURITY;
    CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS 'SELECT NULL::uuid';
    CREATE FUNCTION auth.role() RETURNS text LANGUAGE sql STABLE AS 'SELECT NULL::text';
    CREATE FUNCTION auth.email() RETURNS text LANGUAGE sql STABLE AS 'SELECT NULL::text';
    CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE AS 'SELECT NULL::jsonb';
    CREATE FUNCTION storage.foldername(name text) RETURNS text[] LANGUAGE sql AS 'SELECT NULL::text[]';
    CREATE FUNCTION storage.filename(name text) RETURNS text LANGUAGE sql AS 'SELECT NULL::text';
    CREATE FUNCTION storage.extension(name text) RETURNS text LANGUAGE sql AS 'SELECT NULL::text';
    CREATE EXTENSION IF NOT EXISTS "uuid-ossp" SCHEMA extensions; CREATE EXTENSION IF NOT EXISTS pgcrypto SCHEMA extensions;
    CREATE PUBLICATION supabase_realtime`,
};
/** Where names without a schema are looked up before the first migration. */
const searchPaths: Readonly<Record<string, string>> = { supabase: '"$user", public, extensions' };
const platformRoles: Readonly<Record<string, readonly string[]>> = {
  supabase: [
    "anon",
    "authenticated",
    "service_role",
    "supabase_admin",
    "supabase_auth_admin",
    "supabase_storage_admin",
    "dashboard_user",
    "authenticator",
  ],
};

/** What the stubs above have installed. */
const platformExtensions: readonly string[] = ["pgcrypto", "uuid-ossp"];

/** The extensions of PGlite whose module has another name than the extension. */
const modules: Readonly<Record<string, string>> = { "uuid-ossp": "uuid_ossp" };

/** PGlite with those of the wanted extensions that it has, emptied for each history. */
export class OracleServer {
  readonly #extensions: ReadonlySet<string>;
  #running: PGlite | null = null;

  constructor(extensions: ReadonlySet<string>) {
    this.#extensions = extensions;
  }

  /** An empty database with what the tool's platform has, and the tables that are there before the first migration. */
  async fresh(
    tool: string,
  ): Promise<{ readonly database: PGlite; readonly before: ReadonlySet<string>; readonly searchPath: string }> {
    if (this.#running !== null && !(await emptied(this.#running))) await this.close();
    const database = (this.#running ??= await start(this.#extensions));
    for (const role of platformRoles[tool] ?? []) await createRole(database, role);
    const stub = stubs[tool];
    if (stub !== undefined) await database.exec(stub);
    const tables = await database.query<{ name: string }>(
      "SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
    );
    return {
      database,
      before: new Set(tables.rows.map((row) => row.name)),
      searchPath: searchPaths[tool] ?? '"$user", public',
    };
  }

  async close(): Promise<void> {
    await this.#running?.close();
    this.#running = null;
  }
}

async function start(wanted: ReadonlySet<string>): Promise<PGlite> {
  const extensions: Record<string, never> = {};
  for (const name of [...new Set([...wanted, ...platformExtensions])].toSorted()) {
    const module = modules[name] ?? name;
    if (!/^[a-z_]+$/.test(module)) continue;
    try {
      extensions[module] = ((await import(`@electric-sql/pglite/contrib/${module}`)) as Record<string, never>)[
        module
      ] as never;
    } catch {
      // Not one of PGlite's: its CREATE EXTENSION fails, and is named with the statements that failed.
    }
  }
  return PGlite.create({ extensions });
}

/** False when the database does not let go of what the last history made: another one is started then. */
async function emptied(database: PGlite): Promise<boolean> {
  try {
    await database.exec("ROLLBACK");
    await dropAll(database, "SELECT evtname AS name FROM pg_event_trigger", (name) => `DROP EVENT TRIGGER ${name}`);
    await dropAll(database, "SELECT pubname AS name FROM pg_publication", (name) => `DROP PUBLICATION ${name}`);
    await emptyDatabase(database);
    // Default privileges belong to no schema, and no one statement takes them all back.
    return (await database.query("SELECT FROM pg_default_acl")).rows.length === 0;
  } catch {
    return false;
  }
}

export async function createRole(database: PGlite, name: string): Promise<void> {
  const known = await database.query("SELECT FROM pg_roles WHERE rolname = $1", [name]);
  if (known.rows.length === 0) await database.exec(`CREATE ROLE ${quoted(name)}`);
}

export async function createSchema(database: PGlite, name: string): Promise<void> {
  await database.exec(`CREATE SCHEMA ${quoted(name)}`);
}

async function dropAll(database: PGlite, question: string, drop: (name: string) => string): Promise<void> {
  for (const { name } of (await database.query<{ name: string }>(question)).rows)
    await database.exec(drop(quoted(name)));
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

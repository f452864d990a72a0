/** Migrations that each make a table that refers to the one before, and one change to an older table. */
export function migrations(count: number): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Array.from({ length: count }, (_each, index) => [
      `${String(index + 1).padStart(4, "0")}_step.sql`,
      `${table(index)}${index === 0 ? "" : `ALTER TABLE t${index - 1} ADD COLUMN note_${index} text;\n`}`,
    ]),
  );
}

/** A text of `count` statements in the proportions of migrations: tables, indexes, changes, rows. */
export function statements(count: number): string {
  const all: string[] = [];
  for (let index = 0; all.length < count; index++) {
    all.push(
      table(index).split(";\n", 1)[0] as string,
      `CREATE INDEX t${index}_name ON t${index} (name)`,
      `ALTER TABLE t${index} ADD COLUMN score integer NOT NULL DEFAULT 0`,
      `INSERT INTO t${index} (id, name) VALUES (1, 'first')`,
    );
  }
  return `${all.slice(0, count).join(";\n")};\n`;
}

/**
 * What pg_dump writes of a database with its logic inside, at least `length` characters long: more than half of it
 * bodies of functions, then policies, grants and owners, tables and their keys, as in the largest of the real ones.
 */
export function dump(length: number): string {
  let text = "SET statement_timeout = 0;\nSET check_function_bodies = false;\n";
  for (let index = 0; text.length < length; index++) text += part(index);
  return text;
}

function part(index: number): string {
  const name = `t${index}`;
  const work = Array.from(
    { length: 14 },
    (_each, line) =>
      `  IF account.plan_${line} IS DISTINCT FROM 'free' THEN UPDATE ${name} SET score = score + ${line} WHERE id = account.id; END IF;\n`,
  ).join("");
  const functions = [1, 2, 3, 4].map(
    (each) =>
      `CREATE OR REPLACE FUNCTION public.${name}_work_${each}(account_id bigint, factor numeric DEFAULT 1) RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path TO '' AS $$\nDECLARE account record;\nBEGIN\n${work}  RETURN NEW;\nEND;\n$$;\nALTER FUNCTION public.${name}_work_${each}(bigint, numeric) OWNER TO postgres;\nREVOKE ALL ON FUNCTION public.${name}_work_${each}(bigint, numeric) FROM PUBLIC;\nGRANT ALL ON FUNCTION public.${name}_work_${each}(bigint, numeric) TO service_role;\n`,
  );
  return `${functions.join("")}${table(index)}ALTER TABLE ${name} OWNER TO postgres;\nCOMMENT ON TABLE ${name} IS 'What ${name} is for';\nCREATE INDEX ${name}_name ON ${name} USING btree (name);\nCREATE POLICY "Owners see ${name}" ON ${name} FOR SELECT TO authenticated USING ((SELECT auth.uid()) = owner_id);\nALTER TABLE ${name} ENABLE ROW LEVEL SECURITY;\nGRANT SELECT,INSERT,REFERENCES,DELETE,TRIGGER,TRUNCATE,UPDATE ON TABLE ${name} TO authenticated;\n`;
}

function table(index: number): string {
  const reference = index === 0 ? "" : ` REFERENCES t${index - 1} (id)`;
  return `CREATE TABLE t${index} (\n  id bigint PRIMARY KEY,\n  name text NOT NULL,\n  score integer,\n  owner_id uuid,\n  before_id bigint${reference},\n  created_at timestamptz NOT NULL DEFAULT now()\n);\n`;
}

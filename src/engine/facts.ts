import type { ApiDocument } from "../facts/api.ts";
import type { Query } from "../facts/queries.ts";
import type { Decision } from "../facts/decision.ts";
import type { EmbeddedText } from "../facts/embedded.ts";
import type { Entity } from "../facts/entities.ts";
import type { TestedPath } from "../facts/tested-path.ts";
import type { MigrationHistory } from "../facts/sql.ts";
import type { Unread } from "../findings/finding.ts";
import { markdown } from "../languages/markdown/language.ts";
import { openapi } from "../languages/openapi/language.ts";
import { prisma } from "../languages/prisma/language.ts";
import { queryUnits, sql } from "../languages/sql/language.ts";
import type {
  Claim,
  CommonReading,
  Discovery,
  DiscoverySettings,
  Language,
  LanguageReader,
  NodeIgnore,
  ReadInput,
} from "../languages/language.ts";
import type { CodeFacts } from "../facts/code-file.ts";
import { typescript } from "../languages/typescript/language.ts";
import { testedPaths } from "../languages/typescript/tests/files.ts";
import type { Namespace } from "../rule/contexts.ts";
import type { Tree } from "../workspace/tree.ts";
import type { ActiveRules } from "./active-rules.ts";
import type { CrashBox } from "./crash.ts";
import { compareText } from "./order.ts";

/** What the languages said of one tree, before anything is joined. */
export interface Facts {
  readonly documents: readonly ApiDocument[];
  readonly histories: readonly MigrationHistory[];
  readonly code: readonly CodeFacts[];
  readonly queries: readonly Query[];
  /** The models of Prisma schemas. */
  readonly entities: readonly Entity[];
  readonly decisions: readonly Decision[];
  /** What tests ask for; empty when no rule reads tests. */
  readonly testedPaths: readonly TestedPath[];
  readonly unread: readonly Unread[];
  readonly nodeIgnores: readonly NodeIgnore[];
}

/** The units of each language. Made without loading a parser. */
export function discoverAll(tree: Tree, settings: DiscoverySettings) {
  return {
    openapi: openapi.discover(tree, settings),
    typescript: typescript.discover(tree, settings),
    sql: sql.discover(tree, settings),
    prisma: prisma.discover(tree, settings),
    markdown: markdown.discover(tree, settings),
  };
}
export type Discovered = ReturnType<typeof discoverAll>;

/**
 * Reads every unit. TypeScript comes before SQL, for it hands on the SQL texts it holds. A language without units is
 * never loaded.
 */
export async function readAll(
  tree: Tree,
  discovered: Discovered,
  rules: ActiveRules,
  crashes: CrashBox,
): Promise<Facts> {
  const unread: Unread[] = [];
  const nodeIgnores: NodeIgnore[] = [];
  const embedded = new Map<string, EmbeddedText[]>();

  async function read<Unit, Reading>(
    language: Language<Unit, Reading>,
    units: readonly Unit[],
    namespace: Namespace | null,
    fileOf: (unit: Unit) => string,
  ) {
    if (units.length === 0) return [];
    const reader = await language.load();
    return units.flatMap((unit) => readOne(reader, unit, language.name, namespace, fileOf(unit)));
  }

  function readOne<Unit, Reading>(
    reader: LanguageReader<Unit, Reading>,
    unit: Unit,
    name: string,
    namespace: Namespace | null,
    file: string,
  ): Reading[] {
    const input: ReadInput = {
      tree,
      rules: namespace ? rules.visitors(namespace, file) : [],
      embedded,
      guard: (rule, at, call) => crashes.guardRule(rule, at, call),
    };
    const reading = crashes.guard<Reading & CommonReading>(`languages/${name}`, file, () => reader.read(unit, input));
    if (!reading) {
      unread.push({ file, line: 1, reason: "the reader crashed on it" });
      return [];
    }
    unread.push(...reading.unread);
    nodeIgnores.push(...reading.nodeIgnores);
    for (const text of reading.embedded) {
      const texts = embedded.get(text.file);
      if (texts) texts.push(text);
      else embedded.set(text.file, [text]);
    }
    return [reading];
  }

  const code = await read(typescript, discovered.typescript.units, "code", (unit) => unit.file);
  const histories = await read(sql, [...discovered.sql.units, ...queryUnits(embedded)], null, (unit) => unit.file);
  const documents = await read(openapi, discovered.openapi.units, "openapi", (unit) => unit.file);
  const schemas = await read(prisma, discovered.prisma.units, null, (unit) => unit.file);
  const decisions = await read(markdown, discovered.markdown.units, null, (unit) => unit.file);
  const asksForTests = documents.length > 0 && rules.rules.some((rule) => rule.readsTests);
  return {
    documents: documents.flatMap((reading) => reading.facts ?? []),
    histories: histories.flatMap((reading) => (reading.kind === "history" ? [reading.history] : [])),
    code: code.map((reading) => reading.facts),
    queries: histories.flatMap((reading) => (reading.kind === "queries" ? reading.queries : [])),
    entities: schemas.flatMap((reading) => reading.entities),
    decisions: decisions.flatMap((reading) => reading.facts ?? []),
    testedPaths: asksForTests ? await testedPaths(tree, discovered.typescript.claims) : [],
    unread,
    nodeIgnores,
  };
}

/** What each file was taken for or left as. */
export function claimsOf(discovered: Discovered): readonly Claim[] {
  return Object.values(discovered as Record<string, Discovery<unknown>>).flatMap((discovery) => discovery.claims);
}

/** The files that documents reference, each under the first document that does: known only when they were read. */
export function referencedClaims({ documents }: Facts): readonly Claim[] {
  const claims = new Map<string, Claim>();
  for (const { file: root, files } of documents.toSorted((a, b) => compareText(a.file, b.file))) {
    for (const file of files) {
      if (file === root || claims.has(file)) continue;
      const why = `\`${root}\` references it`;
      claims.set(file, { file, taken: true, as: "referenced OpenAPI file", why, group: root });
    }
  }
  return [...claims.values()];
}

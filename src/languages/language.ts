import type { EmbeddedText } from "../facts/embedded.ts";
import type { Unread } from "../findings/finding.ts";
import type { PointerPlace } from "../findings/place.ts";
import type { Report } from "../findings/report.ts";
import type { AnyRule } from "../rule/define.ts";
import type { Tree } from "../workspace/tree.ts";

type LanguageName = "openapi" | "sql" | "typescript" | "prisma" | "markdown";

/**
 * One language. This object is light: it recognises files without loading a parser. What reads them is behind `load`,
 * which the engine calls only when there is something to read.
 */
export interface Language<Unit, Reading> {
  readonly name: LanguageName;
  /** Which of the tree's files are this language's, grouped into units (a document's root, a migration history, a file). */
  discover(tree: Tree, settings: DiscoverySettings): Discovery<Unit>;
  load(): Promise<LanguageReader<Unit, Reading>>;
}

export interface LanguageReader<Unit, Reading> {
  /**
   * Reads one unit and runs the document rules over it, in one walk. Pure: the same bytes, rules and options give the
   * same reading. Bad input is part of the reading, never an exception.
   */
  read(unit: Unit, input: ReadInput): Reading & CommonReading;
}

export interface ReadInput {
  readonly tree: Tree;
  /** The rules with a `visit` of this language's namespace that apply to the file, each with its options filled in. */
  readonly rules: readonly ActiveRule[];
  /** Texts of this language that another one found, by the outer file. */
  readonly embedded: ReadonlyMap<string, readonly EmbeddedText[]>;
  /** Contains a crash of one rule: runs `call`, and turns what it throws into one internal finding. */
  guard(rule: AnyRule, file: string, call: () => void): void;
}

export interface ActiveRule {
  readonly rule: AnyRule;
  readonly options: Readonly<Record<string, unknown>>;
  report(report: Report): void;
}

/** What every language's reading holds beside its facts. */
export interface CommonReading {
  readonly unread: readonly Unread[];
  readonly embedded: readonly EmbeddedText[];
  /** `x-archlint-ignore` on a node: it covers everything below the pointer. */
  readonly nodeIgnores: readonly NodeIgnore[];
}

export interface NodeIgnore {
  readonly at: PointerPlace;
  /** The node the exception covers. */
  readonly covers: PointerPlace;
  readonly rule: string;
  readonly reason: string | null;
  /** Its last day as written, which need not be a day; null when it has no end. */
  readonly until: string | null;
}

export interface Discovery<Unit> {
  readonly units: readonly Unit[];
  /** For `--list-files`: each file this language took, or recognised and left. */
  readonly claims: readonly Claim[];
}

export interface Claim {
  readonly file: string;
  readonly taken: boolean;
  /** What it counts as: `OpenAPI 3.1 document`, `prisma migration`, `server code`, `test`. */
  readonly as: string;
  /** Why, in a few words: "has the key `openapi`", "stands under prisma/migrations with migration_lock.toml". */
  readonly why: string;
  /** The unit it belongs to, where several files make one. */
  readonly group?: string;
}

/** What the configuration says about discovery. */
export interface DiscoverySettings {
  /** Globs of files never to read. */
  readonly ignore: readonly string[];
}

import type { Confidence, Severity } from "../findings/finding.ts";
import type { CheckInput, Namespace, RuleContext, VisitorOf } from "./contexts.ts";
import type { OptionTable } from "./options.ts";

export type RuleId = `${Namespace}/${string}`;

/** The namespace of an id: what stands before the slash. */
type NamespaceOf<Id extends RuleId> = Id extends `${infer N extends Namespace}/${string}` ? N : never;

/** Everything there is to know of a rule, in one object: what, why, how to mend it, when not to use it, and the check. */
export interface Rule<Id extends RuleId = RuleId, Options extends OptionTable = OptionTable> {
  readonly id: Id;
  /** The practice it enforces, as `archlint practices` lists them: `data/indexing`. */
  readonly practice: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** `recommended` rules are nearly free of false alarms and on by default; `strict` holds the others as well. */
  readonly preset: "recommended" | "strict";
  /** The version it came with. */
  readonly since: string;
  /** What holds when the rule is content, in one line, lower case: "every foreign key is covered by an index". */
  readonly summary: string;
  /** What breaks, and when. One paragraph, with its source where it claims something. */
  readonly why: string;
  /** How to mend it. */
  readonly fix: string;
  /** When a team rightly ignores it. */
  readonly tradeoff: string;
  /** Manual pages, RFCs and specification sections. */
  readonly references: readonly string[];
  readonly options?: Options;
  /** Asks for the contract as it was at the base, which is read for such rules only. */
  readonly comparesWithBase?: true;
  /** Asks for the paths that test files name (`testedPaths`): tests are read for such rules only. */
  readonly readsTests?: true;
  /** Called for each node of the kind asked for, in the one walk of each document. Holds no state. */
  readonly visit?: VisitorOf<Options>[NamespaceOf<Id>];
  /** Called with the model, once (`schema/*` and `migration/*`: once for each history). Holds no state. */
  check?(input: CheckInput[NamespaceOf<Id>] & RuleContext<Options>): void;
}

/** Types a rule by its id: the namespace decides what `visit` and `check` are given. */
export function defineRule<const Id extends RuleId, const Options extends OptionTable = Record<never, never>>(
  rule: Rule<Id, Options>,
): Rule<Id, Options> {
  return rule;
}

/** A rule of any namespace, as the engine holds it. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the one place where the namespace's types are forgotten
export type AnyRule = Rule<any, any>;

export function namespaceOf(id: string): Namespace {
  return id.slice(0, id.indexOf("/")) as Namespace;
}

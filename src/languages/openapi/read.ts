import type { ApiDocument, ApiProblem } from "../../facts/api.ts";
import type { Unread } from "../../findings/finding.ts";
import type { JsonObject, OpenapiDocumentView, OpenapiNodeKind, OpenapiVisitor } from "../../rule/openapi-visitor.ts";
import type { Tree } from "../../workspace/tree.ts";
import type { ActiveRule, CommonReading, LanguageReader, NodeIgnore, ReadInput } from "../language.ts";
import { anchorOf } from "./anchor.ts";
import { dialectOf, type Dialect } from "./dialect.ts";
import { documentFacts } from "./facts/document.ts";
import { LazySource } from "./facts/api-source.ts";
import { Source, type LocatedObject } from "./facts/source.ts";
import { ignoresAt } from "./ignores.ts";
import { isObject, member } from "./json.ts";
import type { OpenapiReading, OpenapiUnit } from "./language.ts";
import { commentsKey } from "./fragments/code-file.ts";
import { mergedRoot } from "./fragments/merge.ts";
import { Files } from "./load/files.ts";
import type { LoadedFile } from "./load/loaded-file.ts";
import { References } from "./load/references.ts";
import { structureCheck, versionMistake } from "./structure/check.ts";
import { recognise } from "./discover/version-key.ts";
import { Walk } from "./walk/walk.ts";

type Reading = OpenapiReading & CommonReading;
type VisitContext = Pick<ActiveRule, "options" | "report">;

export function createReader(): LanguageReader<OpenapiUnit, OpenapiReading> {
  // Files that several documents share are parsed once.
  const shared = new WeakMap<Tree, Files>();
  return {
    read(unit, input) {
      let files = shared.get(input.tree);
      if (!files) shared.set(input.tree, (files = new Files(input.tree)));
      const reading = readDocument(unit, files, input);
      files.forget(unit.file);
      return reading;
    },
  };
}

function readDocument({ file, fragments }: OpenapiUnit, files: Files, input: ReadInput): Reading {
  const root = fragments ? mergedRoot(files, file, fragments) : files.load(file);
  if (!isObject(root.value)) return unreadable(root, input.tree);
  const key = member(root.value, "swagger") === undefined ? "openapi" : "swagger";
  const written = member(root.value, key);
  const version = versionText(key, written);
  const dialect = dialectOf(key, version);
  if (!dialect)
    return {
      ...nothing,
      facts: null,
      unread: [
        {
          file,
          line: 1,
          reason: `OpenAPI ${version || "without a version"} cannot be read: expected 2.0, 3.0, 3.1 or 3.2`,
        },
      ],
    };
  const at: LocatedObject = { file, pointer: "", value: root.value };
  const references = new References(files, root);
  const source = new LazySource(at, dialect, references);
  const walk = new Walk({ root: at, dialect, references, structure: structureCheck(dialect, root.value, file) });
  visitNodes(walk, source, at.value, version, dialect, input);
  const wrongVersion = versionMistake(file, key, written);
  const structure = wrongVersion
    ? [
        wrongVersion,
        ...walk.problems.filter((problem) => !("pointer" in problem.at && problem.at.pointer === `/${key}`)),
      ]
    : walk.problems;
  const known = root.isMerged
    ? structure.filter((problem) => !isAboutUnknown(problem, root)).map((problem) => usedAsWritten(problem, root))
    : structure;
  const problems = [...references.files.flatMap((loaded) => syntaxProblems(loaded, file)), ...known];
  return {
    facts: documentFacts(new Source(at, dialect, references), source, version, problems),
    unread: references.files.flatMap((loaded) => (loaded.unread ? [{ file: loaded.file, ...loaded.unread }] : [])),
    embedded: [],
    nodeIgnores: walk.nodes.flatMap((node): readonly NodeIgnore[] => ignoresAt(node)),
  };
}

/** What is missing in an object of code may be among what is not known of it. */
function isAboutUnknown({ at }: ApiProblem, { file, partial }: LoadedFile): boolean {
  return at.file === file && "pointer" in at && (partial?.has(at.pointer) ?? false);
}

/** The references that bring the fragments together are written nowhere. */
function usedAsWritten({ usedAt, ...problem }: ApiProblem, { file }: LoadedFile): ApiProblem {
  const written = usedAt?.filter(
    (at) => at.file !== file || !("pointer" in at) || at.pointer.startsWith(`/${commentsKey}/`),
  );
  return written && written.length > 0 ? { ...problem, usedAt: written } : problem;
}

const nothing = { unread: [] as readonly Unread[], embedded: [], nodeIgnores: [] };

/** YAML reads an unquoted `2.0` as the number 2 and `3.1` as 3.1. */
function versionText(key: string, written: unknown): string {
  if (typeof written === "number")
    return key === "swagger" && Number.isInteger(written) ? `${written}.0` : String(written);
  return typeof written === "string" ? written.trim() : "";
}

/** One pass over the nodes for all rules, each rule by itself contained. */
function visitNodes(
  walk: Walk,
  source: LazySource,
  root: JsonObject,
  version: string,
  dialect: Dialect,
  input: ReadInput,
): void {
  const visitors = input.rules.flatMap((active) => {
    const visit = active.rule.visit as OpenapiVisitor<VisitContext> | undefined;
    return visit ? [{ active, visit }] : [];
  });
  if (visitors.length === 0) return;
  const document: OpenapiDocumentView = {
    file: source.root.file,
    version,
    dialect,
    root,
    source,
    resolve: (node) => walk.resolve(node),
    uses: (node) => walk.uses(node),
  };
  const byKind = new Map<OpenapiNodeKind, typeof visitors>();
  for (const node of walk.nodes) {
    let asked = byKind.get(node.kind);
    if (!asked) byKind.set(node.kind, (asked = visitors.filter(({ visit }) => visit[node.kind] !== undefined)));
    for (const { active, visit } of asked) {
      input.guard(active.rule, node.at.file, () =>
        visit[node.kind]?.(node, { options: active.options, report: active.report, document }),
      );
    }
  }
}

/** A root that cannot be read is a document with one fault: what it was meant to be is known from its beginning. */
function unreadable(root: LoadedFile, tree: Tree): Reading {
  const { file } = root;
  const reason = root.unread ?? { line: 1, reason: "expected an object with the key `openapi` or `swagger`" };
  const unread = [{ file, ...reason }];
  if (root.problems.length === 0) return { ...nothing, facts: null, unread };
  const recognised = recognise(tree.read(file).text, true);
  const found = recognised.is === "root" ? recognised.found : null;
  const dialect = found && dialectOf(found.key, found.version);
  if (!found || !dialect) return { ...nothing, facts: null, unread };
  const facts: ApiDocument = {
    file,
    version: found.version,
    dialect,
    title: null,
    infoVersion: null,
    servers: [],
    securitySchemes: [],
    hasDefaultSecurity: false,
    operations: [],
    webhooks: [],
    tags: [],
    source: { node: () => null, files: () => [], mismatches: () => [] },
    files: [file],
    problems: syntaxProblems(root, file),
    at: { file, start: 0, end: 0 },
    anchor: anchorOf(file, file, ""),
  };
  return { ...nothing, facts, unread };
}

function syntaxProblems(loaded: LoadedFile, rootFile: string): readonly ApiProblem[] {
  return loaded.problems.map((problem) => ({
    kind: "syntax",
    message: problem.message,
    cause: `${loaded.file} ${problem.message}`,
    at: { file: loaded.file, start: problem.start, end: problem.end },
    anchor: anchorOf(rootFile, loaded.file, ""),
  }));
}

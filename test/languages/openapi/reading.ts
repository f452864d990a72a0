import type { ApiDocument, ApiProblem } from "../../../src/facts/api.ts";
import { openapi, type OpenapiReading } from "../../../src/languages/openapi/language.ts";
import type { ActiveRule, CommonReading } from "../../../src/languages/language.ts";
import { defineRule } from "../../../src/rule/define.ts";
import type { OpenapiVisitor } from "../../../src/rule/openapi-visitor.ts";
import type { Tree } from "../../../src/workspace/tree.ts";
import { memoryTree } from "../../support/memory-tree.ts";

type Reading = OpenapiReading & CommonReading;

/** Reads the document at `root` of some files, with visitors when a test watches the walk. */
export async function read(
  files: Readonly<Record<string, string>> | Tree,
  root: string,
  visit?: OpenapiVisitor<unknown>,
): Promise<Reading> {
  const tree =
    "files" in files && Array.isArray(files.files) ? (files as Tree) : memoryTree(files as Record<string, string>);
  const reader = await openapi.load();
  return reader.read(
    { file: root },
    { tree, rules: visit ? [watching(visit)] : [], embedded: new Map(), guard: (_rule, _file, call) => call() },
  );
}

export async function document(text: string, file = "openapi.yaml"): Promise<ApiDocument> {
  const { facts } = await read({ [file]: text }, file);
  if (!facts) throw new Error(`${file} was not read`);
  return facts;
}

/** `structure /info/version: message`, in order. */
export function problemTexts(problems: readonly ApiProblem[]): string[] {
  return problems.map(({ kind, at, message }) => `${kind} ${"pointer" in at ? at.pointer : at.start}: ${message}`);
}

function watching(visit: OpenapiVisitor<unknown>): ActiveRule {
  const rule = defineRule({
    id: "openapi/test",
    practice: "api/contract",
    severity: "error",
    confidence: "high",
    preset: "strict",
    since: "0.1.0",
    summary: "",
    why: "",
    fix: "",
    tradeoff: "",
    references: [],
    visit: visit as never,
  });
  return { rule, options: {}, report: () => undefined };
}

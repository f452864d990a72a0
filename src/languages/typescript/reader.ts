import type { CodeFacts } from "../../facts/code-file.ts";
import type { Unread } from "../../findings/finding.ts";
import type { CommonReading, LanguageReader, ReadInput } from "../language.ts";
import { UnreadableFile } from "../../workspace/tree.ts";
import { createBuilderCalls } from "./builders/extract.ts";
import { createCalls } from "./calls/extract.ts";
import { packagesOf } from "./discover/packages.ts";
import type { CreateExtractor, Extractor } from "./extractor.ts";
import { createFileContext } from "./file-view.ts";
import type { CodeReading, CodeUnit } from "./language.ts";
import { createExports } from "./modules/exports.ts";
import { createImports } from "./modules/imports.ts";
import { parse } from "./parse.ts";
import { createRoutes } from "./routes/extract.ts";
import { registerRules } from "./rules.ts";
import { createEmbeddedSql } from "./sql/extract.ts";
import { createDispatch, register, walk } from "./walk.ts";

/** Reads one file: parse, one walk for every extractor and rule, drop the tree. */
export const reader: LanguageReader<CodeUnit, CodeReading> = { read };

function read(unit: CodeUnit, input: ReadInput): CodeReading & CommonReading {
  const { file, role } = unit;
  const { package: folder, dependencies } = packagesOf(input.tree).nearest(file);
  const empty: CodeFacts = { file, role, package: folder, imports: [], exports: [], routes: null, calls: null };
  let text: string;
  try {
    text = input.tree.read(file).text;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { facts: empty, unread: [{ file, line: 1, reason: error.reason }], embedded: [], nodeIgnores: [] };
  }

  const { sourceFile, error } = parse(file, text);
  const context = createFileContext({ file, role, package: folder, dependencies }, sourceFile);
  const dispatch = createDispatch();
  const extract = <Facts>(create: CreateExtractor<Facts>): Extractor<Facts> => {
    const extractor = create(context);
    register(dispatch, extractor.visitors);
    return extractor;
  };
  const imports = extract(createImports);
  const exports = extract(createExports);
  const routes = extract(createRoutes);
  const calledHere = extract(createCalls);
  const embedded = extract(createEmbeddedSql);
  const builders = extract(createBuilderCalls);
  registerRules(dispatch, context, input);
  walk(sourceFile, dispatch);

  const calls = builders.finish();
  const unread: Unread[] = [];
  if (error) {
    const line = input.tree.read(file).positionAt(error.start).line;
    const more = error.count > 1 ? ` (and ${error.count - 1} more syntax errors)` : "";
    unread.push({ file, line, reason: `${error.message}${more}; the rest of the file was read` });
  }
  return {
    facts: {
      file,
      role,
      package: folder,
      imports: imports.finish(),
      exports: exports.finish(),
      routes: routes.finish(),
      calls: calledHere.finish(),
    },
    unread,
    embedded: [...embedded.finish().filter(({ map }) => !calls.holds(map[0]?.outer ?? -1)), ...calls.texts],
    nodeIgnores: [],
  };
}

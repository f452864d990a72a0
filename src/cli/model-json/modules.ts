import type { Code } from "../../model/project.ts";
import type { LineOf } from "./at.ts";

/** `archlint model modules`: files, what they import, and the cycles among them. */
export function modulesJson(code: Code, lineOf: LineOf) {
  return {
    modules: code.modules.map(({ file, package: folder, imports }) => ({
      file,
      package: folder,
      imports: imports.map(({ specifier, target, kind, unresolved, at }) => ({
        specifier,
        target,
        kind,
        unresolved,
        line: lineOf(at),
      })),
    })),
    cycles: code.cycles().map(({ modules, path }) => ({
      modules: modules.map((module) => module.file),
      path: path.map((module) => module.file),
    })),
  };
}

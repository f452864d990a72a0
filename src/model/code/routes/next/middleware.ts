import type { FoundGuard } from "../found.ts";
import type { PathSpec } from "../paths.ts";
import type { Machine } from "../program/machine.ts";
import type { ModuleState } from "../program/modules.ts";
import { exportOf } from "./exports.ts";
import { matcherOf } from "./matcher.ts";

/** What stands before a route of an application, by its path without the base path. */
export type Before = (path: PathSpec) => readonly FoundGuard[];

const FILE = /^(?:src\/)?(?:middleware|proxy)\.[cm]?[jt]s$/;

/**
 * `middleware.ts`, since version 16 `proxy.ts`, beside `app/` or `pages/`: by its export of that name, or its default
 * (https://nextjs.org/docs/app/api-reference/file-conventions/proxy).
 */
export function middlewareOf(root: string, states: readonly ModuleState[], machine: Machine): Before {
  const prefix = root === "" ? "" : `${root}/`;
  for (const state of states) {
    const { file } = state.facts;
    if (!file.startsWith(prefix) || !FILE.test(file.slice(prefix.length))) continue;
    const handler = ["middleware", "proxy", "default"]
      .map((name) => exportOf(state, name, machine))
      .find((each) => each !== null);
    if (!handler) continue;
    const matches = matcherOf(machine.modules.exported(file, "config"), machine);
    const text = handler.text === "default" ? "middleware" : handler.text;
    return (path) => {
      const matched = matches(path);
      if (matched === false) return [];
      return [{ ...handler, text, scope: "app", kind: "middleware", doubts: matched === null ? ["path"] : [] }];
    };
  }
  return () => [];
}

import { discover } from "../../../../src/languages/typescript/discover/discover.ts";
import { reader } from "../../../../src/languages/typescript/reader.ts";
import { createResolver } from "../../../../src/languages/typescript/resolve.ts";
import { createBindings } from "../../../../src/model/code/bindings.ts";
import { type LinkedRoutes, linkRoutes } from "../../../../src/model/code/routes/link.ts";
import { memoryTree } from "../../../support/memory-tree.ts";

/** A small application, read and linked as `archlint model code` does it. */
export function linkFiles(files: Readonly<Record<string, string>>): LinkedRoutes {
  const tree = memoryTree({ "package.json": "{}", ...files });
  const facts = discover(tree, { ignore: [] }).units.map(
    (unit) => reader.read(unit, { tree, rules: [], embedded: new Map(), guard: (_rule, _file, call) => call() }).facts,
  );
  const resolve = createResolver(tree);
  return linkRoutes(facts, resolve, createBindings(facts, resolve));
}

/** `GET /users: required`, in the order of method and path. */
export function routesOf(files: Readonly<Record<string, string>>): readonly string[] {
  return linkFiles(files)
    .routes.map(({ method, path, auth }) => `${method} ${path}: ${auth}`)
    .sort();
}

/** Paths alone: for what is not about who may call. */
export function pathsOf(files: Readonly<Record<string, string>>): readonly string[] {
  return linkFiles(files)
    .routes.map(({ method, path }) => `${method} ${path}`)
    .sort();
}

/** Why registrations were not understood. */
export function unknownsOf(files: Readonly<Record<string, string>>): readonly string[] {
  return linkFiles(files).unknownRegistrations.map(({ reason }) => reason);
}

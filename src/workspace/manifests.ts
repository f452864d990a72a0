import { yaml } from "../packages/js-yaml.ts";
import type { Tree } from "./tree.ts";

/** The name that a folder's package.json gives; null when it gives none. */
export function packageName(tree: Tree, folder: string): string | null {
  const name = json(tree, folder === "" ? "package.json" : `${folder}/package.json`)?.["name"];
  return typeof name === "string" && name !== "" ? name : null;
}

/** `workspaces` of npm and yarn: a list, or an object that holds one. */
export function npmWorkspaces(tree: Tree): string[] | null {
  const workspaces = json(tree, "package.json")?.["workspaces"];
  return strings(workspaces) ?? strings(members(workspaces)?.["packages"]);
}

/** https://pnpm.io/pnpm-workspace_yaml */
export function pnpmPackages(tree: Tree): string[] | null {
  const text = textOf(tree, "pnpm-workspace.yaml");
  if (text === null) return null;
  try {
    return strings(members(yaml().load(text))?.["packages"]);
  } catch {
    return null;
  }
}

export function lernaPackages(tree: Tree): string[] | null {
  return strings(json(tree, "lerna.json")?.["packages"]);
}

/** Folders of the applications and libraries of a Nest monorepo. https://docs.nestjs.com/cli/monorepo */
export function nestProjects(tree: Tree): string[] | null {
  const projects = members(json(tree, "nest-cli.json")?.["projects"]);
  if (projects === null) return null;
  const roots = Object.values(projects).map((project) => members(project)?.["root"]);
  return roots
    .filter((root) => typeof root === "string" && root !== "")
    .map((root) => (root as string).replace(/^\.\/|\/+$/g, ""));
}

/** A manifest that is broken names nothing: whose manifest it is will say so, better than a linter of architecture. */
function json(tree: Tree, file: string): Readonly<Record<string, unknown>> | null {
  const text = textOf(tree, file);
  if (text === null) return null;
  try {
    return members(JSON.parse(text));
  } catch {
    return null;
  }
}

function textOf(tree: Tree, file: string): string | null {
  if (!tree.has(file)) return null;
  try {
    return tree.read(file).text;
  } catch {
    return null;
  }
}

function members(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null;
}

function strings(value: unknown): string[] | null {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : null;
}

import type { FoundUnknown } from "../found.ts";
import type { Machine } from "../program/machine.ts";
import { testRegex } from "../program/text-tests.ts";
import { truthOf } from "../program/truth.ts";
import { literal, type Site, type Value } from "../program/values.ts";
import { commonPrefix, type LoadedFile, loadedFile, parameterised } from "./autoload-files.ts";
import { folderOf } from "./folder.ts";
import { createChild, type Instance, runPlugin } from "./instance.ts";
import { ROOT } from "../paths.ts";

type Load = (instance: Instance, plugin: Value, settings: Value) => void;

interface Settings {
  readonly folder: string;
  readonly hooks: boolean;
  readonly cascade: boolean;
  readonly overwrite: boolean;
  readonly dirNames: boolean;
  readonly parameters: boolean;
  readonly encapsulate: boolean;
  readonly depth: number;
  readonly ignores: (path: string) => boolean;
  readonly append: boolean;
  readonly options: Value | null;
}

/** What one folder loads: its plugins, behind the hooks that hold there. */
interface Node {
  readonly plugins: { readonly file: string; readonly prefix: string }[];
  readonly hooks: readonly string[];
}

const SCRIPT = /\.(?:[cm]?js|[cm]?ts)$/i;
const DECLARATION = /\.d\.[cm]?ts$/i;
const INDEX = /^index\.(?:[cm]?js|[cm]?ts)$/i;
const AUTO_HOOKS = /^[_.]?auto_?hooks\.(?:[cm]?js|[cm]?ts)$/i;
/** What an `ignorePattern` nobody can read without running it is nearly always about. */
const TESTS = /(^|[./])(test|spec|tests|__tests__)([./]|$)/i;

/**
 * `@fastify/autoload`: each script of a folder is a plugin under the path of its folder; an `index` stands for the
 * scripts beside it; `autohooks` hold for their folder and, cascading, for those below (its README, and its loader).
 */
export function autoload(
  instance: Instance,
  given: Value | null,
  site: Site,
  machine: Machine,
  unknowns: FoundUnknown[],
  load: Load,
): void {
  const settings = given?.kind === "record" ? settingsOf(given.fields, site, machine) : null;
  const tree = settings ? treeOf(settings.folder, machine.modules.files) : null;
  if (!settings || !tree) {
    const where = settings ? `\`${settings.folder}\` holds no file that was read` : "the folder is not known";
    unknowns.push({ site, reason: `routes are loaded from a folder here, and ${where}` });
    return;
  }
  for (const node of nodesOf(tree, settings)) loadNode(node, instance, settings, machine, load);
}

function settingsOf(fields: ReadonlyMap<string, Value>, site: Site, machine: Machine): Settings | null {
  const field = (name: string): Value => machine.force(fields.get(name) ?? literal(undefined));
  const is = (name: string): boolean => truthOf(field(name)).is === true;
  const isNot = (name: string): boolean => truthOf(field(name)).is === false && fields.has(name);
  const folder = folderOf(field("dir"), site.file);
  if (folder === null) return null;
  const depth = field("maxDepth");
  const options = field("options");
  return {
    folder,
    hooks: is("autoHooks"),
    cascade: is("cascadeHooks"),
    overwrite: is("overwriteHooks"),
    dirNames: !isNot("dirNameRoutePrefix"),
    parameters: is("routeParams"),
    encapsulate: !isNot("encapsulate"),
    depth: depth.kind === "literal" && typeof depth.value === "number" ? depth.value : Infinity,
    ignores: ignoring([field("ignorePattern"), field("ignoreFilter")]),
    append: is("appendAutoPrefix"),
    options: options.kind === "record" ? options : null,
  };
}

function ignoring(patterns: readonly Value[]): (path: string) => boolean {
  return (path) =>
    patterns.some((pattern) => {
      if (pattern.kind === "literal")
        return typeof pattern.value === "string" && pattern.value !== "" && path.includes(pattern.value);
      const told = pattern.kind === "regex" ? truthOf(testRegex(pattern.text, [path])).is : null;
      return told ?? TESTS.test(path);
    });
}

interface Folder {
  readonly path: string;
  readonly files: string[];
  readonly folders: Map<string, Folder>;
}

function treeOf(path: string, files: readonly string[]): Folder | null {
  const root: Folder = { path, files: [], folders: new Map() };
  const start = path === "" ? "" : `${path}/`;
  let any = false;
  for (const file of files) {
    if (!file.startsWith(start)) continue;
    any = true;
    const parts = file.slice(start.length).split("/");
    let at = root;
    for (const name of parts.slice(0, -1)) {
      let next = at.folders.get(name);
      if (!next) at.folders.set(name, (next = { path: `${at.path}/${name}`, files: [], folders: new Map() }));
      at = next;
    }
    at.files.push(parts.at(-1) as string);
  }
  return any ? root : null;
}

function nodesOf(root: Folder, settings: Settings): readonly Node[] {
  const nodes: Node[] = [];
  const visit = (folder: Folder, prefix: string, depth: number, above: readonly string[]): void => {
    const inFolder = (name: string): string => `${folder.path}/${name}`;
    const ignored = (name: string): boolean => settings.ignores(inFolder(name).slice(settings.folder.length + 1));
    const own = settings.hooks ? folder.files.find((name) => AUTO_HOOKS.test(name)) : undefined;
    const inherited = own !== undefined && settings.overwrite ? [] : above;
    const hooks = own === undefined ? inherited : [...inherited, inFolder(own)];
    const node: Node = { plugins: [], hooks };
    nodes.push(node);
    const index = folder.files.find((name) => INDEX.test(name));
    if (index !== undefined) node.plugins.push({ file: inFolder(index), prefix });
    for (const name of [...folder.files, ...folder.folders.keys()].sort()) {
      if (ignored(name)) continue;
      const inner = folder.folders.get(name);
      if (inner && settings.depth > depth) {
        const path = `${prefix === "" ? "/" : `${prefix}/`}${settings.dirNames ? name : ""}`;
        visit(inner, path, depth + 1, settings.hooks && settings.cascade ? hooks : []);
      } else if (
        !inner &&
        index === undefined &&
        SCRIPT.test(name) &&
        !DECLARATION.test(name) &&
        !AUTO_HOOKS.test(name)
      )
        node.plugins.push({ file: inFolder(name), prefix });
    }
  };
  visit(root, "", 0, []);
  return nodes;
}

function loadNode(node: Node, instance: Instance, settings: Settings, machine: Machine, load: Load): void {
  const files = node.plugins.flatMap(({ file, prefix }): LoadedFile[] => {
    const loaded = loadedFile(file, prefix, settings, machine);
    return loaded ? [settings.parameters ? { ...loaded, prefix: parameterised(loaded.prefix) } : loaded] : [];
  });
  const loadAll = (on: Instance, above: string): void => {
    for (const { plugin, prefix, fields } of files) {
      const own = prefix.startsWith(above) ? prefix.slice(above.length) : prefix;
      const options: Value = { kind: "record", fields: new Map(fields).set("prefix", literal(own)), open: true };
      load(on, settings.encapsulate ? plugin : unwrapped(plugin), options);
    }
  };
  if (node.hooks.length === 0) return loadAll(instance, "");
  const shared = commonPrefix(files.map(({ prefix }) => prefix));
  const path = shared === "" ? ROOT : ({ kind: "path", parts: [shared] } as const);
  const child = createChild(instance, path, machine.trail.doubts);
  runPlugin(child, null, () => {
    for (const file of node.hooks) {
      machine.load(file);
      const hooks = loadedFile(file, "", { append: false, options: settings.options }, machine);
      if (hooks) load(child, unwrapped(hooks.plugin), { kind: "record", fields: new Map(), open: true });
    }
    loadAll(child, shared);
  });
}

/** A plugin that works on the instance it is registered on. */
function unwrapped(of: Value): Value {
  return { kind: "entity", framework: "fastify", state: { kind: "plugin", of, encapsulated: false } };
}

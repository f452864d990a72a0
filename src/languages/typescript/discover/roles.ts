import type { CodeRole } from "../../../rule/code-visitor.ts";
import { drawsInterface, importsServer, readsEnvironment, usesBrowser } from "./own-text.ts";
import type { PackageOfFile } from "./packages.ts";
import { INTERFACE_PACKAGES, SERVER_PACKAGES } from "./role-packages.ts";

export interface RoleAnswer {
  readonly role: CodeRole;
  readonly why: string;
  /** Said by the file's own text or place. What is only supposed of its package, those who import it may know better. */
  readonly settled: boolean;
  /** It imports what no page can run, and so does what imports it. */
  readonly binds?: true;
}

/** What a file is for, by its place, its package and its first kilobytes. The first reason that holds decides. */
export function roleOf(file: string, head: string, of: PackageOfFile): RoleAnswer {
  const segments = file.split("/");
  const name = segments.pop() as string;
  const inPackage = of.package === "" ? segments : segments.slice(of.package.split("/").length);
  return (
    configuration(segments, name) ??
    migration(segments, head) ??
    example(segments, inPackage, name) ??
    script(file, segments, name, head, of) ??
    marked(segments, name, head, of.dependencies) ??
    byImports(name, head, of) ??
    byFolder(segments, inPackage, of.dependencies) ??
    byBrowser(name, head, of.dependencies) ??
    supposed(of)
  );
}

function configuration(segments: readonly string[], name: string): RoleAnswer | null {
  const folder = segments.find((segment) =>
    /^\.storybook$|^(?:eslint-(?:config|rules|plugin)(?:-.+)?|(?:config|plugin)-eslint|oxlint-plugins?)$/.test(segment),
  );
  if (folder !== undefined) return settled("config", `stands under \`${folder}/\``);
  const configured =
    /^\..*rc\.[cm]?[jt]s$|^(?:[\w.-]+\.)?config(?:\.(?:ci|base|common|local))?\.[cm]?[jt]sx?$|^(?:knexfile|ormconfig|gulpfile|gruntfile|commitlint|webpack(?:\.[\w.]+)?|rollup(?:\.[\w.]+)?|karma(?:\.[\w.]+)?)\.[cm]?[jt]s$/i.exec(
      name,
    );
  // `config.ts` and `app.config.ts` of a server are its code; those of a tool are not.
  if (!configured || /^(?:app\.|server\.|env\.)?config\./.test(name)) return null;
  return settled("config", "configures a tool, by its name");
}

const migrationCode =
  /\bMigrationInterface\b|from\s+["']@mikro-orm\/migrations|\bqueryInterface\b|\bpgm\b|\bexports\.up\b|\bexport\s+(?:async\s+)?function\s+up\b|\bexport\s+const\s+up\b|\basync\s+up\s*\(|\bup\s*:\s*(?:async\s*)?(?:function|\()|\bfrom\s+["']node-pg-migrate["']|module\.exports\s*=\s*\{[^}]*\bup\b/;

function migration(segments: readonly string[], head: string): RoleAnswer | null {
  if (!migrationCode.test(head)) return null;
  if (/\bimplements\s+MigrationInterface\b|\bextends\s+Migration\b/.test(head))
    return settled("migration", "is a migration class");
  const folder = segments.find((segment) => /migration|migrate/i.test(segment));
  return folder === undefined ? null : settled("migration", `has an \`up\` and stands under \`${folder}/\``);
}

const sources = /^(?:src|app|lib|libs|source|server|pages|features|modules)$/;

/** The folders above a package's sources: below them `demo/`, `docs/` and `tools/` are parts of what it does. */
function outside(segments: readonly string[], inPackage: readonly string[]): readonly string[] {
  const first = inPackage.findIndex((segment) => sources.test(segment));
  return first < 0 ? segments : segments.slice(0, segments.length - inPackage.length + first);
}

function example(segments: readonly string[], inPackage: readonly string[], name: string): RoleAnswer | null {
  // A generator fills it in: `main.template.ts`.
  if (/\.(?:template|tmpl|tpl)\.[cm]?[jt]sx?$/.test(name)) return settled("example", "named as a template");
  const folder =
    segments.find((segment) => segment === "examples") ??
    outside(segments, inPackage).find((segment) =>
      /^(?:example|samples?|demos?|playgrounds?|docs?|docs?-(?:site|website)|documentation|website|tutorials?|[\w-]+-docs|(?:[\w-]+-)?cookbooks?)$/.test(
        segment,
      ),
    );
  return folder === undefined ? null : settled("example", `stands under \`${folder}/\``);
}

function script(
  file: string,
  segments: readonly string[],
  name: string,
  head: string,
  { package: home, dependencies, scripts }: PackageOfFile,
): RoleAnswer | null {
  const inPackage = home === "" ? segments : segments.slice(home.split("/").length);
  // A server may be the package `cli`, with the command that starts it.
  const above = serverLibrary(dependencies) === undefined ? segments : inPackage;
  const folder =
    segments.find((segment) => /^(?:scripts?|seeds?|seeders?|\.github|\.husky)$/.test(segment)) ??
    above.find((segment) => /^(?:bin|cli)$/.test(segment)) ??
    outside(segments, inPackage).find((segment) => /^(?:tools?|tooling|benchmarks?|bench)$/.test(segment));
  if (folder !== undefined) return settled("script", `stands under \`${folder}/\``);
  if (head.startsWith("#!")) return settled("script", "starts with `#!`");
  if (/^seed(?:er|s)?\.[cm]?[jt]s$/.test(name)) return settled("script", "named as a seed script");
  const command = scripts.get(file);
  return command === undefined ? null : settled("script", `is run by the package's script \`${command}\``);
}

/** Said by the text or by the name itself, as the framework reads it. */
function marked(
  segments: readonly string[],
  name: string,
  head: string,
  dependencies: ReadonlySet<string>,
): RoleAnswer | null {
  const start = head.trimStart();
  if (/^(?:\/\/.*\n|\/\*[\s\S]*?\*\/|\s)*["']use client["']/.test(start))
    return settled("frontend", 'says "use client"');
  if (/^(?:\/\/.*\n|\/\*[\s\S]*?\*\/|\s)*["']use server["']/.test(start)) return settled("server", 'says "use server"');
  if (/^route\.[jt]sx?$/.test(name) && dependencies.has("next")) return settled("server", "is a Next.js route handler");
  if (segments.includes("api") && segments.includes("pages") && dependencies.has("next"))
    return settled("server", "is a Next.js API route");
  if (/\.server\.[jt]sx?$|^\+server\.[jt]s$/.test(name)) return settled("server", "named as code of the server");
  if (/\.client\.[jt]sx?$/.test(name) && interfaceLibrary(dependencies) !== undefined)
    return settled("frontend", "named as code of the client");
  return /^\+(?:page|layout)\.[jt]s$/.test(name) ? settled("frontend", "loads a page, in the browser as well") : null;
}

function byImports(name: string, head: string, of: PackageOfFile): RoleAnswer | null {
  const needed = importsServer(head);
  if (/\.[jt]sx$/.test(name))
    return /^`(?:hono|express|fastify|koa)`$/.test(needed ?? "") && !drawsInterface(head)
      ? settled("server", `needs ${needed}`)
      : settled("frontend", "holds JSX");
  if (drawsInterface(head)) return settled("frontend", "imports a user interface library");
  if (needed === null) return readsSecret(head);
  return isCommand(of)
    ? settled("script", "its package is a command")
    : { ...settled("server", `needs ${needed}`), binds: true };
}

/** Code for both sides asks which one it is on. */
function readsSecret(head: string): RoleAnswer | null {
  const variable = readsEnvironment(head);
  return variable === null || /\btypeof window\b/.test(head) ? null : settled("server", `needs ${variable}`);
}

function byBrowser(name: string, head: string, dependencies: ReadonlySet<string>): RoleAnswer | null {
  const used = usesBrowser(head);
  if (used !== null) return settled("frontend", `uses ${used}`);
  const isHook =
    /^use(?:-[a-z]|[A-Z])/.test(name) && /\bexport\s+(?:default\s+)?(?:function|const)\s+use[A-Z]/.test(head);
  return isHook && interfaceLibrary(dependencies) !== undefined ? settled("frontend", "holds a hook") : null;
}

function byFolder(
  segments: readonly string[],
  inPackage: readonly string[],
  dependencies: ReadonlySet<string>,
): RoleAnswer | null {
  // The nearest one decides: `server/emails/components`, `client/server`.
  for (let index = segments.length - 1; index >= 0; index--) {
    const segment = segments[index] as string;
    if (/^(?:server|server-only|backend|back-end)$/.test(segment))
      return { role: "server", why: `stands under \`${segment}/\``, settled: false };
    const isPage =
      /^(?:frontend|front-end|webapp|web-app|ui|www|client-only)$/.test(segment) ||
      (segment === "public" && segments.length - index === inPackage.length) ||
      (segment === "client" && (index === 0 || segments[index - 1] === "apps")) ||
      (segment === "components" && interfaceLibrary(dependencies) !== undefined);
    if (isPage) return settled("frontend", `stands under \`${segment}/\``);
  }
  return null;
}

/** A package that installs a command and serves nothing. */
function isCommand({ dependencies, bin }: PackageOfFile): boolean {
  return bin && serverLibrary(dependencies) === undefined;
}

function supposed(of: PackageOfFile): RoleAnswer {
  const { dependencies } = of;
  const framework = serverLibrary(dependencies);
  if (framework !== undefined) return { role: "server", why: `its package uses \`${framework}\``, settled: false };
  if (isCommand(of)) return { role: "script", why: "its package is a command", settled: false };
  const library = interfaceLibrary(dependencies);
  if (library === undefined) return { role: "server", why: "nothing says that it is anything else", settled: false };
  return { role: "frontend", why: `its package uses \`${library}\` and no server framework`, settled: false };
}

function interfaceLibrary(dependencies: ReadonlySet<string>): string | undefined {
  return INTERFACE_PACKAGES.find((each) => dependencies.has(each));
}

function serverLibrary(dependencies: ReadonlySet<string>): string | undefined {
  return SERVER_PACKAGES.find((each) => dependencies.has(each));
}

function settled(role: CodeRole, why: string): RoleAnswer {
  return { role, why, settled: true };
}

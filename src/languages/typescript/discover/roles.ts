import type { CodeRole } from "../../../rule/code-visitor.ts";

export interface RoleAnswer {
  readonly role: CodeRole;
  readonly why: string;
}

/** What a file is for, by its place, its package's dependencies and its first kilobytes. The first reason that holds decides. */
export function roleOf(file: string, head: string, dependencies: ReadonlySet<string>): RoleAnswer {
  const segments = file.split("/");
  const name = segments.pop() as string;
  return (
    configuration(name) ??
    migration(segments, head) ??
    example(segments) ??
    script(segments, name, head) ??
    frontend(segments, name, head, dependencies) ?? { role: "server", why: server(dependencies) }
  );
}

function configuration(name: string): RoleAnswer | null {
  const configured =
    /^\..*rc\.[cm]?[jt]s$|^(?:[\w.-]+\.)?config\.[cm]?[jt]sx?$|^(?:knexfile|ormconfig|gulpfile|gruntfile|commitlint|webpack[\w.]*|rollup[\w.]*|karma[\w.]*)\.[cm]?[jt]s$/i.exec(
      name,
    );
  // `config.ts` and `app.config.ts` of a server are its code; those of a tool are not.
  if (!configured || /^(?:app\.|server\.|env\.)?config\./.test(name)) return null;
  return { role: "config", why: "configures a tool, by its name" };
}

const migrationCode =
  /\bMigrationInterface\b|from\s+["']@mikro-orm\/migrations|\bqueryInterface\b|\bpgm\b|\bexports\.up\b|\bexport\s+(?:async\s+)?function\s+up\b|\bexport\s+const\s+up\b|\basync\s+up\s*\(|\bup\s*:\s*(?:async\s*)?(?:function|\()|\bfrom\s+["']node-pg-migrate["']|module\.exports\s*=\s*\{[^}]*\bup\b/;

function migration(segments: readonly string[], head: string): RoleAnswer | null {
  if (!migrationCode.test(head)) return null;
  if (/\bimplements\s+MigrationInterface\b|\bextends\s+Migration\b/.test(head))
    return { role: "migration", why: "is a migration class" };
  const folder = segments.find((segment) => /migration|migrate/i.test(segment));
  return folder === undefined ? null : { role: "migration", why: `has an \`up\` and stands under \`${folder}/\`` };
}

function example(segments: readonly string[]): RoleAnswer | null {
  const folder = segments.find((segment) =>
    /^(?:examples?|samples?|demos?|playgrounds?|docs?|docs?-(?:site|website)|documentation|website|tutorials?)$/.test(
      segment,
    ),
  );
  return folder === undefined ? null : { role: "example", why: `stands under \`${folder}/\`` };
}

function script(segments: readonly string[], name: string, head: string): RoleAnswer | null {
  const folder = segments.find((segment) =>
    /^(?:scripts?|bin|cli|tools?|tooling|seeds?|seeders?|benchmarks?|bench|\.github|\.husky)$/.test(segment),
  );
  if (folder !== undefined) return { role: "script", why: `stands under \`${folder}/\`` };
  if (head.startsWith("#!")) return { role: "script", why: "starts with `#!`" };
  return /^seed(?:er|s)?\.[cm]?[jt]s$/.test(name) ? { role: "script", why: "named as a seed script" } : null;
}

const frontendPackages = [
  "react",
  "react-dom",
  "vue",
  "svelte",
  "@angular/core",
  "solid-js",
  "preact",
  "react-native",
  "@builder.io/qwik",
  "lit",
];
const serverPackages = [
  "express",
  "fastify",
  "koa",
  "hono",
  "@nestjs/core",
  "@nestjs/common",
  "@hapi/hapi",
  "restify",
  "@trpc/server",
  "@apollo/server",
  "apollo-server",
  "apollo-server-express",
  "graphql-yoga",
  "mercurius",
  "next",
  "@remix-run/node",
  "@react-router/node",
  "nuxt",
  "pg",
  "postgres",
  "typeorm",
  "sequelize",
  "knex",
  "@prisma/client",
  "drizzle-orm",
  "@mikro-orm/core",
  "mongoose",
  "moleculer",
  "@adonisjs/core",
  "elysia",
];
const frontendModule =
  /^(?:react-dom(?:\/client)?|vue|svelte|solid-js|preact\/hooks|@angular\/(?!ssr|platform-server).*|react-router-dom|next\/(?:link|image|router|navigation|dynamic)|@tanstack\/react-.*|lucide-react|zustand)$/;
/** React itself counts only where it is used as a library of components: servers render mails with `createElement`. */
const componentName = /\b(?:use[A-Z]\w*|createContext|forwardRef|memo|lazy|Suspense)\b/;

function importsInterface(head: string): boolean {
  for (const match of head.matchAll(/\bfrom\s+["']([^"'\n]+)["']/g)) {
    const [, specifier = ""] = match;
    if (frontendModule.test(specifier)) return true;
    if (specifier !== "react" && specifier !== "preact") continue;
    const before = head.slice(Math.max(0, match.index - 300), match.index);
    if (componentName.test(before.slice(before.lastIndexOf("import")))) return true;
  }
  return false;
}

function frontend(
  segments: readonly string[],
  name: string,
  head: string,
  dependencies: ReadonlySet<string>,
): RoleAnswer | null {
  const start = head.trimStart();
  if (/^(?:\/\/.*\n|\/\*[\s\S]*?\*\/|\s)*["']use client["']/.test(start))
    return { role: "frontend", why: 'says "use client"' };
  if (/^(?:\/\/.*\n|\/\*[\s\S]*?\*\/|\s)*["']use server["']/.test(start))
    return { role: "server", why: 'says "use server"' };
  if (/^route\.[jt]sx?$/.test(name) && dependencies.has("next"))
    return { role: "server", why: "is a Next.js route handler" };
  if (segments.includes("api") && segments.includes("pages") && dependencies.has("next"))
    return { role: "server", why: "is a Next.js API route" };
  if (/\.[jt]sx$/.test(name)) return { role: "frontend", why: "holds JSX" };
  if (importsInterface(head)) return { role: "frontend", why: "imports a user interface library" };
  const folder = segments.find(
    (segment, index) =>
      /^(?:frontend|front-end|webapp|web-app|ui|www|public|client-only)$/.test(segment) ||
      (segment === "client" && (index === 0 || segments[index - 1] === "apps")),
  );
  if (folder !== undefined) return { role: "frontend", why: `stands under \`${folder}/\`` };
  const library = frontendPackages.find((each) => dependencies.has(each));
  if (library === undefined || serverPackages.some((each) => dependencies.has(each))) return null;
  return { role: "frontend", why: `its package uses \`${library}\` and no server framework` };
}

function server(dependencies: ReadonlySet<string>): string {
  const framework = serverPackages.find((each) => dependencies.has(each));
  return framework === undefined ? "nothing says that it is anything else" : `its package uses \`${framework}\``;
}

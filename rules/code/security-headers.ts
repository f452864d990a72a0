import { applications } from "../../src/model/code/apps/applications.ts";
import type { CallProgram } from "../../src/model/code/calls/program.ts";
import type { Project } from "../../src/model/project.ts";
import { defineRule } from "../../src/rule/define.ts";

const PACKAGES =
  /^(?:helmet|koa-helmet|@fastify\/helmet|fastify-helmet|hono\/secure-headers|lusca|nosecone|@nosecone\/\w+|hsts|x-xss-protection|dont-sniff-mimetype|frameguard)\b/;
const HEADERS = /^(?:x-content-type-options|strict-transport-security|content-security-policy|x-frame-options)$/i;

export default defineRule({
  id: "code/security-headers",
  practice: "code/transport",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "answers carry the headers that tell browsers what they must not do",
  why: "A browser guesses the type of what it gets, shows pages inside those of others, and follows a link to `http://` with the cookies of a session, unless the server tells it not to. Each of these has a header (`X-Content-Type-Options`, `Content-Security-Policy`, `Strict-Transport-Security`), none of which a framework sends by itself, and each one that is missing makes another mistake worse.",
  fix: "add `helmet` (`@fastify/helmet`, `koa-helmet`, `hono/secure-headers`) before the routes",
  tradeoff:
    "Where a proxy or a content delivery network sets them for everything behind it, a second copy helps nobody: turn the rule off with that reason.",
  references: [
    "https://owasp.org/www-project-secure-headers/",
    "https://cheatsheetseries.owasp.org/cheatsheets/HTTP_Headers_Cheat_Sheet.html",
    "https://helmetjs.github.io/",
    "https://cwe.mitre.org/data/definitions/693.html",
  ],
  check({ code, project, report }) {
    const program = code.calls();
    const covered = servicesWithHeaders(program, code.modules, project);
    const seen = new Set<string>();
    for (const { call } of applications(program)) {
      const { root } = project.serviceOf(call.file);
      // Applications made inside others are parts of one server.
      if (covered.has(root) || seen.has(root)) continue;
      seen.add(root);
      report({
        at: { ...call, at: call.nameAt },
        key: "headers",
        message: "the application sets none of the security headers",
        label: "no `helmet` or its like",
      });
    }
  },
});

function servicesWithHeaders(
  program: CallProgram,
  modules: Project["code"]["modules"],
  project: Project,
): ReadonlySet<string> {
  const covered = new Set<string>();
  for (const { file, imports } of modules)
    if (imports.some(({ specifier }) => PACKAGES.test(specifier))) covered.add(project.serviceOf(file).root);
  for (const { file, record } of program.calls()) {
    const [name] = record.arguments;
    if (name?.kind === "literal" && typeof name.value === "string" && HEADERS.test(name.value))
      covered.add(project.serviceOf(file).root);
    // `res.set({ "X-Frame-Options": "DENY" })`.
    if (name?.kind === "object" && name.members.some(({ key }) => HEADERS.test(key)))
      covered.add(project.serviceOf(file).root);
  }
  return covered;
}

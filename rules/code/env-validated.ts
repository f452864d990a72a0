import type { ValueFact } from "../../src/facts/calls.ts";
import { environmentReads } from "../../src/model/code/environment.ts";
import { defineRule } from "../../src/rule/define.ts";
import { count } from "../../src/rule/options.ts";

/** Packages that read the environment and refuse what does not fit. */
const VALIDATORS =
  /^(?:envalid|env-var|convict|znv|env-schema|@fastify\/env|@t3-oss\/env-(?:core|nextjs)|dotenv-safe|@julr\/envy|ts-dotenv|env-sentinel|ecto-env)$/;

export default defineRule({
  id: "code/env-validated",
  practice: "code/design",
  severity: "info",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a service checks its environment when it starts",
  why: "A variable that is missing, empty or misspelt is a text like any other to the code that reads it: `undefined` becomes part of a URL, `Number(undefined)` a timeout of `NaN`. The service starts, passes its health check, takes the place of the one before, and fails at the first request that needs the value. One that checks its environment first does not start, and the deployment stops with the old version still serving.",
  fix: "describe the variables in one schema and parse `process.env` with it when the process starts (zod, envalid, `validationSchema` of Nest's ConfigModule), so that it ends at once with the names that are wrong",
  tradeoff:
    "Where the platform checks the variables before it starts the process, a second description has to be kept in step.",
  references: [
    "https://12factor.net/config",
    "https://docs.nestjs.com/techniques/configuration#schema-validation",
    "https://github.com/af/envalid",
  ],
  options: { variables: count("services that read fewer variables than this are left alone", 5, 1) },
  check({ code, project, report, options }) {
    const program = code.calls();
    // Packages of one repository share the module that checks: one that does so anywhere is taken to do so for all.
    const validates = code.modules.some(({ imports }) => imports.some(({ specifier }) => VALIDATORS.test(specifier)));
    if (
      validates ||
      [...program.calls()].some(
        ({ record }) => record.arguments.some(holdsEnvironment) || validatesByNest(record.arguments),
      )
    )
      return;
    // A reader of variables by name (`required("DB_URL")`) is where a service checks them itself.
    for (const { facts } of program.tables.values())
      if (
        facts.functions.some(({ returns }) => returns.some(readsByName)) ||
        facts.names.some(({ value }) => readsByName(value))
      )
        return;

    const services = new Map<string, { names: Set<string>; at: { file: string; start: number; end: number } }>();
    for (const [file, reads] of environmentReads(program)) {
      const { root } = project.serviceOf(file);
      const [first] = reads;
      if (!first) continue;
      let service = services.get(root);
      if (!service) services.set(root, (service = { names: new Set(), at: first.at }));
      for (const { name } of reads) service.names.add(name);
    }
    for (const [root, { names, at }] of services) {
      // What answers no requests is a library, and is configured by who uses it.
      if (names.size < options.variables || !code.routes.some(({ app }) => project.serviceOf(app).root === root))
        continue;
      report({
        at,
        anchor: `typescript:${at.file}`,
        message: `the service reads ${names.size} variables of the environment, and nothing checks them when it starts`,
        label: "the first of them",
      });
    }
  },
});

/** `schema.parse(process.env)`, `validate({ ...process.env })`. */
function holdsEnvironment(value: ValueFact): boolean {
  if (value.kind === "ref") {
    const { root, path } = value.ref;
    return root.kind === "global" && root.name === "process" && path.length === 1 && path[0] === "env";
  }
  // Each variable by its name, given to a schema: two of them are no accident.
  return value.kind === "object" && value.members.filter((member) => member.value.kind === "environment").length > 1;
}

function validatesByNest(given: readonly ValueFact[]): boolean {
  return given.some(
    (value) =>
      value.kind === "object" && value.members.some(({ key }) => key === "validationSchema" || key === "validate"),
  );
}

/** `process.env[name]`. */
function readsByName(value: ValueFact): boolean {
  if (value.kind === "choice") return value.options.some(readsByName);
  return value.kind === "environment" && value.name === "[]";
}

import { applications } from "../../src/model/code/apps/applications.ts";
import type { CallProgram } from "../../src/model/code/calls/program.ts";
import type { Call } from "../../src/model/code/calls/linked.ts";
import { nameOfValue } from "../../src/model/code/input/names.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/error-handler-registered",
  practice: "code/errors",
  severity: "warning",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "an Express application has an error handler of its own",
  why: "Without one, Express answers a failure itself: a page of HTML, with the stack of the error in it unless NODE_ENV is `production`, whatever format the other answers have. Clients that expect JSON fail a second time on it, and nothing is logged but a line on standard error, without the request it belongs to.",
  fix: "register a middleware of four parameters, `(error, request, response, next)`, after the last route: log there, and answer in the shape of all other errors",
  tradeoff: "An application that only forwards, or serves files, can do with the one of Express.",
  references: [
    "https://expressjs.com/en/guide/error-handling.html#writing-error-handlers",
    "https://cheatsheetseries.owasp.org/cheatsheets/Error_Handling_Cheat_Sheet.html",
    "https://cwe.mitre.org/data/definitions/756.html",
  ],
  check({ code, project, report }) {
    const program = code.calls();
    const handled = new Set<string>();
    for (const call of program.calls())
      if (registersErrorHandler(call, program)) handled.add(project.serviceOf(call.file).root);
    const serving = new Set(code.routes.map(({ app }) => app));
    for (const { call, framework } of applications(program)) {
      if (framework !== "express" || !serving.has(call.file)) continue;
      if (handled.has(project.serviceOf(call.file).root)) continue;
      report({
        at: { ...call, at: call.nameAt },
        key: "error handler",
        message: "no error handler is registered on the application",
        label: "Express answers failures itself",
      });
    }
  },
});

/** `app.use` of a function with four parameters or a name that says so; or a package that registers one. */
function registersErrorHandler(call: Call, program: CallProgram): boolean {
  const { record, file } = call;
  const name = record.callee.path.at(-1) ?? "";
  if (/^(?:setupExpressErrorHandler|useExpressServer|createExpressServer|RegisterRoutes)$/.test(name)) return true;
  if (name !== "use") return /errorHandler|handleErrors?$/i.test(nameOfCallee(call, program));
  return record.arguments.some((value) => {
    const origin = program.originOfValue({ file, value });
    if (origin.kind === "function") return origin.function.record.parameters.length === 4;
    if (value.kind === "call") {
      const made = program.tables.get(file)?.calls[value.call];
      return made !== undefined && /error/i.test(nameOfCallee(made, program));
    }
    return /error/i.test(nameOfValue({ file, value }, program) ?? "");
  });
}

function nameOfCallee({ file, record }: Call, program: CallProgram): string {
  return nameOfValue({ file, value: { kind: "ref", ref: record.callee, at: record.at } }, program) ?? "";
}

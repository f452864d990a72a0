import type { FileValue } from "../../src/model/code/calls/linked.ts";
import type { CallProgram } from "../../src/model/code/calls/program.ts";
import { nameOfValue } from "../../src/model/code/input/names.ts";
import { type RequestInputs, requestInputs } from "../../src/model/code/input/request.ts";
import { logCalls } from "../../src/model/code/logging/logs.ts";
import { secretName } from "../../src/model/code/secret-names.ts";
import type { Confidence } from "../../src/findings/finding.ts";
import { defineRule } from "../../src/rule/define.ts";

interface Leak {
  readonly what: string;
  readonly confidence: Confidence;
}

export default defineRule({
  id: "code/no-secret-in-log",
  practice: "code/logging",
  severity: "error",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "logs hold no passwords, tokens or keys",
  why: "Logs go where the database does not: to files, to a collector, to a vendor, into tickets; they are kept for months, and many more people read them. A password or a session's token in one line is open to all of these, and it cannot be taken back. The whole headers of a request hold the `Authorization` and `Cookie` of whoever sent it.",
  fix: "log what identifies the request and the user (ids), and not what proves who they are; let the logger redact what may slip through (pino's `redact`)",
  tradeoff:
    "A key's name, its last four characters or a hash of it help to tell which one was used, and can be logged. Scripts that hand a new secret to the person who ran them are not read by this rule.",
  references: [
    "https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html#data-to-exclude",
    "https://cwe.mitre.org/data/definitions/532.html",
    "https://getpino.io/#/docs/redaction",
  ],
  check({ code, report }) {
    const program = code.calls();
    const inputs = requestInputs(program, code.routes);
    const redacts = [...program.calls()].some((call) => {
      if (!/^(?:pino|fastify)$/.test(program.signatureOf(call) ?? "")) return false;
      const options = program.argument(call, 0);
      return options !== null && ["redact", "logger"].some((key) => program.memberOf(options, [key]).is === "value");
    });
    for (const { call } of logCalls(program)) {
      for (const argument of call.record.arguments) {
        const leak = leakIn({ file: call.file, value: argument }, program, inputs, 0);
        if (!leak) continue;
        report({
          at: call,
          key: leak.what,
          message: `${leak.what} ${leak.what.startsWith("the whole") ? "are" : "is"} written to the log`,
          label: "everybody who reads the log has it",
          confidence: redacts && leak.what.startsWith("the whole") ? "medium" : leak.confidence,
        });
        break;
      }
    }
  },
});

function leakIn(given: FileValue, program: CallProgram, inputs: RequestInputs, depth: number): Leak | null {
  const { file, value } = given;
  const inner = (values: readonly FileValue["value"][]): Leak | null => {
    for (const each of depth < 4 ? values : []) {
      const found = leakIn({ file, value: each }, program, inputs, depth + 1);
      if (found) return found;
    }
    return null;
  };
  switch (value.kind) {
    case "ref":
    case "environment":
      return named(given, program, inputs);
    case "template":
      return inner(value.holes);
    case "binary":
      return value.operator === "+" ? inner([value.left, value.right]) : null;
    case "choice":
      return value.operator === "||" || value.operator === "??" ? inner(value.options) : null;
    case "object":
      return inner(value.members.map((member) => member.value));
    case "array":
      return inner(value.items);
    case "call": {
      const call = program.tables.get(file)?.calls[value.call];
      const callee = call?.record.callee;
      const shows = callee?.root.kind === "global" && [callee.root.name, ...callee.path].join(".") === "JSON.stringify";
      return call && shows ? inner(call.record.arguments.slice(0, 1)) : null;
    }
    default:
      return null;
  }
}

function named(given: FileValue, program: CallProgram, inputs: RequestInputs): Leak | null {
  const input = inputs.of(given);
  if (input?.path.length === 0) {
    if (input.part === "headers") return { what: "the whole headers of the request", confidence: "high" };
    if (input.part === "body") return { what: "the whole contents of the request's body", confidence: "medium" };
  }
  if (input?.part === "headers" && /^(?:authorization|cookie|x-api-key)$/i.test(input.path.at(-1) ?? ""))
    return { what: `the request's \`${input.path.at(-1)}\` header`, confidence: "high" };
  const name = nameOfValue(given, program);
  if (
    name === null ||
    /^(?:is|has|no|needs?|should|show|use|with|requires?|forgot|reset|change|invalid|wrong|missing|update|set|check|validate|verify|on|send|enable|disable|skip|public)(?=[A-Z_])/.test(
      name,
    )
  )
    return null;
  if (secretName(name) === null) return null;
  const origin = program.originOfValue(given);
  if (origin.kind === "function" || origin.kind === "class") return null;
  // A message or a name that stands in the source is no secret, or another rule's.
  if (origin.kind === "value" && ["literal", "object", "binary"].includes(origin.value.value.kind)) return null;
  // What was made just now is often shown once, to the person who asked for it.
  const isNew = /^(?:random|new|generated|temp|temporary|initial|default)/i.test(name);
  return { what: `\`${name}\``, confidence: isNew ? "medium" : "high" };
}

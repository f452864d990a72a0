import { type LogCall, logCalls } from "../../src/model/code/logging/logs.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/no-console",
  practice: "code/logging",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a server writes its log through a logger",
  why: "`console.log` writes text without a level, a time or the request it belongs to: it cannot be searched by field, cannot be turned down in production or up for one afternoon, and what is said by two requests at once cannot be told apart. It also writes in step where standard output is a file, and so holds up every request.",
  fix: "use the logger the rest of the server uses, at a level, with the id of the request as a field",
  tradeoff:
    "A small service whose platform collects standard output loses little by it. What is printed before the logger exists, at start-up, has no other way.",
  references: [
    "https://12factor.net/logs",
    "https://cheatsheetseries.owasp.org/cheatsheets/Logging_Cheat_Sheet.html",
    "https://nodejs.org/api/process.html#a-note-on-process-io",
  ],
  check({ code, project, report }) {
    const logging = new Map<string, Set<string>>();
    const consoles = new Map<string, LogCall[]>();
    for (const log of logCalls(code.calls())) {
      const { file } = log.call;
      const { root } = project.serviceOf(file);
      const known = logging.get(root);
      if (known) known.add(file);
      else logging.set(root, new Set([file]));
      const here = consoles.get(file);
      if (log.console && here) here.push(log);
      else if (log.console) consoles.set(file, [log]);
    }
    for (const [file, [first, ...more]] of consoles) {
      if (!first) continue;
      const { root } = project.serviceOf(file);
      report({
        at: { ...first.call, at: first.call.nameAt },
        key: "console",
        message: `the log is written by \`console.${first.method}\`${more.length > 0 ? `, and ${more.length} more ${more.length === 1 ? "time" : "times"} in this file` : ""}`,
        label: "no level, no fields",
        fold: { by: "convention", key: root, of: logging.get(root)?.size ?? 0 },
      });
    }
  },
});

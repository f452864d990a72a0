import type { Report } from "../../src/findings/report.ts";
import { blockingCall } from "../../src/model/code/async/blocking.ts";
import { keepsResult } from "../../src/model/code/requests/kept.ts";
import { requestReach } from "../../src/model/code/requests/reach.ts";
import { defineRule } from "../../src/rule/define.ts";

/** A service that waits for disks in more functions than this does so by habit, which is one finding. */
const APART = 5;

export default defineRule({
  id: "code/no-sync-io-in-handlers",
  practice: "code/async",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "nothing a request runs holds the thread for a file, a process, a hash or a compression",
  why: "Node runs all requests of a process on one thread. While `readFileSync` waits for a disk, `execSync` for a program or `bcrypt.hashSync` for its rounds, no other request is read, no timer fires and no health check is answered: a password hash of 100 ms limits the whole process to ten sign-ins a second, and ten people signing in at once make everybody wait for a second. Nothing shows it in development, where there is one user.",
  fix: "await the form that works in the background: `fs.promises.readFile`, `promisify(execFile)`, `bcrypt.hash`, `promisify(crypto.scrypt)`; or read the file once when the process starts",
  tradeoff:
    "A tool with a single user, or a route nobody calls while others wait (an installation step), loses nothing; a file of a few kilobytes on a local disk is read in well under a millisecond.",
  references: [
    "https://nodejs.org/en/learn/asynchronous-work/dont-block-the-event-loop",
    "https://nodejs.org/api/fs.html#synchronous-api",
    "https://nodejs.org/api/child_process.html#synchronous-process-creation",
    "https://github.com/kelektiv/node.bcrypt.js#why-is-async-mode-recommended-over-sync-mode",
  ],
  check({ code, project, report }) {
    const program = code.calls();
    const reach = requestReach(program, code.routes);
    const found = new Map<string, { readonly reports: Report[]; readonly functions: Set<string> }>();
    for (const { function: of, route, via } of reach.all()) {
      for (const call of of.calls) {
        const blocking = blockingCall(call, program);
        if (!blocking || reach.chain(of).some((each) => keepsResult(each, program))) continue;
        const finding: Report = {
          at: { ...call, at: call.nameAt },
          key: blocking.name,
          message: `\`${blocking.name}\` holds up every request while \`${route.method} ${route.path}\` is answered`,
          label: "the thread waits here",
          related: via ? [{ at: route, label: "the route that runs it" }] : [],
          fix: `use ${blocking.instead}`,
          // Several in one function are mended together.
          fold: { by: "cause", key: `${of.anchor} ${blocking.work}` },
          confidence: blocking.short ? "medium" : "high",
        };
        const habit = `${project.serviceOf(call.file).root} ${blocking.work} ${finding.confidence}`;
        const known = found.get(habit) ?? { reports: [], functions: new Set() };
        found.set(habit, known);
        known.reports.push(finding);
        known.functions.add(of.anchor);
      }
    }
    for (const [habit, { reports, functions }] of found)
      for (const each of reports)
        report(functions.size > APART ? { ...each, fold: { by: "cause", key: habit } } : each);
  },
});

import { aroundOf } from "../calls/around.ts";
import { calledName } from "../calls/called-name.ts";
import type { Call } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";

/** What only a browser has. */
const BROWSER = /^(?:document|window|localStorage|sessionStorage)\.|^(?:FileReader|XMLHttpRequest|Image)$/;
/** A function handed to one of these is run in a page that a server drives: Puppeteer, Playwright. */
const DRIVING = /^(?:evaluate\w*|waitForFunction|addInitScript|\$\$?eval)$/;

/** Events of a page: `document.addEventListener("visibilitychange", …)`, whatever the document was passed as. */
const PAGE = /^(?:visibilitychange|beforeunload|readystatechange|DOMContentLoaded|popstate|hashchange)$/;

function isPageEvent({ record }: Call): boolean {
  const [first] = record.arguments;
  return (
    record.callee.path.at(-1) === "addEventListener" &&
    first?.kind === "literal" &&
    typeof first.value === "string" &&
    PAGE.test(first.value)
  );
}

/** Files that run in a browser though they stand among a server's: code that both share, and only one of them calls. */
export function browserFiles(program: CallProgram): ReadonlySet<string> {
  const files = new Set<string>();
  const around = aroundOf(program);
  const isDriven = (call: Call) =>
    around.takersOf(call.function).some((taker) => DRIVING.test(calledName(taker.record.callee)));
  for (const call of program.calls()) {
    if (files.has(call.file)) continue;
    const { root, path } = call.record.callee;
    const global = root.kind === "global" ? [root.name, ...path].join(".") : null;
    if ((global !== null && BROWSER.test(global)) || path.at(-1) === "preventDefault" || isPageEvent(call))
      if (!isDriven(call)) files.add(call.file);
  }
  return files;
}

import { defineRule } from "../../src/rule/define.ts";
import type { Import, Module } from "../../src/facts/code.ts";
import { isLoadTime } from "../../src/model/code/cycles.ts";

export default defineRule({
  id: "boundary/no-cycle",
  practice: "architecture/boundaries",
  severity: "warning",
  confidence: "high",
  preset: "recommended",
  since: "0.1.0",
  summary: "no module imports itself over others while it loads",
  why: "Modules in a cycle cannot load in an order that suits them all: the one entered first sees the others' exports before they are set. With ES modules a top-level use throws `Cannot access … before initialization`, with CommonJS it reads `undefined`; which of them fails depends on which file happens to be imported first, so a new import elsewhere breaks it. And none of the cycle can be understood, tested or moved without the rest. Only imports that remain at run time count: type-only ones, names used only in types, `import()` and `require()` inside functions do not.",
  fix: "move what both sides need into a module that imports neither, or turn one of the imports around: pass the value in as an argument, or import only the type. A barrel (`index.ts`) that its own members import from is mended by importing the member's file directly",
  tradeoff:
    "ORM entities that reference each other through functions (`() => Order`) and NestJS modules joined by `forwardRef` are cycles by design that load safely; a team that knows this ignores them by path.",
  references: [
    "https://nodejs.org/api/modules.html#cycles",
    "https://developer.mozilla.org/en-US/docs/Web/JavaScript/Guide/Modules#cyclic_imports",
    "https://docs.nestjs.com/fundamentals/circular-dependency",
  ],
  check({ code, report }) {
    for (const { modules, path } of code.cycles()) {
      if (modules.every(({ role }) => role !== "server" && role !== "migration")) continue;
      const steps = path.map((module, index) => stepTo(module, path[(index + 1) % path.length] as Module));
      const [first, ...rest] = steps;
      const start = path[0];
      if (!first || !start) continue;
      report({
        at: first.at,
        anchor: start.anchor,
        key: path.map(({ file }) => file).join(" "),
        message: messageOf(modules, path),
        label: `imports \`${first.target ?? first.specifier}\``,
        related: rest.map((step) => ({ at: step, label: `imports \`${step.target ?? step.specifier}\`` })),
      });
    }
  },
});

/** The import that leads from one module of a cycle to the next; the cycle was found along it. */
function stepTo(from: Module, to: Module): Import {
  return from.imports.find((each) => each.target === to.file && isLoadTime(each)) as Import;
}

function messageOf(modules: readonly Module[], path: readonly Module[]): string {
  const [first] = path;
  if (!first || path.length === 1) return `\`${first?.file}\` imports itself`;
  const way = [...path, first].map(({ file }) => `\`${file}\``).join(" → ");
  if (modules.length === path.length) return `${modules.length} modules import each other in a cycle: ${way}`;
  return `${modules.length} modules import each other in cycles, the shortest of ${path.length}: ${way}`;
}

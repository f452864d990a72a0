import { defineRule } from "../../src/rule/define.ts";
import { count } from "../../src/rule/options.ts";

export default defineRule({
  id: "code/max-dependencies",
  practice: "code/design",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "a class is given no more collaborators than one purpose needs",
  why: "Each constructor parameter is something the class cannot work without. One that needs a dozen does the work of several: every change to any of them leads here, two people cannot change it at once, and its test builds a dozen stand-ins to try one line.",
  fix: "split the class where its methods use different collaborators, or give those that are always used together a class of their own",
  tradeoff: "What only puts others together (a composition root, a facade of a module) needs them all by nature.",
  references: [
    "https://martinfowler.com/bliki/CodeSmell.html",
    "https://blog.ploeh.dk/2018/08/27/on-constructor-over-injection/",
  ],
  options: { max: count("the most parameters a constructor may have", 8, 1) },
  check({ code, report, options }) {
    for (const of of code.calls().functions()) {
      const { kind, parameters } = of.record;
      // What a constructor keeps, or names by a type, is a collaborator; plain values are not.
      const given = parameters.filter(({ field, type }) => field || type !== null).length;
      if (kind !== "constructor" || given <= options.max) continue;
      const name = of.class?.record.name ?? "class";
      report({
        at: of,
        message: `\`${name}\` needs ${given} collaborators, more than ${options.max}`,
        label: "given here",
      });
    }
  },
});

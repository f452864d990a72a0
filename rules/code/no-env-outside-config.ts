import { environmentReads } from "../../src/model/code/environment.ts";
import { matchesAny } from "../../src/model/globs.ts";
import { defineRule } from "../../src/rule/define.ts";
import { list } from "../../src/rule/options.ts";

export default defineRule({
  id: "code/no-env-outside-config",
  practice: "code/design",
  severity: "info",
  confidence: "high",
  preset: "strict",
  since: "0.1.0",
  summary: "the environment is read in one place, and passed on from there",
  why: "A variable read where it is used is checked nowhere: a name that was mistyped, or not set on one machine, is `undefined` until the first request needs it. Nobody can say which variables a service takes without searching all of it, each file has its own default, and a test has to change the process to try another value.",
  fix: "read and check all variables in one module when the process starts, and import what it exports",
  tradeoff:
    "A small service with three variables needs no module for them. `NODE_ENV` is read everywhere by custom, and left out.",
  references: [
    "https://12factor.net/config",
    "https://github.com/goldbergyoni/nodebestpractices#-14-use-environment-aware-secure-and-hierarchical-config",
    "https://docs.nestjs.com/techniques/configuration",
  ],
  options: {
    configFiles: list("files that may read the environment, as globs", [
      "**/*{config,configuration,env,environment,settings,constants,secrets}*/**",
      "**/*{config,configuration,env,environment,settings,constants,secrets}*",
    ]),
    allow: list("variables that may be read anywhere", ["NODE_ENV", "CI", "TZ"]),
  },
  check({ code, project, report, options }) {
    const program = code.calls();
    const isConfig = matchesAny(options.configFiles);
    const files = new Map<string, number>();
    for (const { file, role } of code.modules)
      if (role === "server") {
        const { root } = project.serviceOf(file);
        files.set(root, (files.get(root) ?? 0) + 1);
      }
    for (const [file, all] of environmentReads(program)) {
      const reads = all.filter(({ name }) => !options.allow.includes(name));
      const [first] = reads;
      if (!first || isConfig(file)) continue;
      const { root } = project.serviceOf(file);
      const others = reads.length > 1 ? ` and ${reads.length - 1} more` : "";
      report({
        at: first.at,
        anchor: `typescript:${file}`,
        message: `\`${first.name}\`${others} ${reads.length > 1 ? "are" : "is"} read from the environment outside the configuration`,
        label: "read here",
        fold: { by: "convention", key: root, of: files.get(root) ?? 1 },
      });
    }
  },
});

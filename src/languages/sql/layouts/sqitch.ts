import type { StepPlan } from "../unit.ts";
import type { FoundHistory, Layout } from "./layout.ts";
import { step } from "./layout.ts";
import { folderOf, join } from "./sql-files.ts";
import type { SqlFiles } from "./sql-files.ts";

/** `sqitch.plan` lists the changes; `deploy/`, `revert/` and `verify/` hold a script of each. psql runs them as they are. */
export const sqitch: Layout = {
  find(files) {
    const roots = new Set(
      files
        .folders()
        .filter(([folder]) => /(^|\/)deploy$/.test(folder))
        .map(([folder]) => folderOf(folder)),
    );
    return [...roots].flatMap((root) => {
      const plan = files.text(join(root, "sqitch.plan")) ?? planAbove(files, root);
      return plan === null ? [] : [history(files, root, plan)];
    });
  },
};

/** `top_dir` may put the scripts one folder below the plan. */
function planAbove(files: SqlFiles, root: string): string | null {
  return root === "" ? null : files.text(join(folderOf(root), "sqitch.plan"));
}

function history(files: SqlFiles, root: string, plan: string): FoundHistory {
  const steps: StepPlan[] = scripts(plan).flatMap((name) => {
    const file = join(root, `deploy/${name}.sql`);
    if (!files.isFree(file)) return [];
    const down = join(root, `revert/${name}.sql`);
    return [step(file, name, { transaction: "none", down: files.isFree(down) ? down : null })];
  });
  const planned = new Set(steps.flatMap(({ file, down }) => [file, down]));
  const others = files
    .folders()
    .filter(([folder]) => ["deploy", "revert", "verify"].some((name) => join(root, name) === folder))
    .flatMap(([folder, names]) =>
      names
        .map((name) => join(folder, name))
        .filter((file) => !planned.has(file))
        .map((file) =>
          /(^|\/)verify$/.test(folder)
            ? { file, as: "sqitch verify script", why: "verifies a change and alters nothing" }
            : { file, as: "sqitch script", why: "sqitch.plan does not list it" },
        ),
    );
  const engine = /^\s*engine\s*=\s*(\w+)/m.exec(files.text(join(root, "sqitch.conf")) ?? "")?.[1] ?? null;
  return {
    tool: "sqitch",
    folder: root,
    hasDowns: true,
    dialect: engine === "pg" ? "postgresql" : engine,
    why: "is planned in sqitch.plan",
    steps,
    others,
  };
}

/**
 * The changes in the order of the plan. A change that is planned again later was reworked: its earlier script is kept
 * under the name of the first tag after it, `name@tag`.
 */
function scripts(plan: string): string[] {
  const changes: { name: string; tag: string | null }[] = [];
  for (const raw of plan.split(/\r?\n/)) {
    const line = raw.replace(/#.*$/, "").trim();
    if (line === "" || line.startsWith("%")) continue;
    const name = line.split(/\s/, 1)[0] as string;
    if (!name.startsWith("@")) changes.push({ name: name.replace(/^[+]/, ""), tag: null });
    else for (const change of changes) change.tag ??= name;
  }
  return changes.map(({ name, tag }, at) =>
    tag !== null && changes.some((later, index) => index > at && later.name === name) ? name + tag : name,
  );
}

import type { Module } from "../../facts/code.ts";
import type { Project } from "../project.ts";

/** An application that answers requests, and what the service it belongs to imports, directly or through packages of the repository. */
export interface ServingApp {
  /** The module that makes the application. */
  readonly module: Module;
  /** The service's root folder. */
  readonly root: string;
  readonly packages: ReadonlySet<string>;
}

/** The applications of a project, by service: one for each. Packages are those of the modules it reaches. */
export function servingApps({ code, serviceOf }: Pick<Project, "code" | "serviceOf">): readonly ServingApp[] {
  const apps = new Map<string, ServingApp>();
  for (const { app } of code.routes) {
    const { root } = serviceOf(app);
    const module = code.module(app);
    if (!module || apps.has(root)) continue;
    const own = code.modules.filter(({ file, role }) => role === "server" && serviceOf(file).root === root);
    apps.set(root, { module, root, packages: importedPackages([module, ...own], code.module.bind(code)) });
  }
  return [...apps.values()];
}

function importedPackages(
  from: readonly Module[],
  moduleOf: (file: string) => Module | undefined,
): ReadonlySet<string> {
  const packages = new Set<string>();
  const modules = new Set(from);
  for (const { imports } of modules) {
    for (const { specifier, target } of imports) {
      const next = target === null ? undefined : moduleOf(target);
      if (next) modules.add(next);
      else if (target === null) packages.add(specifier);
    }
  }
  return packages;
}

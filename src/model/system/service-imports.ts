import type { Project } from "../project.ts";

const known = new WeakMap<Project, ReadonlyMap<string, ReadonlySet<string>>>();

/** The roots of the services whose modules those of each service import, directly; by the importing service's root. */
function serviceImports(project: Project): ReadonlyMap<string, ReadonlySet<string>> {
  let imports = known.get(project);
  if (!imports) known.set(project, (imports = read(project)));
  return imports;
}

function read({ code, serviceOf }: Project): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>();
  for (const { file, imports } of code.modules) {
    const from = serviceOf(file).root;
    for (const { target, runtime } of imports) {
      if (target === null || !runtime) continue;
      const to = serviceOf(target).root;
      if (to === from) continue;
      const known = all.get(from);
      if (known) known.add(to);
      else all.set(from, new Set([to]));
    }
  }
  return all;
}

/** All that a service imports, and what that imports in turn; nearest first, itself left out. */
export function importedServices(project: Project, root: string): ReadonlySet<string> {
  const imports = serviceImports(project);
  const found = new Set([root]);
  for (const each of found) for (const next of imports.get(each) ?? []) found.add(next);
  found.delete(root);
  return found;
}

import { matchesAny } from "../../../globs.ts";
import { folderOf } from "../fastify/folder.ts";
import type { Machine } from "../program/machine.ts";
import type { ClassValue, Value } from "../program/values.ts";

/** Classes a setting names, and whether it may name others that are not known. */
interface Named {
  readonly classes: readonly ClassValue[];
  readonly isOpen: boolean;
}

/** `controllers: [UserController, join(__dirname, "controllers/*.js")]`: classes, and what files that match export. */
export function namedClasses(value: Value, file: string, machine: Machine): Named {
  const given = machine.force(value);
  if (given.kind === "class") return { classes: [given], isOpen: false };
  if (given.kind === "list") {
    const all = given.items.map((item) => namedClasses(item, file, machine));
    return {
      classes: all.flatMap(({ classes }) => classes),
      isOpen: given.open || all.some(({ isOpen }) => isOpen),
    };
  }
  // `Object.values(controllers)`, and namespaces as they are.
  if (given.kind === "record" && !given.open)
    return namedClasses({ kind: "list", items: [...given.fields.values()], open: false }, file, machine);
  const pattern = folderOf(given, file);
  if (pattern === null) return { classes: [], isOpen: true };
  const matches = matchesAny(sourcesOf(pattern));
  return { classes: classesIn((each) => matches(each), machine), isOpen: false };
}

/** Patterns name what is built as often as what it is built from: `dist/controllers/*.js` of `src/controllers/*.ts`. */
function sourcesOf(pattern: string): readonly string[] {
  const anyType = pattern.replace(/\.(js|ts|\{[jt]s,[jt]s\})$/, ".{js,ts,mjs,mts,cjs,cts}");
  return [...new Set([anyType, anyType.replace(/^(dist|build|lib|out)\//, "src/")])];
}

/** Every class that stands in the files asked for, in the order of files. */
export function classesIn(isWanted: (file: string) => boolean, machine: Machine): readonly ClassValue[] {
  return [...machine.modules.files]
    .filter(isWanted)
    .sort()
    .flatMap((file) => {
      machine.load(file);
      const names = machine.modules.state(file)?.scope.names;
      return names
        ? [...names.values()].filter((each): each is ClassValue => each.kind === "class" && each.scope.file === file)
        : [];
    });
}

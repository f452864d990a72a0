import type { FoundUnknown } from "./found.ts";
import type { Framework } from "./program/machine.ts";
import { unknown } from "./program/values.ts";

/** Libraries that serve routes of their own making, by the export whose call has them do it. */
const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  // https://github.com/nestjsx/crud/wiki/Controllers
  "@nestjsx/crud": ["Crud"],
  "@dataui/crud": ["Crud"],
  // https://feathersjs.com/api/application
  "@feathersjs/feathers": ["feathers", ""],
  // https://florianholzapfel.github.io/express-restify-mongoose
  "express-restify-mongoose": ["serve"],
  "finale-rest": ["resource"],
  "json-server": ["router"],
};

export interface Crud extends Framework {
  readonly unknowns: readonly FoundUnknown[];
}

/** Routes that a library makes of a model are not listed, but that there are some is said. */
export function createCrud(): Crud {
  const unknowns: FoundUnknown[] = [];
  return {
    name: "crud",
    unknowns,
    made(module, path, _given, site) {
      if (LIBRARIES[module]?.includes(path.at(-1) ?? ""))
        unknowns.push({ site, reason: `routes that \`${module}\` makes: dynamic registration here, not checked` });
      return null;
    },
    method: (_entity, key) => unknown(key),
  };
}

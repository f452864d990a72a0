import { literal, list, type Value } from "./values.ts";

/**
 * What came about for want of credentials, marked so that what is decided by it later still tells: a plain `false` or
 * `null`, a refusal that is kept to be given back, a function that makes one, an object that holds one.
 */
export function credited(value: Value, depth = 0): Value {
  switch (value.kind) {
    case "literal":
      return !value.value || value.value === true ? literal(value.value, true) : value;
    case "part":
    case "closure":
      return { ...value, credential: true };
    case "record":
      if (depth > 0) return value;
      return {
        ...value,
        fields: new Map([...value.fields].map(([key, field]) => [key, credited(field, depth + 1)])),
        credential: true,
      };
    case "list":
      // `req.user?.permissions ?? []` holds what nobody has.
      return value.items.length === 0 && !value.open ? list([literal(undefined, true)]) : value;
    case "choice":
      return { kind: "choice", options: value.options.map((option) => credited(option, depth)) };
    default:
      return value;
  }
}

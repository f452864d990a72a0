import { testText } from "./text-tests.ts";
import { choice, type Doubt, literal, options, packageOf, type Unknown, unknown, type Value } from "./values.ts";

/** Whether a value counts as true: null when that is not known, with what the doubt is about. */
export interface Truth {
  readonly is: boolean | null;
  readonly doubts: readonly Doubt[];
  /** True when a lack of credentials decides it, or takes part in it. */
  readonly credential: boolean;
}

/** Packages whose whole work is to read settings. */
const SETTINGS = /^(env-schema|envalid|dotenv.*|znv|env-var|convict|config|nconf|@t3-oss\/env-.*|@fastify\/env)$/;

/** What says which environment it runs in: a setting, wherever it is read from. */
const ENVIRONMENT =
  /^(node_?env|app_?env|environment|is_?(in_?)?(prod(uction)?|dev(elopment)?|staging|local|((unit|integration|e2e)_?)?test(ing)?)(_?(mode|env(ironment)?))?)$/i;

export function truthOf(value: Value): Truth {
  switch (value.kind) {
    case "literal":
      return { is: Boolean(value.value), doubts: [], credential: value.credential };
    case "unknown":
      return { is: null, doubts: doubtsOf(value), credential: value.credential };
    case "text":
      return {
        is: value.parts.some((part) => typeof part === "string" && part !== "") || null,
        doubts: ["config"],
        credential: false,
      };
    case "choice": {
      const truths = value.options.map(truthOf);
      const first = truths[0]?.is ?? null;
      const credential = truths.some((truth) => truth.credential);
      if (truths.every((truth) => truth.is === first) && first !== null) return { is: first, doubts: [], credential };
      const doubts = union(...truths.map((truth) => truth.doubts));
      return { is: null, doubts: doubts.length === 0 ? ["opaque"] : doubts, credential };
    }
    case "external":
    case "applied":
      return { is: null, doubts: [isSetting(value) ? "config" : "opaque"], credential: false };
    case "lazy":
      return { is: null, doubts: ["opaque"], credential: false };
    case "part":
    case "closure":
    case "record":
      return { is: true, doubts: [], credential: value.credential === true };
    default:
      return { is: true, doubts: [], credential: false };
  }
}

/** Whether a doubt is about settings and nothing else. */
export function onlySettings(doubts: readonly Doubt[]): boolean {
  return doubts.length > 0 && doubts.every((doubt) => doubt === "config");
}

export function union(...lists: readonly (readonly Doubt[])[]): readonly Doubt[] {
  return [...new Set(lists.flat())];
}

export function doubtful(doubts: readonly Doubt[], credential: boolean, name: string | null = null): Unknown {
  return { kind: "unknown", doubts: doubts.length === 0 ? ["opaque"] : doubts, credential, name };
}

export function not(value: Value): Value {
  const { is, doubts, credential } = truthOf(value);
  return is === null ? doubtful(doubts, credential) : literal(!is, credential);
}

const COMPARISONS = new Set(["===", "!==", "==", "!="]);

/** `&&`, `||` and `??` are the machine's own: they may skip their right side. */
export function binary(operator: string, left: Value, right: Value): Value {
  if (COMPARISONS.has(operator)) return compare(left, right, operator.startsWith("!"));
  if (operator === "+") return concatenate(left, right);
  const ordered = order(operator, left, right);
  if (ordered !== null) return literal(ordered);
  const credential = isCredential(left) || isCredential(right);
  if (credential) {
    // `undefined > 3`, `"x" in undefined`, `undefined instanceof User`: nothing holds of what is not there.
    return literal(false, true);
  }
  return doubtful(union(doubtsOf(left), doubtsOf(right)), false);
}

/** `roles.length > 0` of numbers that are known; null for anything else. */
function order(operator: string, left: Value, right: Value): boolean | null {
  if (left.kind !== "literal" || right.kind !== "literal" || left.credential || right.credential) return null;
  const [a, b] = [left.value, right.value];
  if (typeof a !== "number" || typeof b !== "number") return null;
  if (operator === ">") return a > b;
  if (operator === ">=") return a >= b;
  if (operator === "<") return a < b;
  return operator === "<=" ? a <= b : null;
}

function compare(left: Value, right: Value, negated: boolean): Value {
  if (left.kind === "literal" && right.kind === "literal") {
    const equal =
      left.value === right.value ||
      (left.value == null && right.value == null && (left.credential || right.credential));
    return literal(equal !== negated, left.credential || right.credential);
  }
  const text = left.kind === "text" ? left : right.kind === "text" ? right : null;
  const other = text === left ? right : left;
  if (text && other.kind === "literal" && typeof other.value === "string") {
    const same = testText(text.parts, "===", other.value);
    return negated && same?.kind === "literal" ? literal(!same.value) : (same ?? unknown());
  }
  // What is missing equals nothing that is there; whether the other side is there, a comparison takes for granted.
  const absent =
    left.kind === "literal" && left.credential ? left : right.kind === "literal" && right.credential ? right : null;
  if (absent && (absent.value === undefined || absent.value === null)) return literal(negated, true);
  return doubtful(union(doubtsOf(left), doubtsOf(right)), isCredential(left) || isCredential(right));
}

function concatenate(left: Value, right: Value): Value {
  if (left.kind === "literal" && left.value === undefined && left.credential) return left;
  if (right.kind === "literal" && right.value === undefined && right.credential) return right;
  const parts = [left, right].map(partsOf);
  if (parts[0] && parts[1]) return textValue([...parts[0], ...parts[1]]);
  return doubtful(union(doubtsOf(left), doubtsOf(right)), isCredential(left) || isCredential(right));
}

export function doubtsOf(value: Value): readonly Doubt[] {
  if (value.kind === "unknown") return isEnvironment(value) ? ["config"] : value.doubts;
  if (value.kind === "external" || value.kind === "applied") return isSetting(value) ? ["config"] : [];
  return value.kind === "choice" ? union(...value.options.map(doubtsOf)) : [];
}

function isEnvironment({ name, doubts }: Unknown): boolean {
  return doubts.length === 1 && doubts[0] === "opaque" && ENVIRONMENT.test(name ?? "");
}

/** What a package gave that is, or reads, a setting: `getEnv("NODE_ENV")`, `yes(getEnv("INTEGRATION_TEST"))`. */
function isSetting(value: Value, depth = 0): boolean {
  if (SETTINGS.test(packageOf(value) ?? "")) return true;
  if (value.kind === "external") return ENVIRONMENT.test(value.path.at(-1) ?? "");
  if (value.kind !== "applied") return false;
  const [key] = value.arguments;
  if (key?.kind === "literal" && typeof key.value === "string" && ENVIRONMENT.test(key.value)) return true;
  if (value.callee.kind === "external" && /^get_?env$/i.test(value.callee.path.at(-1) ?? "")) return true;
  return depth < 3 && value.arguments.length > 0 && value.arguments.every((given) => isSetting(given, depth + 1));
}

/** Whether it says something of the missing credentials, by being so or by being unknown because of them. */
export function isCredential(value: Value): boolean {
  if (value.kind === "literal") return value.credential;
  if (value.kind === "unknown") return value.credential || value.doubts.includes("credential");
  return value.kind === "choice" && value.options.some(isCredential);
}

/** Whether it, or what it holds, says something of the missing credentials. */
export function carriesCredential(value: Value, depth = 0): boolean {
  if (isCredential(value)) return true;
  if (depth >= 3) return false;
  if (value.kind === "record")
    return [...value.fields.values()].some((field) => field.kind !== "closure" && carriesCredential(field, depth + 1));
  return value.kind === "list" && value.items.some((item) => carriesCredential(item, depth + 1));
}

export type TextPart = string | { readonly symbol: string };

/** The parts of what can stand in a string; null when nothing is known of it, not even a name. */
export function partsOf(value: Value): readonly TextPart[] | null {
  switch (value.kind) {
    case "literal":
      return typeof value.value === "string" || typeof value.value === "number" ? [String(value.value)] : null;
    case "text":
      return value.parts;
    case "unknown":
      return value.name === null ? null : [{ symbol: value.name }];
    case "external":
      return value.path.length === 0 ? null : [{ symbol: value.path.at(-1) as string }];
    case "choice": {
      // `env.PREFIX ?? "/api"`: what the source gives is what holds unless somebody sets it.
      const known = options(value).filter((option) => option.kind === "literal" && typeof option.value === "string");
      const open = options(value).filter((option) => option.kind !== "literal");
      if (known.length === 1) return partsOf(known[0] as Value);
      return known.length === 0 && open.length === 1 ? partsOf(open[0] as Value) : null;
    }
    default:
      return null;
  }
}

export function textValue(parts: readonly TextPart[]): Value {
  const joined: TextPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === "string" && typeof last === "string") joined[joined.length - 1] = last + part;
    else joined.push(part);
  }
  if (joined.length === 0) return literal("");
  return joined.every((part) => typeof part === "string") ? literal(joined.join("")) : { kind: "text", parts: joined };
}

/** A template one part of which is one of several texts: the texts it may be. */
export function templates(values: readonly (string | Value)[]): Value {
  const at = values.findIndex((value) => typeof value !== "string" && value.kind === "choice");
  const several = values[at];
  if (!several || typeof several === "string" || several.kind !== "choice" || partsOf(several)) return template(values);
  return choice(several.options.map((option) => template(values.with(at, option))));
}

function template(values: readonly (string | Value)[]): Value {
  const parts: TextPart[] = [];
  for (const value of values) {
    if (typeof value === "string") {
      if (value !== "") parts.push(value);
      continue;
    }
    const found = partsOf(value);
    if (!found) return isCredential(value) ? doubtful(["credential"], true) : unknown(null, ...doubtsOf(value));
    parts.push(...found);
  }
  return textValue(parts);
}

import type { Call, FileValue } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";

/** An address as far as source tells: the text up to the first part that is not known. */
export interface Address {
  readonly text: string;
  /** False when more follows. */
  readonly whole: boolean;
}

const DEPTH = 5;

/** The address a call is made to; with the base address of its instance before it. Null where its beginning is not known. */
export function addressOf(program: CallProgram, call: Call): Address | null {
  const argument = program.argument(call, 0);
  if (!argument) return null;
  const own = textOf(program, argument);
  if (own && /^[a-z][a-z0-9+.-]*:/i.test(own.text)) return own;
  const maker = program.makerOf(call);
  const options = maker && program.argument(maker, 0);
  if (options) {
    for (const key of ["baseURL", "prefixUrl"]) {
      const base = program.memberOf(options, [key]);
      if (base.is === "value") return textOf(program, base.value);
    }
  }
  return own;
}

/** The text of a value, as far as it is known from its beginning. */
export function textOf(program: CallProgram, value: FileValue, depth = 0): Address | null {
  if (depth > DEPTH) return null;
  const found = program.valueOf(value);
  const { file, value: fact } = found;
  const inner = (of: typeof fact) => textOf(program, { file, value: of }, depth + 1);
  switch (fact.kind) {
    case "literal":
      return typeof fact.value === "string" ? { text: fact.value, whole: true } : null;
    case "template": {
      let text = fact.parts[0] ?? "";
      for (const [index, hole] of fact.holes.entries()) {
        const part = inner(hole);
        if (!part) return text === "" ? null : { text, whole: false };
        text += part.text;
        if (!part.whole) return { text, whole: false };
        text += fact.parts[index + 1] ?? "";
      }
      return { text, whole: true };
    }
    case "binary": {
      if (fact.operator !== "+") return null;
      const left = inner(fact.left);
      if (!left?.whole) return left;
      const right = inner(fact.right);
      return { text: left.text + (right?.text ?? ""), whole: right?.whole ?? false };
    }
    case "choice":
      // `process.env.API_URL ?? "http://…"`: what is asked where nothing is set.
      return fact.operator === "||" || fact.operator === "??" ? inner(fact.options.at(-1) ?? fact) : null;
    case "object": {
      for (const key of ["url", "uri", "baseURL"]) {
        const member = program.memberOf(found, [key]);
        if (member.is === "value") return textOf(program, member.value, depth + 1);
      }
      return null;
    }
    case "call": {
      const call = program.tables.get(file)?.calls[fact.call];
      const first = call && program.argument(call, 0);
      if (!call || !first || !/^(?:URL|Request|encodeURI)$|\.toString$/.test(program.signatureOf(call) ?? ""))
        return null;
      const base = program.argument(call, 1);
      return textOf(program, program.signatureOf(call) === "URL" && base ? base : first, depth + 1);
    }
    default:
      return null;
  }
}

/** The host of an absolute address, in lower case, without port; null where it is not told in full. */
export function hostOf({ text, whole }: Address): { readonly scheme: string; readonly host: string } | null {
  const match = /^(?<scheme>[a-z][a-z0-9+.-]*):\/\/(?:[^/?#@]*@)?(?<host>\[[^\]]*\]|[^/?#:@]+)(?<after>[/?#:])?/i.exec(
    text,
  );
  if (!match?.groups) return null;
  const { scheme = "", host = "", after } = match.groups;
  return after === undefined && !whole ? null : { scheme: scheme.toLowerCase(), host: host.toLowerCase() };
}

/**
 * A host that is never asked over a public network: the machine itself, private addresses (RFC 1918, RFC 4193, RFC 3927),
 * names without a dot (containers, services of a cluster), and the names kept for tests and local use (RFC 2606, RFC 6762,
 * RFC 8375).
 */
export function isPrivateHost(host: string): boolean {
  return (
    !host.includes(".") ||
    /^(?:127|10|0)\.|^192\.168\.|^172\.(?:1[6-9]|2\d|3[01])\.|^169\.254\./.test(host) ||
    /\.(?:local|localhost|internal|intranet|lan|home\.arpa|svc|test|example|invalid|localdomain|corp|consul|onion)$/.test(
      host,
    ) ||
    /(?:^|\.)example\.(?:com|org|net)$|\.svc\.|\.cluster\./.test(host)
  );
}

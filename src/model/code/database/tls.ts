import type { Call, FileValue } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { type Address, hostOf, isPrivateHost, textOf } from "../outbound/address.ts";
import { type MadeClient, madeClients } from "./clients.ts";

/** A client that talks to a database over a network that others use too, and says that it does so without TLS. */
export interface PlainConnection {
  readonly call: Call;
  readonly library: string;
  readonly host: string;
  /** What switches TLS off: `ssl: false`, `sslmode=disable`, `redis://`. */
  readonly by: string;
}

const ADDRESSES = [
  [],
  ["connectionString"],
  ["connection", "connectionString"],
  ["connection"],
  ["url"],
  ["uri"],
] as const;
const HOSTS = [["host"], ["hostname"], ["connection", "host"], ["server"], ["socket", "host"]] as const;
/** Parameters of an address that switch TLS off, by the manuals of libpq, MongoDB, JDBC and mysql2. */
const OFF = /[?&](?<by>sslmode=disable|ssl-mode=disabled|(?:ssl|tls|usessl)=(?:false|0))(?:&|$)/i;
const UNKNOWN = "*";
const ARGUMENTS = [0, 1, 2, 3];

/** Those of which both is written: the host, a public one, and that TLS is off. */
export function* plainConnections(program: CallProgram): Generator<PlainConnection> {
  for (const made of madeClients(program)) {
    const found = plainOf(program, made);
    if (found) yield { call: made.call, library: made.library.name, ...found };
  }
}

function plainOf(program: CallProgram, { call, library }: MadeClient): { host: string; by: string } | null {
  const values = ARGUMENTS.flatMap((index) => program.argument(call, index) ?? []);
  const settings = values.map((value) => switchOf(program, value, library.tls?.paths ?? []));
  // What is said in the options wins over the address, in all of these libraries.
  if (settings.includes("on")) return null;
  const off = settings.find((each) => each !== null) ?? null;
  for (const value of values) {
    for (const path of ADDRESSES) {
      const text = textAt(program, value, path);
      const found = text && hostOf(text);
      if (!found || found.host.includes(UNKNOWN) || isPrivateHost(found.host)) continue;
      const by =
        off ?? OFF.exec(text.text)?.groups?.["by"] ?? (text.whole && found.scheme === "redis" ? "redis://" : null);
      if (by !== null) return { host: found.host, by };
    }
    if (off === null) continue;
    for (const path of HOSTS) {
      const text = textAt(program, value, path);
      if (text?.whole && text.text.includes(".") && !text.text.includes(UNKNOWN) && !isPrivateHost(text.text))
        return { host: text.text, by: off };
    }
  }
  return null;
}

function textAt(program: CallProgram, value: FileValue, path: readonly string[]): Address | null {
  const member = program.memberOf(value, path);
  if (member.is !== "value") return null;
  const { kind } = member.value.value;
  // An object holds the parts of an address, each with a name of its own.
  if (kind === "object") return null;
  return kind === "template" ? withHoles(program, member.value) : textOf(program, member.value);
}

/** A text in which what is not known, as a password, is a `*`. */
function withHoles(program: CallProgram, { file, value }: FileValue): Address | null {
  if (value.kind !== "template") return null;
  const texts = value.parts.map((part, index) => {
    const hole = value.holes[index];
    const known = hole && textOf(program, { file, value: hole });
    return part + (hole ? (known?.whole ? known.text : UNKNOWN) : "");
  });
  return { text: texts.join(""), whole: true };
}

/** `on` also where it is not known; else what switches it off. */
function switchOf(program: CallProgram, value: FileValue, paths: readonly (readonly string[])[]): string | null {
  let off: string | null = null;
  for (const path of paths) {
    const member = program.memberOf(value, path);
    if (member.is !== "value") continue;
    const { value: fact } = member.value;
    if (fact.kind !== "literal" || fact.value !== false) return "on";
    off = `${path.join(".")}: false`;
  }
  return off;
}

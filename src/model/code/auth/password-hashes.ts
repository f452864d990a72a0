import type { Call, FileValue } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { nameOfValue } from "../input/names.ts";
import { secretName } from "../secret-names.ts";

/** A password that is made into what is stored, and with how much work. */
export interface PasswordHash {
  readonly call: Call;
  readonly algorithm: string;
  /** Under a key as well (HMAC): fast all the same, but of no use to who has the table alone. */
  readonly keyed: boolean;
  /** `fast`: made for speed; `cost`: the exponent of bcrypt; `iterations`: of PBKDF2. */
  readonly work:
    | { readonly kind: "fast" }
    | { readonly kind: "cost"; readonly value: number }
    | { readonly kind: "iterations"; readonly value: number; readonly digest: string | null };
}

/** Packages that hash their first argument. */
const DIRECT =
  /^(?:(md5|sha1|js-md5|js-sha1|js-sha256|blueimp-md5)(?:\.(?:default|sha256|md5|sha1))?|crypto-js\.(MD5|SHA1|SHA256|SHA512)|crypto-js\/(md5|sha1|sha256|sha512))$/;
const BCRYPT = /^(?:bcrypt|bcryptjs|bcrypt-ts|@node-rs\/bcrypt)\.(hash|hashSync|genSalt|genSaltSync)$/;

export function passwordHashes(program: CallProgram): readonly PasswordHash[] {
  return [...program.calls()].flatMap((call) => passwordHash(call, program) ?? []);
}

function passwordHash(call: Call, program: CallProgram): PasswordHash | null {
  const signature = program.signatureOf(call);
  if (signature === null) return null;
  const first = program.argument(call, 0);
  if (signature === "crypto.createHash().update" || signature === "crypto.createHmac().update") {
    if (!first || !isPassword(first, program) || isElsewhere(call)) return null;
    const maker = program.makerOf(call);
    const named = maker && program.argument(maker, 0);
    const algorithm = named && textOf(program.valueOf(named));
    return algorithm
      ? { call, algorithm: algorithm.toUpperCase(), keyed: signature.includes("Hmac"), work: { kind: "fast" } }
      : null;
  }
  const direct = DIRECT.exec(signature);
  if (direct && first && isPassword(first, program) && !isElsewhere(call)) {
    const name = direct.slice(1).find((each) => each !== undefined) ?? "";
    return { call, algorithm: name.replace(/^js-|^blueimp-/, "").toUpperCase(), keyed: false, work: { kind: "fast" } };
  }
  const bcrypt = BCRYPT.exec(signature);
  if (bcrypt) {
    const cost = numberOf(program.argument(call, bcrypt[1]?.startsWith("gen") ? 0 : 1), program);
    return cost === null ? null : { call, algorithm: "bcrypt", keyed: false, work: { kind: "cost", value: cost } };
  }
  if (!/^crypto\.pbkdf2(?:Sync)?$/.test(signature) || !first || !isPassword(first, program) || isElsewhere(call))
    return null;
  const iterations = numberOf(program.argument(call, 2), program);
  const digest = program.argument(call, 4);
  return iterations === null
    ? null
    : {
        call,
        algorithm: "PBKDF2",
        keyed: false,
        work: { kind: "iterations", value: iterations, digest: digest && textOf(program.valueOf(digest)) },
      };
}

function isPassword(value: FileValue, program: CallProgram): boolean {
  const { file, value: fact } = value;
  if (fact.kind === "template") return fact.holes.some((hole) => isPassword({ file, value: hole }, program));
  if (fact.kind === "binary") return [fact.left, fact.right].some((side) => isPassword({ file, value: side }, program));
  return secretName(nameOfValue(value, program) ?? "") === "password";
}

/**
 * Hashes of a password that are stored nowhere: what is asked of a list of leaked ones, a key derived from it, the digest
 * a protocol asks for.
 */
function isElsewhere({ function: of, file, record }: Call): boolean {
  const names = `${of.name ?? ""} ${file.slice(file.lastIndexOf("/") + 1)}`;
  return (
    /pwned|hibp|breach|leak|gravatar|cache|etag|fingerprint|connection|key|crypt(?!o)|cipher|signature|sign\b|digest|wsse|nonce/i.test(
      names,
    ) ||
    record.arguments.some((value) =>
      value.kind === "binary" || value.kind === "template"
        ? /nonce|timestamp|challenge|realm/i.test(JSON.stringify(value))
        : false,
    )
  );
}

function textOf({ value }: FileValue): string | null {
  return value.kind === "literal" && typeof value.value === "string" ? value.value : null;
}

function numberOf(value: FileValue | null, program: CallProgram): number | null {
  const known = value && program.valueOf(value).value;
  return known?.kind === "literal" && typeof known.value === "number" ? known.value : null;
}

import type { Call } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";

/** A call that holds the thread until its work is done. */
export interface BlockingCall {
  readonly call: Call;
  /** As people write it: `fs.readFileSync`. */
  readonly name: string;
  /** `disk`: short unless the file or the disk is bad; the others take tens of milliseconds and more, always. */
  readonly work: "disk" | "process" | "hash" | "compression";
  /** One short system call, such as making a folder; what reads or writes contents takes as long as they are large. */
  readonly short: boolean;
  /** What does the same without holding the thread. */
  readonly instead: string;
}

/** Asking whether a file is there is nothing anybody waits for. */
const LOOKS = /^(?:exists|access|stat|lstat|fstat|close|open|realpath)Sync$/;
const CONTENTS =
  /^(?:read(?:File|dir|Json|JSON)?|write(?:File|Json|JSON|v)?|appendFile|copy|copyFile|cp|output(?:File|Json|JSON)|emptyDir|remove|rm|glob)Sync$/;

/**
 * The synchronous forms of Node's own modules and of the password hashes. See "Don't block the event loop" of Node's
 * guides: "Blocking the event loop: Node.js core modules" lists them.
 */
export function blockingCall(call: Call, program: CallProgram): BlockingCall | null {
  const name = call.record.callee.path.at(-1) ?? "";
  const signature = program.signatureOf(call);
  if (!signature?.endsWith("Sync")) return null;
  const [, module, method] =
    /^(fs|fs-extra|graceful-fs|child_process|crypto|zlib|bcrypt|bcryptjs)\.(?:default\.)?(\w+Sync)$/.exec(signature) ??
    [];
  if (!module || !method) return null;
  const plain = method.slice(0, -"Sync".length);
  const described = (work: BlockingCall["work"], instead: string): BlockingCall => ({
    call,
    name: `${module}.${name || method}`,
    work,
    short: work === "disk" && !CONTENTS.test(method),
    instead,
  });
  switch (module) {
    case "child_process":
      return described("process", method === "spawnSync" ? "`spawn`" : `\`promisify(${plain})\``);
    case "crypto":
      return /^(?:pbkdf2|scrypt|generateKeyPair|generatePrime|checkPrime|argon2)Sync$/.test(method)
        ? described("hash", `\`promisify(crypto.${plain})\``)
        : null;
    case "bcrypt":
    case "bcryptjs":
      return /^(?:hash|compare)Sync$/.test(method) ? described("hash", `\`await ${module}.${plain}\``) : null;
    case "zlib":
      return described("compression", `\`promisify(zlib.${plain})\``);
    default:
      return LOOKS.test(method)
        ? null
        : described("disk", `\`await ${module === "fs" ? "fs.promises" : module}.${plain}\``);
  }
}

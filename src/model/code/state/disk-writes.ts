import type { ValueFact } from "../../../facts/calls.ts";
import { calledName } from "../calls/called-name.ts";
import type { Call, FileValue } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { nameOfValue } from "../input/names.ts";

const WRITES =
  /^(?:fs|fs\/promises|fs-extra|graceful-fs)(?:\.(?:default|promises))*\.(?:writeFile|writeFileSync|appendFile|appendFileSync|createWriteStream|outputFile|copyFile|cp|rename|move)$/;
const DELETES = /^(?:unlink|unlinkSync|rm|rmSync|rmdir|remove|removeSync)$/;
const TEMPORARY = /te?mp|scratch|cache|log/i;

/** Whether a call leaves a file on the disk of this machine for later: not one that is temporary, or deleted where it was written. */
export function isLastingWrite(call: Call, program: CallProgram): boolean {
  if (!WRITES.test(program.signatureOf(call) ?? "")) return false;
  const target = program.argument(call, 0);
  if (!target || saysTemporary(target, program, 0)) return false;
  if (TEMPORARY.test(call.function.name ?? "") || TEMPORARY.test(call.file)) return false;
  if (CHOSEN.test(call.function.name ?? "") || CHOSEN.test(call.file)) return false;
  return !call.function.calls.some(({ record }) => DELETES.test(calledName(record.callee)));
}

/** A class that is chosen by configuration beside others that store elsewhere. */
const CHOSEN = /local|disk|file_?system/i;

/** `multer({ dest: "uploads/" })` and `multer.diskStorage({ destination: "uploads/" })`: where it keeps what is uploaded. */
export function isDiskUpload(call: Call, program: CallProgram): boolean {
  const signature = program.signatureOf(call);
  const options = program.argument(call, 0);
  if (!options || !signature || CHOSEN.test(call.function.name ?? "") || CHOSEN.test(call.file)) return false;
  const key = signature === "multer" ? "dest" : signature === "multer.diskStorage" ? "destination" : null;
  const folder = key === null ? null : program.memberOf(options, [key]);
  return folder?.is === "value" && !saysTemporary(folder.value, program, 0);
}

function saysTemporary(given: FileValue, program: CallProgram, depth: number): boolean {
  if (depth > 5 || TEMPORARY.test(nameOfValue(given, program) ?? "")) return true;
  const { file, value } = program.valueOf(given);
  const any = (values: readonly ValueFact[]) =>
    values.some((each) => saysTemporary({ file, value: each }, program, depth + 1));
  switch (value.kind) {
    case "literal":
      return TEMPORARY.test(String(value.value));
    case "template":
      return value.parts.some((part) => TEMPORARY.test(part)) || any(value.holes);
    case "binary":
      return any([value.left, value.right]);
    case "choice":
      return any(value.options);
    case "call": {
      const call = program.tables.get(file)?.calls[value.call];
      return call !== undefined && (TEMPORARY.test(calledName(call.record.callee)) || any(call.record.arguments));
    }
    case "environment":
      return TEMPORARY.test(value.name);
    default:
      return false;
  }
}

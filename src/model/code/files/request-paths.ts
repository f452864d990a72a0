import type { Route } from "../../../facts/code.ts";
import type { Call } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { isChecked } from "../input/checks.ts";
import { type Input, requestInputs } from "../input/request.ts";
import { isResponse } from "../input/response.ts";

/** A file that is named by a request. */
export interface RequestPath {
  readonly call: Call;
  readonly input: Input;
}

const FILE_CALLS =
  /^(?:fs|fs\/promises|fs-extra|graceful-fs)\.(?:promises\.)?(?:readFile|writeFile|appendFile|createReadStream|createWriteStream|unlink|rm|rmdir|open|stat|lstat|access|exists|readdir|copyFile|rename|mkdir|remove|outputFile|readJson|writeJson)(?:Sync)?$/;
/** Functions that keep what they are given in the path: `path.basename` does not. */
const JOINS = /^path(?:\.posix|\.win32)?\.(?:join|resolve|normalize)$/;

/** File system calls whose path a request has a part in, which nothing checked. */
export function requestPaths(program: CallProgram, routes: readonly Route[]): readonly RequestPath[] {
  const inputs = requestInputs(program, routes);
  const joins = (call: Call): boolean => JOINS.test(program.signatureOf(call) ?? "");
  return [...program.calls()].flatMap((call) => {
    if (!takesPath(call, program)) return [];
    const given = program.argument(call, 0);
    const input = given && inputs.within(given, joins);
    // What an upload middleware names its own files is not the caller's choice.
    if (!input || input.part === "files" || isChecked(input, call.function, program, inputs)) return [];
    return [{ call, input }];
  });
}

function takesPath(call: Call, program: CallProgram): boolean {
  if (call.record.form !== "call") return false;
  const method = call.record.callee.path.at(-1);
  if (method !== "sendFile" && method !== "download") return FILE_CALLS.test(program.signatureOf(call) ?? "");
  if (!isResponse(program.originOf(call), program)) return false;
  // With a root, Express refuses what leads out of it.
  return !call.record.arguments
    .slice(1)
    .some((value) => program.memberOf({ file: call.file, value }, ["root"]).is === "value");
}

import type { CodeFunction } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";
import { statusValue } from "./thrown.ts";

/**
 * The status Nest answers with when a handler returns: `@HttpCode(…)`, else 201 for POST and 200 for all others
 * (https://docs.nestjs.com/controllers#status-code). Null when the handler takes the response into its own hands.
 */
export function nestSuccess(method: string, handler: CodeFunction, program: CallProgram): number | null {
  const signature = (index: number): string | null => {
    const call = program.tables.get(handler.file)?.calls[index];
    return call ? program.signatureOf(call) : null;
  };
  const ownHands = handler.record.parameters.some((parameter) =>
    parameter.decorators.some((each) => /^@nestjs\/common\.(?:Res|Response|Next)$/.test(signature(each) ?? "?")),
  );
  if (ownHands) return null;
  for (const each of handler.record.decorators) {
    const name = signature(each);
    if (name === null || /^@nestjs\/common\.(?:Redirect|Render|Sse)$/.test(name)) return null;
    const call = name === "@nestjs/common.HttpCode" ? program.tables.get(handler.file)?.calls[each] : undefined;
    if (call) return statusValue(program.argument(call, 0), program);
  }
  return method === "POST" ? 201 : 200;
}

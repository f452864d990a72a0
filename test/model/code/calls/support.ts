import { discover } from "../../../../src/languages/typescript/discover/discover.ts";
import { reader } from "../../../../src/languages/typescript/reader.ts";
import { createResolver } from "../../../../src/languages/typescript/resolve.ts";
import { createBindings } from "../../../../src/model/code/bindings.ts";
import { CallProgram } from "../../../../src/model/code/calls/program.ts";
import { memoryTree } from "../../../support/memory-tree.ts";

/** The calls of a small server, read and linked as the engine does it. */
export function programOf(files: Readonly<Record<string, string>>): CallProgram {
  const tree = memoryTree({ "package.json": "{}", ...files });
  const facts = discover(tree, { ignore: [] }).units.map(
    (unit) => reader.read(unit, { tree, rules: [], embedded: new Map(), guard: (_rule, _file, call) => call() }).facts,
  );
  const resolve = createResolver(tree);
  return new CallProgram(facts, resolve, createBindings(facts, resolve));
}

/** What is called, in source order: `axios.create().get`; project functions as `→ UserService.create`; `?` when not known. */
export function signaturesOf(files: string | Readonly<Record<string, string>>): readonly string[] {
  const program = programOf(typeof files === "string" ? { "src/a.ts": files } : files);
  return [...program.calls()].map((call) => {
    const signature = program.signatureOf(call);
    if (signature !== null) return signature;
    const target = program.targetOf(call);
    return target ? `→ ${target.name ?? "anonymous"}` : "?";
  });
}

import type { Io, Output } from "../../src/cli/io.ts";

interface FakeOutput extends Output {
  text: string;
}

export type FakeIo = Io & { readonly stdout: FakeOutput; readonly stderr: FakeOutput };

/** A process that is none: what is written is kept. */
export function fakeIo(
  given: { readonly env?: Io["env"]; readonly cwd?: string; readonly isTTY?: boolean; readonly columns?: number } = {},
): FakeIo {
  const output = (): FakeOutput => ({
    text: "",
    isTTY: given.isTTY ?? false,
    columns: given.columns,
    async write(text) {
      this.text += text;
    },
  });
  return { stdout: output(), stderr: output(), env: given.env ?? {}, cwd: given.cwd ?? process.cwd() };
}

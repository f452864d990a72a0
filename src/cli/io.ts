import { writeFully } from "./write.ts";

/** A stream of the process, as commands see it. */
export interface Output {
  readonly isTTY: boolean;
  /** Of the terminal; undefined when it is none. */
  readonly columns: number | undefined;
  /** Resolves when all of it has been handed on: a large text to a slow pipe is never cut. */
  write(text: string): Promise<void>;
}

/** Everything a command may know of the process it runs in. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

export function processIo(): Io {
  return { stdout: outputOf(process.stdout), stderr: outputOf(process.stderr), env: process.env, cwd: process.cwd() };
}

function outputOf(stream: NodeJS.WriteStream): Output {
  return {
    isTTY: stream.isTTY === true,
    columns: stream.isTTY ? stream.columns : undefined,
    write: (text) => writeFully(stream, text),
  };
}

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
  /** Puts a question to a person, and gives the line that was typed; absent where nobody is there to answer. */
  readonly ask?: (question: string) => Promise<string>;
}

export function processIo(): Io {
  const canAsk = process.stdin.isTTY === true && process.stderr.isTTY === true;
  return {
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    env: process.env,
    cwd: process.cwd(),
    ...(canAsk && { ask: askOnTerminal }),
  };
}

/** The end of the input (Ctrl-D) and an interrupt answer with no. */
async function askOnTerminal(question: string): Promise<string> {
  const { createInterface } = await import("node:readline");
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    lines.on("close", () => resolve("no"));
    lines.question(question, (answer) => {
      resolve(answer);
      lines.close();
    });
  });
}

function outputOf(stream: NodeJS.WriteStream): Output {
  return {
    isTTY: stream.isTTY === true,
    columns: stream.isTTY ? stream.columns : undefined,
    write: (text) => writeFully(stream, text),
  };
}

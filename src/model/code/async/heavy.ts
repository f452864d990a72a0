import type { Call } from "../calls/linked.ts";
import type { CallProgram } from "../calls/program.ts";

/** Work that takes the thread, or a process of its own, for a second and more; by the documentation of each package. */
const HEAVY: readonly { readonly made: RegExp; readonly what: string }[] = [
  { made: /^(?:puppeteer(?:-core)?(?:\.default)?|playwright(?:-core)?\.\w+)\.launch$/, what: "a browser is started" },
  {
    made: /^(?:xlsx|@sheet\/core)(?:\.default)?\.(?:read|readFile|write|writeFile)$/,
    what: "a workbook is read or written, on the thread of all requests",
  },
  {
    made: /^csv-(?:parse|stringify)\/sync\.\w+$/,
    what: "a table is read or written as a whole, on the thread of all requests",
  },
  { made: /^(?:tesseract\.js\.(?:recognize|createWorker))$/, what: "text is recognised in pictures" },
  { made: /^jimp(?:\.\w+)*\.read$/, what: "a picture is decoded, on the thread of all requests" },
  { made: /^(?:fluent-ffmpeg)(?:\.default)?$/, what: "a film is converted" },
];

/** What a call does that is too much for a request; null for the rest. */
export function heavyWork(call: Call, program: CallProgram): string | null {
  if (call.record.form === "decorator") return null;
  const signature = program.signatureOf(call);
  return signature === null ? null : (HEAVY.find(({ made }) => made.test(signature))?.what ?? null);
}

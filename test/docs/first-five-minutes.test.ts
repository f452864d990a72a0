import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { fakeIo } from "../cli/fake-io.ts";
import { tempFolder, writeFiles } from "../support/temp-folder.ts";
import { archlintArguments, blocksOf, shellLines } from "./pages.ts";

it("the first five minutes print what their page shows, on a copy of the demo project", async () => {
  const folder = tempFolder();
  cpSync(join(import.meta.dirname, "../../fixtures/projects/bookshop"), folder, { recursive: true });
  let printed = "";
  let compared = 0;
  for (const block of blocksOf("docs/first-five-minutes.md")) {
    if (block.file !== null) writeFiles(folder, { [block.file]: block.text });
    for (const line of shellLines(block)) {
      const args = archlintArguments(line);
      if (args === null) continue;
      const io = fakeIo({ cwd: folder });
      const code = await run(args, io);
      expect(code, `${line}\n${io.stderr.text}`).toBeLessThan(2);
      printed = io.stdout.text;
    }
    if (block.language !== "text") continue;
    compared++;
    // A line of `…` stands for what the page leaves out.
    for (const part of block.text.split(/^…\n/m)) expect(printed).toContain(part);
  }
  expect(compared).toBeGreaterThan(4);
});

import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/run.ts";
import { commitAll, git } from "../support/git.ts";
import { tempFolder } from "../support/temp-folder.ts";
import { fakeIo } from "./fake-io.ts";

const file = ".archlint-baseline";

function project(): string {
  const cwd = tempFolder();
  cpSync(path.join(import.meta.dirname, "project"), cwd, { recursive: true });
  return cwd;
}

async function archlint(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const io = fakeIo({ cwd, env });
  const code = await run(args, io);
  return { code, stdout: io.stdout.text, stderr: io.stderr.text };
}
const read = (cwd: string) => readFileSync(path.join(cwd, file), "utf8");
const write = (cwd: string, text: string) => writeFileSync(path.join(cwd, file), text);

describe("archlint baseline", () => {
  it("writes once what is found, and is not written over unasked", async () => {
    const cwd = project();
    const { code, stdout } = await archlint(cwd, ["baseline"]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^Wrote \.archlint-baseline: \d+ known findings? of/),
    });
    const written = read(cwd);
    expect(await archlint(cwd, ["--fail-on", "info"])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("in the baseline (--no-baseline)"),
    });
    expect((await archlint(cwd, ["--fail-on", "info", "--no-baseline"])).code).toBe(1);
    expect(await archlint(cwd, ["baseline"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("exists already; --update"),
    });
    expect((await archlint(cwd, ["baseline", "--force"])).code).toBe(0);
    expect(read(cwd)).toBe(written);
  });

  it("prunes and updates, and a moved folder is known", async () => {
    const cwd = project();
    await archlint(cwd, ["baseline"]);
    write(cwd, read(cwd).replaceAll("}\n{", ',"reason":"later"}\n{').replace('1,"reason":"later"', "1"));
    const before = read(cwd);
    mkdirSync(path.join(cwd, "db"));
    renameSync(path.join(cwd, "migrations"), path.join(cwd, "db/migrations"));
    expect((await archlint(cwd, ["--fail-on", "info"])).code).toBe(0);
    expect((await archlint(cwd, ["baseline", "--update"])).code).toBe(0);
    expect(read(cwd).match(/"reason":"later"/g)).toEqual(before.match(/"reason":"later"/g));
    expect(read(cwd)).not.toContain('"file":"migrations/');
    const gone =
      '{"rule":"schema/primary-key","anchor":"sql:public.x","file":"x.sql","fingerprint":"0123456789abcdef"}\n';
    write(cwd, read(cwd) + gone);
    const stale = await archlint(cwd, ["--fail-on", "info"]);
    expect(stale.code).toBe(0);
    expect(stale.stdout.replace(/\s+/g, " ")).toContain(
      "1 entry of .archlint-baseline found nothing any more (schema/primary-key): archlint baseline --prune takes them out",
    );
    expect((await archlint(cwd, ["baseline", "--prune"])).stdout).toContain("1 taken out");
    expect(read(cwd)).not.toContain("0123456789abcdef");
  });

  it.each<[readonly string[], string]>([
    [["baseline", "src"], "archlint baseline takes no paths"],
    [["baseline", "--update"], "there is no .archlint-baseline yet"],
    [["baseline", "--prune", "--update"], "--update and --prune cannot be given together"],
    [["baseline", "--baseline", "../x"], "../x lies outside the project"],
    [["--baseline", "known.txt"], "there is no baseline known.txt; archlint baseline --baseline known.txt writes one"],
    [["--baseline", "x", "--no-baseline"], "--baseline names the file that --no-baseline leaves unread"],
    [["--today", "soon"], "--today needs a day such as 2027-01-31, not soon"],
    [["baseline", "--import", "gone.yaml"], "there is no file gone.yaml to import"],
  ])("%j is a mistake that is named", async (args, message) => {
    expect(await archlint(project(), args)).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining(message),
    });
  });

  it("that is broken stops a run with its line, and is not followed as a link", async () => {
    const cwd = project();
    write(cwd, '{"archlint-baseline":1}\n{"rule":"schem');
    expect(await archlint(cwd, [])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(".archlint-baseline:2: the line ends in its middle"),
    });
    const linked = project();
    const outside = path.join(linked, "../outside.txt");
    writeFileSync(outside, "mine");
    symlinkSync(outside, path.join(linked, file));
    expect((await archlint(linked, [])).code).toBe(2);
    expect((await archlint(linked, ["baseline", "--force"])).stderr).toContain("is a link; nothing was written");
    expect(readFileSync(outside, "utf8")).toBe("mine");
  });
});

describe("the day on which exceptions end", () => {
  it("is that of --today, of SOURCE_DATE_EPOCH, of the commit: in this order", async () => {
    const cwd = project();
    await archlint(cwd, ["baseline"]);
    write(cwd, read(cwd).replaceAll(/"fingerprint":"\w+"/g, '$&,"until":"2020-06-30"'));
    git(cwd, "init", "--quiet");
    commitAll(cwd);
    const counts = ["--fail-on", "info"];
    expect((await archlint(cwd, counts)).code).toBe(1);
    expect((await archlint(cwd, counts, { SOURCE_DATE_EPOCH: "1593475200" })).code).toBe(0);
    expect((await archlint(cwd, [...counts, "--today", "2020-07-01"], { SOURCE_DATE_EPOCH: "1593475200" })).code).toBe(
      1,
    );
    expect((await archlint(cwd, counts, { SOURCE_DATE_EPOCH: "today" })).stderr).toContain(
      "expected seconds since 1970",
    );
  });
});

describe("archlint baseline --import", () => {
  const api = `openapi: 3.0.3
info: { title: a, version: 1.0.0 }
paths:
  /users:
    get:
      operationId: a
      responses: { "200": { description: ok } }
  /orders:
    get:
      operationId: a
      responses: { "200": { description: ok } }
    post:
      operationId: a
      responses: { "201": { description: ok } }
`;
  const ignored = `# made by Redocly
api/openapi.yaml:
  operation-operationId-unique:
    - '#/paths/~1orders/get/operationId'
    - '#/paths/~1gone/get/operationId'
  info-contact:
    - '#/info'
https://example.com/a.yaml:
  struct: ['#/']
`;

  it("knows what Redocly was told to ignore, and says what means nothing here", async () => {
    const cwd = tempFolder({ "api/openapi.yaml": api, ".redocly.lint-ignore.yaml": ignored });
    const only = ["--only", "openapi/operation-id-unique"];
    const before = JSON.parse((await archlint(cwd, [...only, "--format", "json", "--all"])).stdout).findings.length;
    const { code, stdout } = await archlint(cwd, ["baseline", "--import", ".redocly.lint-ignore.yaml"]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: [
        "Wrote .archlint-baseline: 1 finding imported from .redocly.lint-ignore.yaml.",
        "Without an equal here, so nothing has to be left: info-contact (1)",
        "Nothing found by archlint at these places: operation-operationId-unique (1)",
        "https://example.com/a.yaml stands on the network, where archlint reads nothing",
        "",
      ].join("\n"),
    });
    expect(read(cwd)).toContain(`"reason":"ignored for Redocly's operation-operationId-unique"`);
    const after = JSON.parse((await archlint(cwd, [...only, "--format", "json", "--all"])).stdout);
    expect([before - after.findings.length, after.baseline.known]).toEqual([1, 1]);
    expect((await archlint(cwd, ["baseline", "--import", ".redocly.lint-ignore.yaml"])).stdout).toContain(
      "1 known already",
    );
  });

  it.each([
    ["- a\n", "expected an object of files"],
    ["a: [1\nb: 2", "it is no YAML"],
  ])("%j is told, and nothing is written", async (text, message) => {
    const cwd = tempFolder({ "api/openapi.yaml": api, "i.yaml": text });
    expect(await archlint(cwd, ["baseline", "--import", "i.yaml"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(message),
    });
    expect(existsSync(path.join(cwd, file))).toBe(false);
  });
});

import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { codeOwners, readCodeOwners } from "../../src/workspace/code-owners.ts";
import { gitRepository } from "../support/git.ts";
import { tempFolder } from "../support/temp-folder.ts";

/** After the examples of GitHub's page on code owners. */
const text = String.raw`# comment
*       @global1 @global2
*.js    @js-owner #inline comment
/build/logs/ @doctocat
docs/*  docs@example.com
apps/ @octocat
/apps/github @doctocat
/scripts/ @doctocat
**/logs @octologs
/apps/unowned
with\ space.md @spacer
!negated @nobody
[section] @nobody
`;

describe("code owners", () => {
  it.each([
    ["README.md", "@global1 @global2"],
    ["a/b.js", "@js-owner"],
    ["build/logs/x/y.txt", "@octologs"],
    ["docs/getting-started.md", "docs@example.com"],
    ["docs/build-app/troubleshooting.md", "@global1 @global2"],
    ["apps/x.ts", "@octocat"],
    ["deep/apps/x.ts", "@octocat"],
    ["apps/github/x.ts", "@doctocat"],
    ["apps/unowned/x.ts", ""],
    ["deeply/nested/logs/1.txt", "@octologs"],
    ["with space.md", "@spacer"],
    ["negated", "@global1 @global2"],
  ])("of %s are %j", (file, owners) => {
    expect(codeOwners(text)(file).join(" ")).toBe(owners);
  });

  it("are read where GitHub reads them, by paths of the repository", () => {
    const root = gitRepository({
      "docs/CODEOWNERS": "* @docs",
      CODEOWNERS: "* @root\n/service/ @service",
      "service/.github/CODEOWNERS": "* @nobody",
    });
    expect(readCodeOwners(root)?.("a.ts")).toEqual(["@root"]);
    expect(readCodeOwners(join(root, "service"))?.("a.ts")).toEqual(["@service"]);
    expect(readCodeOwners(root)?.("")).toEqual([]);
    const first = tempFolder({ ".github/CODEOWNERS": "* @github\n", CODEOWNERS: "* @root\n" });
    expect(readCodeOwners(first)?.("a.ts")).toEqual(["@github"]);
    expect(readCodeOwners(tempFolder())).toBeNull();
  });
});

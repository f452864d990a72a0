import { requestPaths } from "../../src/model/code/files/request-paths.ts";
import { showInput } from "../../src/model/code/input/request.ts";
import { defineRule } from "../../src/rule/define.ts";

export default defineRule({
  id: "code/path-from-input",
  practice: "code/validation",
  severity: "error",
  confidence: "medium",
  preset: "strict",
  since: "0.1.0",
  summary: "a request does not name the file the server opens",
  why: "`path.join(folder, name)` keeps `..` in what it is given: with `../../.env` for a name the server reads out its own configuration, its keys or its source, and where it writes or deletes, somebody else's files. Express decodes `%2F` in a path parameter, so that a parameter is no safer than a query.",
  fix: "look the name up in what the server knows (an id in a table), take `path.basename` of it, or check that the resolved path still begins with the folder; `res.sendFile(name, { root })` does the last",
  tradeoff:
    "A tool that serves a folder to the person who runs it, on their own machine, gives away nothing they do not have.",
  references: [
    "https://owasp.org/www-community/attacks/Path_Traversal",
    "https://cwe.mitre.org/data/definitions/22.html",
    "https://nodejs.org/api/path.html#pathjoinpaths",
    "https://expressjs.com/en/api.html#res.sendFile",
  ],
  check({ code, report }) {
    for (const { call, input } of requestPaths(code.calls(), code.routes))
      report({
        at: { ...call, at: call.nameAt },
        key: showInput(input),
        message: `the request's \`${showInput(input)}\` is part of the path of a file, unchecked`,
        label: "`..` leads out of the folder",
      });
  },
});

import { expect, test } from "vitest";
import { readTestedPaths } from "../../../../src/languages/typescript/tests/read.ts";
import { sharedTexts } from "../../../../src/languages/typescript/tests/shared.ts";

function named(text: string): readonly string[] {
  return readTestedPaths("test/a.test.ts", text).map(({ method, path }) => `${method ?? "?"} ${path}`);
}

test.each([
  ['request(app).get("/users?page=1")', "GET /users"],
  ['await agent.del("/users/1")', "DELETE /users/1"],
  ["api.post(`/users/${user.id}/posts`)", "POST /users/{}/posts"],
  ['fetch("http://localhost:3000/users")', "GET /users"],
  ["fetch(`http://localhost:${port}/users`, { method: 'PATCH' })", "PATCH /users"],
  ["fetch(`${base}/users`, { method })", "? /users"],
  ["fetch(`${base}/users`, init)", "? /users"],
  ['fetch(base + "/users/" + id + "/posts")', "GET /users/{}/posts"],
  ['fetch(new URL("/users", base), { headers })', "GET /users"],
  ['new Request("http://localhost/users", { method: "PUT" })', "PUT /users"],
  ['app.inject({ method: "POST", url: "/users" })', "POST /users"],
  ['app.inject({ url: "/users" })', "GET /users"],
  ['app.inject({ ...common, url: "/users" })', "? /users"],
  ['axios({ method: "delete", url: "/users/1" })', "DELETE /users/1"],
  ['app.request("/users")', "GET /users"],
  ['cy.request("POST", "/users")', "POST /users"],
  ['it("GET /users answers 200", run)', "GET /users"],
  ['test.each([["PUT", "/users/1"]])("works", run)', "PUT /users/1"],
  ['const url = "/users";', "? /users"],
  ['request(app).get(encodeURI("/users"))', "GET /users"],
])("%s", (text, expected) => {
  expect(named(text)).toEqual([expected]);
});

test("a constant of the file is what it says, unless two have its name", () => {
  const once = "const base = 'http://localhost/api'; client.get(`${base}/users`);";
  expect(named(once)).toContain("GET /api/users");
  expect(named(`${once} const base = "/v2";`)).toContain("GET /users");
});

test.each([
  'import { app } from "/app.ts"',
  'expect(text).toBe("a/b")',
  'nock("https://example.com").get("/users").reply(200)',
  'mock.onGet("/users").reply(200)',
  'http.get("/users", () => HttpResponse.json([]))',
  'const regular = "//example.com/users"',
])("no path of ours: %s", (text) => {
  expect(named(text)).toEqual([]);
});

test("what another test file exports is known by its name, unless two differ", () => {
  const urls = "export const API = '/api'; export const USERS: string = `${API}/users`; export const OTHER = '/a';";
  const shared = sharedTexts([urls, 'export const OTHER = "/b"; export const USERS = "/api/users";']);
  expect([...shared]).toEqual([
    ["API", "/api"],
    ["USERS", "/api/users"],
    ["OTHER", "{}"],
  ]);
  const [path] = readTestedPaths("a.test.ts", "request.put(`${USERS}/${id}`)", shared);
  expect(path).toMatchObject({ method: "PUT", path: "/api/users/{}" });
});

test("each stands where its text does, also in a file that does not parse", () => {
  const text = 'request(app).get("/users"); }}} (';
  const [path] = readTestedPaths("a.test.ts", text);
  expect(text.slice(path?.at.start, path?.at.end)).toBe('"/users"');
});

test("a chain of ten thousand parts is read", () => {
  const path = `"/users/"${' + id + "/"'.repeat(10_000)}`;
  expect(named(`get(${path})`)).toHaveLength(1);
});

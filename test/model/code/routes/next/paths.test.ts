import { describe, expect, it } from "vitest";
import { nextFileRoute } from "../../../../../src/model/code/routes/next/paths.ts";

describe("the path a file of Next.js serves", () => {
  it.each([
    ["app/route.ts", "/"],
    ["app/api/users/route.ts", "/api/users"],
    ["src/app/api/users/[id]/route.js", "/api/users/{id}"],
    ["apps/web/app/(admin)/@modal/files/[...path]/route.ts", "/files/{*path}"],
    ["app/docs/[[...slug]]/route.ts", "/docs/{*slug}"],
    ["pages/api/users/index.ts", "/api/users"],
    ["src/pages/api/trpc/[trpc].ts", "/api/trpc/{trpc}"],
  ])("%s", (file, path) => {
    expect(nextFileRoute(file)?.path).toBe(path);
  });

  it.each(["app/api/_lib/route.ts", "app/feed/(.)photo/route.ts", "app/page.tsx", "pages/index.ts", "src/routes.ts"])(
    "%s: none",
    (file) => {
      expect(nextFileRoute(file)).toBeNull();
    },
  );

  it("starts at the folder of its package", () => {
    expect(nextFileRoute("apps/web/src/app/api/route.ts", "apps/web")).toEqual({
      root: "apps/web",
      router: "app",
      path: "/api",
    });
    expect(nextFileRoute("apps/api/app/route.ts", "apps/web")).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import { guardName, settledGuard } from "../../../../src/model/code/routes/settled-guards.ts";

describe("a guard settled in the configuration", () => {
  it.each([
    ["requireSession", "requireSession"],
    ['requireRole("admin")', "requireRole"],
    ["new TenantGuard(config)", "TenantGuard"],
    ["auth.required", "auth.required"],
  ])("%s is named %s", (text, name) => {
    expect(guardName(text)).toBe(name);
  });

  it("is known by its whole name or by the last part of it", () => {
    expect(settledGuard("auth.required", { "auth.required": true, required: false })).toBe(true);
    expect(settledGuard("auth.required({ role: 1 })", { required: false })).toBe(false);
    expect(settledGuard("auth.required", { auth: true })).toBeUndefined();
    expect(settledGuard("toString", {})).toBeUndefined();
  });
});

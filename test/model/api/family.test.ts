import { describe, expect, it } from "vitest";
import { familyOf } from "../../../src/model/api/family.ts";

const of = (title: string | null, file = "api.yaml") => familyOf({ title, file });

describe("familyOf", () => {
  it.each([
    ["Checkout API v70", "Checkout API v71"],
    ["Checkout API", "checkout api (2.1)"],
    ["Accounts 2010", "Accounts"],
  ])("takes %s and %s for one API", (a, b) => {
    expect(of(a)).toBe(of(b, "other.json"));
  });

  it("tells different APIs apart", () => {
    expect(of("Payments")).not.toBe(of("Payouts"));
    expect(of("Платежи")).not.toBe(of("Счета"));
  });

  it("has nothing to go by without a title, or with a number for one", () => {
    expect(of(null, "a.yaml")).not.toBe(of(null, "b.yaml"));
    expect(of("2.0", "a.yaml")).toBe("a.yaml");
  });
});

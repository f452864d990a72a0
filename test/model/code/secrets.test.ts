import { describe, expect, it } from "vitest";
import { isPlaceholder, knownSecret } from "../../../src/model/code/secret-formats.ts";
import { looksSecret, secretName } from "../../../src/model/code/secret-names.ts";

// Put together here, so that no scanner takes this file for a leak.
const letters = "qWz7Rt2Yp9Lk4Jh8Gf3Ds6Xc5Vb1NmQwErTyUiOpAs";

const joined = (...parts: readonly string[]): string => parts.join("");

describe("known secrets", () => {
  it.each([
    ["an AWS access key", joined("AK", "IAQZ7RN3WVTK5BDMXP"), "AKIA"],
    ["a live Stripe key", joined("sk_", "live_", letters.slice(0, 24)), "sk_live_"],
    ["a GitHub token", joined("gh", "p_", letters.slice(0, 36)), "ghp_"],
    ["a GitLab token", joined("gl", "pat-", letters.slice(0, 20)), "glpat-"],
    ["a Slack token", joined("xo", "xb-", "283746501928-", letters.slice(0, 24)), "xoxb-"],
    ["a SendGrid key", `S${"G."}${letters.slice(0, 22)}.${letters}m`, "SG."],
    ["an npm token", joined("np", "m_", letters.slice(0, 36)), "npm_"],
    ["a DigitalOcean token", joined("do", "p_v1_", "3f9a".repeat(16)), "dop_v1_"],
    ["a Google API key", joined("AI", "za", letters.slice(0, 35)), "AIza"],
    [
      "a private key",
      `-----BEGIN RSA ${"PRIVATE"} KEY-----\n${letters}${letters}\n`,
      "-----BEGIN RSA PRIVATE KEY-----",
    ],
    [
      "a connection string with a password",
      joined("mongodb+srv://app:", "kV9-rT2x@cluster0.ab1cd.mongodb.net/shop"),
      "mongodb+srv://",
    ],
  ])("%s", (what, text, shown) => {
    expect(knownSecret(`before ${text} after`)).toEqual({ what, shown });
  });

  it.each([
    "AKIAIOSFODNN7EXAMPLE",
    "sk_test_abcdefghijklmnopqrstuvwx",
    "-----BEGIN PRIVATE KEY-----",
    "postgres://postgres:postgres@localhost:5432/app",
    "postgres://app:s3cret-9x@127.0.0.1/app",
    "postgres://app:s3cret-9x@db:5432/app",
    "postgres://user:password@db.shop.io/app",
    "postgres://app:${PASSWORD}@db.shop.io/app",
    "redis://:<password>@cache.shop.io",
    "https://user:k9Vt-x2@example.com/",
    "https://shop.io/a:b@c",
    "eyJhbGciOiJIUzI1NiJ9",
    "SG.short",
  ])("not %s", (text) => {
    expect(knownSecret(text)).toBeNull();
  });
});

describe("names of secrets", () => {
  it.each([
    ["JWT_SECRET", "signing"],
    ["sessionSecret", "signing"],
    ["secret", "signing"],
    ["SECRET_KEY", "signing"],
    ["encryptionKey", "signing"],
    ["OAUTH_JWT_SECRET", "signing"],
    ["GOOGLE_CLIENT_SECRET", "other"],
    ["webhookSecret", "other"],
    ["apiKey", "other"],
    ["STRIPE_API_KEY", "other"],
    ["accessToken", "other"],
    ["dbPassword", "password"],
    ["POSTGRES_PASSWORD", "password"],
    ["token", null],
    ["passwordField", null],
    ["secretName", null],
    ["TOKEN_URL", null],
    ["primaryKey", null],
    ["publicKey", null],
    ["cacheKey", null],
    ["nextToken", null],
    ["", null],
  ])("%s: %s", (name, expected) => {
    expect(secretName(name)).toBe(expected);
  });

  it.each(["9f8b1c7d3e5a2046b8d1f7c3a9e5b204", "t_8Hq2Zr6Xw1Nc5Vb9Lk3Pd"])("%s can be one", (value) => {
    expect(looksSecret(value, "other")).toBe(true);
  });

  it.each([
    "x-access-token",
    "reset_token_expired",
    "INVALID_PASSWORD_2",
    "https://shop.io/token1234567890",
    "./keys/private-1.pem",
    "your-api-key-1234567",
    "short1",
    "with spaces 1234567890",
    "aaaaaaaaaaaaaaa1",
    "auth.service.token",
    "resetPassword2",
    "",
  ])("%s can not", (value) => {
    expect(looksSecret(value, "other")).toBe(false);
  });

  it("asks less of a password, which people make up", () => {
    expect(looksSecret("kT4-mm9-wqZ", "password")).toBe(true);
    expect(looksSecret("kT4-mm9-wqZ", "other")).toBe(false);
  });

  it.each([
    "changeme",
    "CHANGE_ME_NOW",
    "your-secret",
    "<secret>",
    "${SECRET}",
    "***",
    "xxxx",
    "secret",
    "test123",
    "dev-secret",
    "",
    "AKIAIOSFODNN7EXAMPLE",
  ])("%s is a placeholder", (text) => {
    expect(isPlaceholder(text)).toBe(true);
  });
});

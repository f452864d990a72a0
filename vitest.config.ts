import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Only to catch hangs: no test measures time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: "forks",
  },
});

import { defineConfig } from "vitest/config";
import { ClosingLine } from "./test/closing-line.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/setup.ts"],
    testTimeout: 60_000,
    hookTimeout: 30_000,
    // The end-to-end tests mostly wait: for a tick, a grace, a lease that runs out.
    maxWorkers: 4,
    reporters: [process.env["CI"] === undefined ? "default" : "dot", new ClosingLine()],
  },
});

import { configDefaults, defineConfig } from "vitest/config";
import type { Reporter } from "vitest/node";

/** Tests of pure functions and of the documentation, which take seconds. */
const unit = [
  "test/source/**",
  "test/schemas/**",
  "test/conditions/**",
  "test/expressions/**",
  "test/templates.test.ts",
  "test/release/**",
  "test/diagnostics/{formats,pretty,faults-within}.test.ts",
  "test/compile/places-in-json.test.ts",
  "test/pages/{arazzo-page,commands,links,map}.test.ts",
];

/** Tests that take many seconds each: browsers, other runtimes, other compilers, packages, random input, large documents. */
const slow = [
  "test/bundle/**",
  "test/fuzz/**",
  "test/soak/**",
  "test/package.test.ts",
  "test/compile/{clusters,expressions-in-places,hostile,incremental,typescript-versions}.test.ts",
  "test/pictures/page.test.ts",
  "test/examples/video-page.test.ts",
  "test/corpus/**",
  "test/jsonpath/compliance.test.ts",
  "test/schemas/agreement.test.ts",
  "test/run/{https,public-description,random-flows,random-signatures,runtimes,train-then-deploy}.test.ts",
  "test/types/{signer-packages,typescript-versions,unsafe-code}.test.ts",
];

/** Tests of generated code and its runtime, most of them against real HTTP servers. */
const runtime = ["test/run/**", "test/examples/**", "test/conformance/**", "examples/*.test.ts"];

const tests = (patterns: readonly string[]) =>
  patterns.map((pattern) => pattern.replace(/\/\*\*$/, "/**/*.test.ts"));

const project = (name: string, include: readonly string[], others: readonly string[]) => ({
  extends: true as const,
  test: {
    name,
    include: tests(include),
    // The consumers are applications with test runners of their own.
    exclude: [...configDefaults.exclude, "test/consumers/**", ...tests(others)],
  },
});

/** Reports that a run left out the project `slow`. */
const leftOut: Reporter = {
  onInit(vitest) {
    const isComplete = vitest.projects.some(({ name }) => name === "slow");
    this.onTestRunEnd = () => {
      if (isComplete) return;
      vitest.logger.log("Left out: the project `slow`. Run it with: npm run test:slow\n");
    };
  },
};

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ["default", ...(process.env["GITHUB_ACTIONS"] ? ["github-actions"] : []), leftOut],
    projects: [
      project("unit", unit, slow),
      project("runtime", runtime, [...unit, ...slow]),
      // All other tests, so that a new test file is never left out.
      project("compile", ["test/**"], [...unit, ...runtime, ...slow]),
      project("slow", slow, []),
      {
        extends: true,
        test: {
          name: "types",
          include: [],
          typecheck: {
            enabled: true,
            include: ["test/types/*.test-d.ts"],
            tsconfig: "tsconfig.json",
          },
        },
      },
    ],
  },
});

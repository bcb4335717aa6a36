/** The applications that use generated code, each with the settings that its tools have by default. */

import type { PackageSet } from "./packages.js";

export interface Consumer {
  /** Also the name of the folder that has the application's files. */
  readonly name: string;
  readonly packages: PackageSet;
  /** The packages whose versions the report names. */
  readonly with: readonly string[];
  /** Which documents are put into the application's folder `specs/`; `videos` by default. */
  readonly specs?: "videos" | "sagemaker";
  /** Run one after another in the application's folder, by a shell that finds what is installed. */
  readonly commands: readonly string[];
  /** How often the commands print the outcome of the workflow. */
  readonly outcomes: number;
}

const generate = "npx arazzo-typescript specs --out src/generated";
/** Leaves what the application has when it runs. */
const withoutTool = "npm prune --omit=dev --offline --prefix ..";
const open = "node ../open-page.mjs";

export const consumers: readonly Consumer[] = [
  {
    name: "next",
    packages: "next",
    with: ["next", "typescript"],
    commands: [
      "npx arazzo-typescript specs --out generated",
      "next build",
      "node request-once.mjs",
      "next build --webpack",
      "node request-once.mjs",
    ],
    outcomes: 2,
  },
  {
    name: "vite-react",
    packages: "vite",
    with: ["vite", "typescript"],
    commands: [generate, "tsc -b", "vite build", `${open} dist/assets/*.js`],
    outcomes: 1,
  },
  {
    name: "webpack-ts-loader",
    packages: "bundlers",
    with: ["webpack", "ts-loader", "typescript"],
    commands: [generate, "webpack", `${open} dist/main.js`],
    outcomes: 1,
  },
  {
    name: "webpack-babel",
    packages: "bundlers",
    with: ["webpack", "babel-loader", "@babel/core"],
    commands: [generate, "webpack", `${open} dist/main.js`],
    outcomes: 1,
  },
  {
    name: "nest",
    packages: "nest",
    with: ["@nestjs/core", "jest", "ts-jest", "typescript"],
    commands: [generate, "nest build", "node dist/main", "jest --ci"],
    outcomes: 2,
  },
  {
    name: "rollup",
    packages: "bundlers",
    with: ["rollup", "@rollup/plugin-typescript", "typescript"],
    commands: [generate, "rollup --config --failAfterWarnings", `${open} dist/index.js`],
    outcomes: 1,
  },
  {
    name: "esbuild",
    packages: "bundlers",
    with: ["esbuild", "typescript"],
    commands: [
      generate,
      "tsc",
      "esbuild src/page.ts --bundle --minify --outfile=dist/page.js",
      `${open} dist/page.js`,
      "esbuild src/main.ts --bundle --platform=node --outfile=dist/main.cjs",
      "node dist/main.cjs",
    ],
    outcomes: 2,
  },
  {
    name: "cloudflare-workers",
    packages: "bundlers",
    with: ["@cloudflare/workers-types", "typescript", "esbuild"],
    commands: [
      generate,
      "tsc",
      "esbuild src/index.ts --bundle --format=esm --outfile=dist/index.mjs",
      "node request-once.mjs",
    ],
    outcomes: 1,
  },
  {
    name: "jest-ts-jest",
    packages: "tools",
    with: ["jest", "ts-jest", "typescript"],
    commands: [generate, "jest --ci"],
    outcomes: 1,
  },
  {
    name: "commonjs",
    packages: "tools",
    with: ["typescript"],
    commands: [generate, "tsc", "node dist/main.js"],
    outcomes: 1,
  },
  {
    name: "commonjs-nodenext",
    packages: "tools",
    with: ["typescript"],
    commands: [generate, "tsc", "node dist/main.js"],
    outcomes: 1,
  },
  {
    name: "nodenext",
    packages: "tools",
    with: ["typescript", "tsx"],
    commands: [generate, "tsc", "node dist/main.js", "tsx src/main.ts"],
    outcomes: 2,
  },
  {
    name: "monorepo",
    packages: "tools",
    with: ["typescript"],
    commands: [
      "npm install --offline --no-audit --no-fund",
      "npx arazzo-typescript specs --out packages/videos/src",
      "tsc -b",
      "node packages/application/dist/main.js",
    ],
    outcomes: 1,
  },
  {
    name: "eslint-prettier",
    packages: "tools",
    with: ["eslint", "typescript-eslint", "prettier", "typescript"],
    commands: [
      generate,
      "eslint --max-warnings 0 .",
      "prettier --check src",
      "tsc",
      "node dist/main.js",
    ],
    outcomes: 1,
  },
  {
    name: "undici",
    packages: "tools",
    with: ["undici", "typescript"],
    commands: [generate, "tsc", "node dist/main.js"],
    outcomes: 4,
  },
  {
    name: "node-type-stripping",
    packages: "runtimes",
    with: ["node-22", "node-24", "typescript"],
    commands: [
      generate,
      "../node_modules/node-22/bin/node src/main.ts",
      "../node_modules/node-24/bin/node src/main.ts",
      "tsc",
      "node dist/main.js",
    ],
    outcomes: 3,
  },
  {
    name: "deno",
    packages: "runtimes",
    with: ["deno"],
    commands: [generate, "deno check src", "deno task start"],
    outcomes: 1,
  },
  {
    name: "bun",
    packages: "runtimes",
    with: ["bun", "typescript"],
    commands: [
      generate,
      "tsc",
      "bun test",
      "bun src/main.ts",
      "bun build src/main.ts --target bun --outdir dist",
      "bun dist/main.js",
    ],
    outcomes: 2,
  },
  {
    name: "aws-sdk-signature-v4",
    packages: "signerOfAws",
    with: ["@aws-sdk/signature-v4", "typescript"],
    specs: "sagemaker",
    commands: [
      generate,
      `grep '"@aws-sdk/signature-v4"' src/generated/runtime/*.ts`,
      "tsc",
      withoutTool,
      "node dist/main.js",
    ],
    outcomes: 1,
  },
  {
    name: "smithy-signature-v4",
    packages: "signerOfSmithy",
    with: ["@smithy/signature-v4", "typescript"],
    specs: "sagemaker",
    commands: [
      generate,
      `grep '"@smithy/signature-v4"' src/generated/runtime/*.ts`,
      "tsc",
      withoutTool,
      "node dist/main.js",
    ],
    outcomes: 1,
  },
];

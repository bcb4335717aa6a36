/**
 * The versions of all packages that the consumers are built with, so that nothing changes unless this file does.
 * Consumers of one set share its installation; each set also gets the packed tool.
 */
export const packageSets = {
  /** What create-next-app 16.4 asks for. */
  next: {
    next: "16.4.6",
    react: "19.3.1",
    "react-dom": "19.3.1",
    "@types/node": "20.19.43",
    "@types/react": "19.3.3",
    "@types/react-dom": "19.3.0",
    typescript: "5.9.3",
  },
  /** What the template react-ts of create-vite 9.3 asks for, and a page to run the result in. */
  vite: {
    vite: "8.3.8",
    react: "19.3.1",
    "react-dom": "19.3.1",
    "@types/node": "24.19.4",
    "@types/react": "19.3.3",
    "@types/react-dom": "19.3.0",
    "@vitejs/plugin-react": "6.3.0",
    "@happy-dom/global-registrator": "21.0.4",
    typescript: "7.0.2",
  },
  /** Bundlers, with the TypeScript that is written in JavaScript, which their plugins call. */
  bundlers: {
    webpack: "5.113.0",
    "webpack-cli": "7.3.1",
    "ts-loader": "9.6.2",
    "babel-loader": "10.1.1",
    "@babel/core": "8.1.3",
    "@babel/preset-env": "8.0.7",
    "@babel/preset-typescript": "8.0.7",
    rollup: "4.68.8",
    "@rollup/plugin-typescript": "12.3.1",
    tslib: "2.9.1",
    esbuild: "0.28.2",
    "@happy-dom/global-registrator": "21.0.4",
    "@cloudflare/workers-types": "5.20261117.1",
    "@types/node": "22.20.5",
    typescript: "5.9.3",
  },
  /** Compilers, tests and linters for Node. */
  tools: {
    jest: "29.7.0",
    "ts-jest": "29.4.15",
    "@types/jest": "29.5.14",
    eslint: "10.15.0",
    "@eslint/js": "10.0.1",
    "typescript-eslint": "8.74.0",
    prettier: "3.10.1",
    tsx: "4.23.15",
    undici: "7.30.2",
    "@types/node": "22.20.5",
    typescript: "5.9.3",
  },
  /** What the Nest CLI 11 asks for. */
  nest: {
    "@nestjs/cli": "11.0.24",
    "@nestjs/common": "11.2.10",
    "@nestjs/core": "11.2.10",
    "@nestjs/platform-express": "11.2.10",
    "@nestjs/testing": "11.2.6",
    "reflect-metadata": "0.2.2",
    rxjs: "7.8.2",
    "@types/jest": "30.0.0",
    "@types/node": "24.19.4",
    jest: "30.5.2",
    "ts-jest": "29.4.15",
    typescript: "5.9.3",
  },
  runtimes: {
    deno: "2.9.6",
    bun: "1.4.5",
    "@types/bun": "1.4.5",
    "node-22": "npm:node@22.23.3",
    "node-24": "npm:node@24.21.0",
    "@types/node": "24.19.4",
    typescript: "7.0.2",
  },
  signerOfAws: {
    "@aws-sdk/signature-v4": "3.374.0",
    "@types/node": "22.20.5",
    typescript: "5.9.3",
  },
  signerOfSmithy: {
    "@smithy/signature-v4": "5.7.5",
    "@types/node": "22.20.5",
    typescript: "5.9.3",
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>;

export type PackageSet = keyof typeof packageSets;

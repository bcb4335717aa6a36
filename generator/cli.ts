#!/usr/bin/env node
import { setFlagsFromString } from "node:v8";
import { runCommandLine } from "./commands/command-line.js";

// V8 begins to optimize what has run for a moment. TypeScript's compiler is done before most of that pays: a
// third of the CPU went into it. Only the V8 of Node 20 has this flag; later ones would complain.
if (process.version.startsWith("v20.")) setFlagsFromString("--interrupt-budget=1000000");
// Who reads the report may have read enough of it.
process.stdout.on("error", () => process.exit());
await runCommandLine(process.argv.slice(2), process);

#!/usr/bin/env node
import { setFlagsFromString } from "node:v8";
import { runCommandLine } from "./commands/command-line.js";

// A run ends before most of V8's optimizations pay off, which take a third of the CPU time. Only Node 20 knows this flag.
if (process.version.startsWith("v20.")) setFlagsFromString("--interrupt-budget=1000000");
// The reader of a pipe may close it early.
process.stdout.on("error", () => process.exit());
await runCommandLine(process.argv.slice(2), process);

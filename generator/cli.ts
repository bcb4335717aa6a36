#!/usr/bin/env node
import { runCommandLine } from "./commands/command-line.js";

// Who reads the report may have read enough of it.
process.stdout.on("error", () => process.exit());
await runCommandLine(process.argv.slice(2), process);

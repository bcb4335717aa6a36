import { existsSync } from "node:fs";
import { Command, CommanderError } from "@commander-js/extra-typings";
import { nearestName } from "../diagnostics/nearest-name.js";
import { readPackageFile } from "../source/package-file.js";
import { declareCheck } from "./check.js";
import { declareGenerate } from "./generate.js";
import { declareGraph } from "./graph.js";
import { declareInit } from "./init.js";
import { type Terminal, UsageError } from "./terminal.js";
import { declareWatch } from "./watch.js";

/** Runs the command that the arguments name, and sets the exit code of the terminal. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<void> {
  const program = new Command("arazzo-typescript")
    .description("Compiles Arazzo workflows into typed TypeScript functions.")
    .version(readPackageFile().version, "--version", "show the version")
    .helpOption("--help", "show this help")
    .helpCommand(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    });
  declareGenerate(program, terminal);
  declareCheck(program, terminal);
  declareGraph(program, terminal);
  declareWatch(program, terminal);
  declareInit(program, terminal);
  for (const command of program.commands) command.showHelpAfterError(hintOf(command));
  program.addHelpText(
    "after",
    "\nFor the options of a command: arazzo-typescript <command> --help",
  );
  try {
    refuseMistypedCommand(args, program);
    await program.parseAsync(args, { from: "user" });
  } catch (error) {
    if (error instanceof CommanderError) {
      terminal.exitCode = error.exitCode === 0 ? 0 : 2;
    } else if (error instanceof UsageError) {
      terminal.stderr.write(`error: ${error.message}\n`);
      terminal.exitCode = 2;
    } else {
      throw error;
    }
  }
}

/** A word that is not a file but is similar to a command is a misspelt command, not a missing document. */
function refuseMistypedCommand([word = ""]: readonly string[], { commands }: Command): void {
  const names = commands.map((command) => command.name());
  if (!/^\w+$/.test(word) || names.includes(word) || existsSync(word)) return;
  const nearest = nearestName(word, names);
  if (nearest === undefined) return;
  throw new UsageError(`no command or file ${word}; did you mean ${nearest}?`);
}

/** The text that follows an error in the arguments of a command. */
function hintOf(command: { name: () => string; usage: () => string }): string {
  const name = `arazzo-typescript ${command.name()}`;
  return `\nUsage: ${name} ${command.usage()}\nOptions: ${name} --help`;
}

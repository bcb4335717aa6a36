import { Readable } from "node:stream";
import { runCommandLine } from "../../generator/commands/command-line.js";
import type { Terminal } from "../../generator/commands/terminal.js";

export interface Run {
  readonly exitCode: Terminal["exitCode"];
  /** All that was printed. */
  readonly screen: string;
  /** What was printed on the standard output. */
  readonly report: string;
}

interface Surroundings {
  readonly input?: string | Uint8Array;
  /** Whether the standard error is a terminal. */
  readonly isTTY?: boolean;
  readonly signal?: AbortSignal;
  /** Is given all that was printed, whenever something is. */
  readonly onPrint?: (screen: string) => void;
}

/** Runs the command in the working directory, as a user does, but in this process. */
export async function runCommand(
  args: readonly string[],
  { input = "", isTTY = false, signal, onPrint = () => {} }: Surroundings = {},
): Promise<Run> {
  let screen = "";
  let report = "";
  const print = (text: string) => {
    screen += text;
    onPrint(screen);
  };
  const terminal: Terminal = {
    stdin: Readable.from([Buffer.from(input)]),
    stdout: {
      write: (text) => {
        report += text;
        print(text);
      },
    },
    stderr: { isTTY, write: print },
    ...(signal && { signal }),
  };
  await runCommandLine(args, terminal);
  return { exitCode: terminal.exitCode, screen, report };
}

/** The phases that a command showed on a terminal. */
export function phasesIn(screen: string): readonly string[] {
  return screen.split("\r\u001b[K").flatMap((line) => /^(.+) …$/.exec(line)?.[1] ?? []);
}

/** Runs a Node process, and returns the time that it took. */

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface ProcessRun {
  /** In milliseconds, as the one who waits sees it. */
  readonly wall: number;
  /** In milliseconds, of all threads. */
  readonly cpu: number;
  /** The most memory that it had at a time, in MiB. */
  readonly memory: number;
  readonly output: string;
}

const reporter = fileURLToPath(new URL("./report-usage.cjs", import.meta.url));

/** Rejects with the output of the process if it fails. */
export async function runNode(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<ProcessRun> {
  const start = performance.now();
  const child = spawn(process.execPath, ["--require", reporter, ...args], {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  const [code, output, errors, usage] = await Promise.all([
    new Promise<number | null>((resolve, reject) => child.on("close", resolve).on("error", reject)),
    ...child.stdio.slice(1).map(textOf),
  ]);
  const wall = performance.now() - start;
  if (code !== 0) throw new Error(`node ${args.join(" ")} ended with ${code}\n${errors}${output}`);
  const { cpu, memory } = JSON.parse(usage ?? "");
  return { wall, cpu, memory, output: output ?? "" };
}

async function textOf(stream: unknown): Promise<string> {
  let text = "";
  for await (const chunk of stream as AsyncIterable<Buffer>) text += chunk.toString("utf8");
  return text;
}

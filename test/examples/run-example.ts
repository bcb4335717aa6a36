import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Runs a program of examples/ in a process of its own, as its first line says. */
export async function runExample(
  name: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ended> {
  const command = ["--import", "tsx", `examples/${name}`, ...args];
  const env = { ...process.env, ...environment };
  return new Promise((resolve) => {
    const example = execFile(process.execPath, command, { cwd: root, env }, (_, stdout, stderr) =>
      resolve({ exitCode: example.exitCode ?? -1, stdout, stderr }),
    );
  });
}

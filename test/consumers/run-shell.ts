/** Runs commands as a developer's shell would, apart from this repository. */

import { exec } from "node:child_process";
import { delimiter, join } from "node:path";

const minutes = 60_000;

/**
 * Runs a command that finds the programs of the nearest `node_modules/.bin`, its folder's own and the one above.
 * Resolves with what it printed; rejects with that when it fails or takes more than five minutes.
 */
export function runShell(
  command: string,
  cwd: string,
  variables: Readonly<Record<string, string>> = {},
): Promise<string> {
  const programs = [cwd, join(cwd, "..")].map((folder) => join(folder, "node_modules/.bin"));
  const environment = { ...ownEnvironment(), ...variables };
  const path = [...programs, environment["PATH"] ?? ""].join(delimiter);
  const options = { cwd, env: { ...environment, PATH: path }, timeout: 5 * minutes };
  return new Promise((resolve, reject) => {
    exec(command, options, (error, stdout, stderr) => {
      const printed = stdout + stderr;
      if (error === null) resolve(printed);
      else reject(new Error(`${printed}${command} ended with ${error.code ?? error.signal}`));
    });
  });
}

/** Without what npm and tsx add for the programs and packages of this repository. */
function ownEnvironment(): Readonly<Record<string, string | undefined>> {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|NODE_|INIT_CWD$)/i.test(name),
  );
  const path = process.env["PATH"]
    ?.split(delimiter)
    .filter((folder) => !folder.includes("node_modules"))
    .join(delimiter);
  return { ...Object.fromEntries(own), PATH: path };
}

import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Command } from "@commander-js/extra-typings";
import { isObject } from "../source/located.js";
import { portablePath } from "../source/location.js";
import { outOption } from "./document-command.js";
import { declaredPackages } from "./missing-packages.js";
import { configPaths } from "./read-config.js";
import { type Terminal, UsageError } from "./terminal.js";

const examples = `
Examples:
  arazzo-typescript init
  arazzo-typescript init "specs/*.arazzo.yaml" --out src/generated
  arazzo-typescript init --config`;

const scriptName = "generate";
const defaultFolder = "src/generated";
const configName = "arazzo-typescript.config.ts";

export function declareInit(program: Command, terminal: Terminal): void {
  program
    .command("init")
    .summary("add an npm script")
    .description(`Adds the script "${scriptName}" to package.json.`)
    .argument("[files...]", "documents for the script to compile (default: specs)")
    .addOption(outOption(defaultFolder))
    .option("--config", `also write ${configName}, with the documents and the output folder`)
    .addHelpText("after", examples)
    .action(async (files, { out = defaultFolder, config = false }) => {
      const documents = (files.length > 0 ? files : ["specs"]).map((each) => portablePath(each));
      const folder = portablePath(out);
      const changes = [
        ...(config ? [addConfig(documents, folder)] : []),
        await addScript(config ? [] : [...documents, "--out", folder]),
      ];
      // Nothing is written if one of the changes is not possible.
      for (const { path, text, message } of changes) {
        await replaceFile(path, text);
        terminal.stderr.write(`${message}\n`);
      }
      terminal.stderr.write(nextStep());
      terminal.exitCode = 0;
    });
}

interface Change {
  readonly path: string;
  readonly text: string;
  readonly message: string;
}

function addConfig(files: readonly string[], out: string): Change {
  const existing = configPaths().find((path) => existsSync(path));
  if (existing !== undefined) throw new UsageError(`${basename(existing)} already exists`);
  const text = `import { defineConfig } from "arazzo-typescript";

export default defineConfig({
  files: [${files.map((file) => JSON.stringify(file)).join(", ")}],
  out: ${JSON.stringify(out)},
});
`;
  return { path: configName, text, message: `wrote ${configName}` };
}

/** Adds the script to `package.json` without changing anything else in it. */
async function addScript(args: readonly string[]): Promise<Change> {
  const { text, content } = await readPackage();
  const command = ["arazzo-typescript", ...args.map(quoted)].join(" ");
  const scripts = isObject(content["scripts"]) ? content["scripts"] : {};
  const present = scripts[scriptName];
  if (present !== undefined && present !== command) {
    const problem = `package.json already has a script "${scriptName}"`;
    throw new UsageError(`${problem}; add this command under another name: ${command}`);
  }
  const changed = { ...content, scripts: { ...scripts, [scriptName]: command } };
  const [indent = "  "] = /^[ \t]+(?=")/m.exec(text) ?? [];
  const lines = `${JSON.stringify(changed, undefined, indent)}${/\n$/.test(text) ? "\n" : ""}`;
  return {
    path: "package.json",
    text: text.includes("\r\n") ? lines.replaceAll("\n", "\r\n") : lines,
    message: `package.json: "${scriptName}": ${JSON.stringify(command)}`,
  };
}

async function readPackage() {
  const text = await readFile("package.json", "utf8").catch(() => {
    throw new UsageError("no package.json here; create one with npm init");
  });
  try {
    const content: unknown = JSON.parse(text);
    if (isObject(content)) return { text, content };
  } catch {
    // Invalid JSON is reported like any other value that is not an object.
  }
  throw new UsageError("package.json is not a JSON object");
}

async function replaceFile(path: string, text: string): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  await writeFile(temporary, text);
  await rename(temporary, path);
}

function nextStep(): string {
  const isDeclared = declaredPackages(process.cwd())?.has("arazzo-typescript");
  const install = isDeclared ? "" : "npm install --save-dev arazzo-typescript && ";
  return `Next: ${install}npm run ${scriptName}\n`;
}

/** Double quotes work in every shell, and prevent the shell from expanding patterns. */
function quoted(arg: string): string {
  return /^[\w./:@=-]+$/.test(arg) ? arg : `"${arg.replace(/["\\$`]/g, "\\$&")}"`;
}

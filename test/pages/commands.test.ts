import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { runCommand } from "../commands/run-command.js";
import { blocksIn, pages, proseOf, root } from "./read-pages.js";

const { scripts, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** The commands in shell blocks and in CI examples. */
const commands = [
  ...blocksIn("sh").flatMap(({ text }) => text.split("\n")),
  ...blocksIn("yaml").flatMap(({ text }) =>
    [...text.matchAll(/^ *- run: (.*)$/gm)].map(([, run]) => run),
  ),
]
  .map((line = "") => line.replace(/(^| +)#.*$/, "").trim())
  .flatMap((line) => line.split(/ && | \| /))
  .filter((line) => line !== "");

test("there are commands", () => expect(commands).not.toEqual([]));

test.for([...new Set(commands)])("%s", async (command) => {
  const [program, name, ...rest] = command.split(" ");
  const args = rest.filter((each) => each !== "--");
  switch (program === "npm" && name === "run" ? "npm run" : program) {
    case "npm":
      expect(["ci", "test", "install", "pack", "link"]).toContain(name);
      return;
    case "npm run":
      expect(Object.keys(scripts)).toContain(args[0]);
      if (args[0] === "generate") await expectFlags(args.slice(1));
      return;
    case "npx":
      if (name === "arazzo-typescript") return expectFlags(args);
      expect(Object.keys(devDependencies)).toContain(name);
      for (const path of args.filter((each) => /^[\w./-]+\/[\w./-]+$/.test(each)))
        expect(existsSync(join(root, path)), path).toBe(true);
      return;
    default:
      expect(["cat", "git"]).toContain(program);
  }
});

describe("what the pages say in passing", () => {
  const inline = pages.flatMap((page) =>
    [...proseOf(page).matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code),
  );

  test("names only scripts that there are", () => {
    const named = inline.flatMap((code) => /^npm run ([\w:-]+)/.exec(code)?.[1] ?? []);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test("names only flags that some command takes", async () => {
    const help = await Promise.all(["generate", "check", "watch", "init", "graph"].map(helpOf));
    const named = inline.flatMap((code) => /^--[a-z-]+/.exec(code)?.[0] ?? []);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((flag) => !help.some((text) => text.includes(flag)))).toEqual([]);
  });
});

test("every block of YAML and JSON can be read", () => {
  for (const { page, line, text } of [...blocksIn("yaml"), ...blocksIn("json")]) {
    expect(() => parse(text), `${page}:${line}`).not.toThrow();
  }
});

async function expectFlags(args: readonly string[]): Promise<void> {
  const [first = ""] = args;
  const help = await helpOf(
    /^[a-z]+$/.test(first) && !existsSync(join(root, first)) ? first : "generate",
  );
  for (const flag of args.filter((each) => each.startsWith("--"))) {
    expect(help).toContain(flag);
  }
}

async function helpOf(command: string): Promise<string> {
  const { screen } = await runCommand([command, "--help"]);
  expect(screen).toContain(`Usage: arazzo-typescript ${command}`);
  return screen;
}

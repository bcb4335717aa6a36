import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mockCarrierApi, mockOrdersApi, shipOrder } from "../../examples/generated/index.js";
import { compile, formatDiagnostics } from "../../generator/index.js";
import { runCommand } from "../commands/run-command.js";
import { blocksIn, pages, root } from "./read-pages.js";

/** Facts in the prose of the pages. */
const textOf = (page: string) => pages.find(({ path }) => path === page)?.text ?? "";

test("a block of YAML that names a file is an excerpt of it", () => {
  const excerpts = blocksIn("yaml").flatMap(({ text }) => {
    const [, path, excerpt = ""] = /^# (\S+\/\S+)\n([\s\S]*)$/.exec(text) ?? [];
    return path === undefined ? [] : [{ path, excerpt: withoutIndent(excerpt) }];
  });
  expect(excerpts).not.toEqual([]);
  for (const { path, excerpt } of excerpts) {
    expect(withoutIndent(readFileSync(join(root, path), "utf8")), path).toContain(excerpt);
  }
});

test("the application that ESLint and Prettier check has the lines that the guide asks for", () => {
  const rows = [
    ...textOf("docs/guide.md").matchAll(/^\| `([\w.]+)` +\| `(.*?src\/generated.*?)` +\|/gm),
  ];
  expect(rows).toHaveLength(3);
  for (const [, file = "", line] of rows) {
    const path = join(root, "test/consumers/eslint-prettier", file);
    expect(readFileSync(path, "utf8"), file).toContain(line);
  }
});

test("the compiler reports the mistake in the README as the README shows", async () => {
  const [mistake] = blocksIn("text").filter(({ page }) => page === "README.md");
  const [, document = "", line = ""] =
    /^ +(specs\/\S+):(\d+):\d+$/m.exec(mistake?.text ?? "") ?? [];
  const path = join(root, document);
  const lines = readFileSync(path, "utf8").split("\n");
  lines[Number(line) - 1] = lines[Number(line) - 1]?.replace("CreationTime", "Created") ?? "";
  const texts = new Map([[path, lines.join("\n")]]);
  const { files, diagnostics } = await compile([path], { texts });
  expect(files).toEqual([]);
  expect(formatDiagnostics(diagnostics)).toContain(mistake?.text);
});

test("a response that lies about its kinds ends with the message in the guide", async () => {
  const [message] = blocksIn("text").filter(({ page }) => page === "docs/guide.md");
  const ordersApi = mockOrdersApi({
    readOrder: () => JSON.parse('{ "status": "paid", "weightInGrams": "5", "address": {} }'),
  });
  const carrierApi = mockCarrierApi({});
  const running = shipOrder({ orderId: "7" }, { ordersApi, carrierApi });
  await expect(running).rejects.toThrow(message?.text.trim() ?? "a message");
});

test("the chart in the guide is what the command draws", async () => {
  const [picture] = blocksIn("mermaid").filter(({ page }) => page === "docs/guide.md");
  const { report } = await runCommand(["graph", join(root, "specs")]);
  expect(picture?.text).toBeTruthy();
  expect(report).toContain(picture?.text);
});

test("the page on Arazzo counts the public documents that are compiled", () => {
  const rows = readFileSync(join(root, "test/corpus/expected.tsv"), "utf8").trim().split("\n");
  const emitted = rows.filter((row) => row.split("\t")[1] === "emitted");
  const [claim] = /\d+ of\s\d+\sdocuments/.exec(textOf("docs/arazzo-1.0.1.md")) ?? [];
  expect(claim?.replaceAll("\n", " ")).toBe(`${emitted.length} of ${rows.length} documents`);
});

function withoutIndent(text: string): string {
  return text.replace(/^[ -]+/gm, "").trim();
}

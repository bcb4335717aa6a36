import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PictureFormat } from "../../generator/5-draw/draw-workflows.js";
import { layOutChart } from "../../generator/5-draw/lay-out-chart.js";
import { runCommandLine } from "../../generator/commands/command-line.js";
import { draw } from "../../generator/draw.js";

const loops = join(import.meta.dirname, "loops/arazzo.yaml");
const workflows = join(import.meta.dirname, "workflows/arazzo.yaml");
const hostile = join(import.meta.dirname, "hostile/arazzo.json");

async function drawn(document: string, format: PictureFormat): Promise<string> {
  const { pictures, diagnostics } = await draw([document], { format, together: true });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  expect(errors.map(({ message }) => message)).toEqual([]);
  return pictures[0]?.text ?? "";
}

/** The goldens were rendered by Mermaid itself, and looked at. */
describe.for([loops, workflows, hostile])("%s", (document) => {
  test("is drawn in Mermaid as expected", async () => {
    const expected = join(document, "../expected.md");
    await expect(await drawn(document, "mermaid")).toMatchFileSnapshot(expected);
  });
});

test("the page has the picture that is expected", async () => {
  const page = await drawn(loops, "html");
  const svg = /<svg role="group".*?<\/svg>/s.exec(page)?.[0] ?? "";
  await expect(`${svg}\n`).toMatchFileSnapshot(join(import.meta.dirname, "loops/expected.svg"));
});

test("arrows that go around the boxes are within the picture", async () => {
  const ids = ["s0", "s1", "s2", "s3", "s4", "s5", "s6", "s7"];
  const box = { kind: "step", outcome: undefined, lines: [], isReachable: true } as const;
  const { left, width, arrows } = await layOutChart({
    boxes: ids.map((id) => ({ ...box, id, title: id })),
    arrows: ids.flatMap((to, index) =>
      ids.slice(0, index).map((from) => ({ from, to, kind: "data" as const, lines: [] })),
    ),
  });
  const bends = arrows.flatMap(({ points }) => points.map(({ x }) => x));
  expect(Math.min(...bends)).toBeLessThan(0);
  expect(Math.min(...bends)).toBeGreaterThan(left);
  expect(Math.max(...bends)).toBeLessThan(left + width);
});

describe("hostile text", () => {
  test("stays text in a chart: every line is one of the few forms that are printed", async () => {
    const chart = /```mermaid\n(.*?)\n```/s.exec(await drawn(hostile, "mermaid"))?.[1] ?? "";
    const text = String.raw`"(?:<b>|<\/b>|<br>|[^"<>&\x60%;]|#\d+;)*"`;
    const box = String.raw`[a-z]+\d*(?:\(\[${text}\]\)|\[${text}\]|\[\[${text}\]\]|\(${text}\))?`;
    const line = new RegExp(`^  ${box}(?: (?:-->|-\\.->|-\\.-o) ${box})*$`, "u");
    const [first, ...lines] = chart.split("\n");
    expect(first).toBe("flowchart TD");
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.filter((each) => !line.test(each))).toEqual([]);
  });

  test("stays text in a page: it has no elements and attributes but those of the templates", async () => {
    const page = await drawn(hostile, "html");
    const tags = page.match(/<\w[^>]*>/g) ?? [];
    expect(tags.filter((tag) => /^<(script|img|iframe|object|link)\b|\son\w+=/.test(tag))).toEqual(
      [],
    );
    expect(page.match(/(?<=\s(href|src)=).{2}/g)?.filter((start) => start !== '"#')).toEqual([]);
    expect(page).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    expect(page.match(/<title>/g)).toHaveLength(1);
    expect(page).toContain("&lt;script&gt;globalThis.hacked");
  });
});

test("the templates of the page escape all that they print", async () => {
  const folder = join(import.meta.dirname, "../../templates/page");
  for (const name of ["page", "workflow", "step", "chart", "link"]) {
    expect(await readFile(join(folder, `${name}.hbs`), "utf8")).not.toMatch(/\{\{[{&]/);
  }
});

describe("the command", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "pictures-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function graph(...args: readonly string[]) {
    const said = { stdout: "", stderr: "" };
    const terminal = {
      stdin: (async function* () {})(),
      stdout: { write: (text: string) => (said.stdout += text) },
      stderr: { write: (text: string) => (said.stderr += text) },
      exitCode: undefined,
    };
    await runCommandLine(["graph", ...args], terminal);
    return { ...said, exitCode: terminal.exitCode };
  }

  test("prints Mermaid on the standard output", async () => {
    const { stdout, stderr, exitCode } = await graph(loops);
    expect({ stdout, stderr, exitCode }).toEqual({
      stdout: await drawn(loops, "mermaid"),
      stderr: "",
      exitCode: 0,
    });
  });

  test("writes a file for all workflows, in the form that its name says, and again", async () => {
    const out = join(folder, "docs/all.html");
    for (const _ of ["first", "again"]) {
      expect(await graph(workflows, "--out", out)).toMatchObject({ exitCode: 0, stdout: "" });
    }
    expect(await readFile(out, "utf8")).toBe(await drawn(workflows, "html"));
  });

  test("writes a file for each workflow into a folder", async () => {
    await graph(workflows, "--out", join(folder, "each"));
    for (const name of ["find", "clean", "find-and-read"]) {
      expect(await readFile(join(folder, "each", `${name}.md`), "utf8")).toContain("flowchart TD");
    }
  });

  test("does not replace a file that is not a picture", async () => {
    const out = join(folder, "notes.md");
    await writeFile(out, "# Notes\n");
    const { exitCode, stderr } = await graph(loops, "--out", out);
    expect({ exitCode, stderr }).toEqual({
      exitCode: 1,
      stderr: expect.stringContaining("output-not-ours"),
    });
    expect(await readFile(out, "utf8")).toBe("# Notes\n");
  });

  test("reports on standard error why a faulty document is not drawn", async () => {
    const faulty = join(import.meta.dirname, "../diagnostics/step-not-found/arazzo.yaml");
    const { stdout, stderr, exitCode } = await graph(faulty);
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 1 });
    expect(stderr).toContain("error step-not-found");
  });
});

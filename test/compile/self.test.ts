/** `$self` as the URI of a document and the base of its references. */

import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { compile } from "../../generator/compile.js";
import { emptyCache } from "../../generator/incremental/compilation-cache.js";
import { compileIncrementally } from "../../generator/incremental/compile-incrementally.js";

/** Documents by their paths below an imaginary folder, or by their URLs; none of them is on the disk. */
type Texts = Readonly<Record<string, string>>;

const folder = "/documents";

interface Options {
  readonly entries?: readonly string[];
  readonly map?: Readonly<Record<string, string>>;
}

describe("a reference is relative to $self", () => {
  const operation = 'operationPath: "{$sourceDescriptions.api.url}#/paths/~1pets/get"';

  test("and is found by the $self of its target", async () => {
    const texts = {
      "flows/a.yaml": flow({ self: "https://x.test/flows/a.yaml", api: "../apis/pets.yaml" }),
      "other/b.yaml": flow({ id: "other", api: "pets.yaml", version: "1.0.1" }),
      "other/pets.yaml": api("https://x.test/apis/pets.yaml"),
    };
    expect(await told(texts, { entries: ["flows/a.yaml", "other/b.yaml"] })).toEqual([]);
  });

  test("which is read in place of the URL", async () => {
    const texts = {
      "flows/a.yaml": flow({ self: "https://x.test/flows/a.yaml", api: "../apis/pets.yaml" }),
      "local.yaml": api(),
    };
    const map = { "https://x.test/apis/pets.yaml": "local.yaml" };
    expect(await told(texts, { map })).toEqual([]);
  });

  test("even if the file beside it has another $self", async () => {
    const texts = {
      "a.yaml": flow({ self: "https://x.test/flows/a.yaml", api: "pets.yaml", operation }),
      "pets.yaml": api("https://x.test/flows/cats.yaml", "/cats"),
      "b.yaml": flow({ id: "other", api: "right.yaml", operation, version: "1.0.1" }),
      "right.yaml": api("https://x.test/flows/pets.yaml", "/pets"),
    };
    expect(await told(texts, { entries: ["a.yaml", "b.yaml"] })).toEqual([]);
  });

  test("or else from the location of the document, which is told", async () => {
    const texts = {
      "a.yaml": flow({ self: "https://x.test/flows/a.yaml", api: "pets.yaml" }),
      "pets.yaml": api(),
    };
    expect(await told(texts)).toEqual(["info reference-not-mapped a.yaml:5"]);
  });

  test.for([
    { self: "flows/a.yaml", url: "../apis/pets.yaml", target: "apis/pets.yaml" },
    { self: "../shared/a.yaml", url: "pets.yaml", target: "../shared/pets.yaml" },
    { self: "", url: "pets.yaml", target: "pets.yaml" },
    { self: "flows/a%20b.yaml", url: "c%20d.yaml", target: "flows/c d.yaml" },
    { self: "?v=2", url: "pets.yaml", target: "pets.yaml" },
    { self: "file:///elsewhere/a.yaml", url: "pets.yaml", target: "/elsewhere/pets.yaml" },
  ])("which can be relative: $self", async ({ self, url, target }) => {
    const texts = { "a.yaml": flow({ self, api: url }), [target]: api() };
    expect(await told(texts)).toEqual([]);
  });

  test.for([
    { self: "HTTPS://X.test:443/flows/./a.yaml", url: "https://x.test/flows/a.yaml" },
    { self: "urn:example:flows:a", url: "urn:example:flows:a" },
    { self: "tag:x.test,2026:a", url: "tag:x.test,2026:a" },
    { self: "https://x.test/a?v=2", url: "https://x.test/a?v=2" },
  ])("which can have any scheme: $self", async ({ self, url }) => {
    const texts = {
      "b.yaml": flow({ id: "other", api: "pets.yaml", arazzo: url }),
      "a.yaml": flow({ self, api: `file://${folder}/pets.yaml` }),
      "pets.yaml": api(),
    };
    expect(await told(texts, { entries: ["a.yaml", "b.yaml"] })).toEqual([]);
    expect(await told(texts, { entries: ["b.yaml", "a.yaml"] })).toEqual([]);
  });

  test("in inputs, too", async () => {
    const inputs = "{ $ref: 'shared.yaml#/components/inputs/tag' }";
    const texts = {
      "a.yaml": flow({ self: "https://x.test/a.yaml", api: "https://x.test/pets.yaml", inputs }),
      "moved.yaml": flow({ self: "https://x.test/shared.yaml", id: "other", api: "pets.yaml" }),
      "pets.yaml": api("https://x.test/pets.yaml"),
    };
    expect(await told(texts, { entries: ["a.yaml", "moved.yaml"] })).toEqual([]);
  });

  test("but not in a document of version 1.0", async () => {
    const version = "1.0.1";
    const texts = {
      "a.yaml": flow({ self: "https://x.test/a.yaml", api: "pets.yaml", version }),
      "pets.yaml": api(),
    };
    expect(await told(texts)).toEqual(["warning field-unknown a.yaml:2"]);
  });
});

describe("a document is found by its $self", () => {
  const entry = flow({ id: "other", api: "pets.yaml", arazzo: "https://x.test/a.yaml" });
  const target = flow({ self: "https://x.test/a.yaml", api: "https://x.test/pets.yaml" });
  const pets = api("https://x.test/pets.yaml");

  test("if it is mapped to another URL", async () => {
    const texts = { "b.yaml": entry, "local.yaml": target, "pets.yaml": pets };
    const map = { "https://mirror.test/a.yaml": "local.yaml" };
    expect(await told(texts, { map })).toEqual(["info reference-by-location b.yaml:4"]);
  });

  test("but not instead of the file that is mapped to the URL", async () => {
    const impostor = flow({ self: "https://x.test/a.yaml", id: "impostor", api: "pets.yaml" });
    const texts = { "b.yaml": entry, "local.yaml": target, "c.yaml": impostor, "pets.yaml": pets };
    const map = { "https://x.test/a.yaml": "local.yaml" };
    const found = await told(texts, { entries: ["b.yaml", "c.yaml"], map });
    expect(found.filter((each) => each.startsWith("error"))).toEqual([
      expect.stringMatching(/^error duplicate-id /),
    ]);
  });

  test("if it is read only because of a later document", async () => {
    const third = flow({ id: "third", api: "pets.yaml", arazzo: "moved.yaml", version: "1.0.1" });
    const texts = { "b.yaml": entry, "c.yaml": third, "moved.yaml": target, "pets.yaml": pets };
    for (const entries of [
      ["b.yaml", "c.yaml"],
      ["c.yaml", "b.yaml"],
    ]) {
      expect(await told(texts, { entries })).toEqual(["info reference-by-location b.yaml:4"]);
    }
  });

  test("and told if a reference names its location instead", async () => {
    const texts = {
      "b.yaml": flow({ id: "other", api: "https://x.test/pets.yaml", arazzo: "a.yaml" }),
      "a.yaml": target,
      "pets.yaml": pets,
    };
    const map = { "https://x.test/pets.yaml": "pets.yaml" };
    expect(await told(texts, { entries: ["b.yaml"], map })).toEqual([
      "info reference-by-location b.yaml:5",
    ]);
  });

  test("unless another document has the same", async () => {
    const copy = target.replace("workflowId: find", "workflowId: copy");
    const texts = { "a.yaml": target, "copy.yaml": copy, "pets.yaml": pets };
    const map = { "https://x.test/pets.yaml": "pets.yaml" };
    const entries = ["a.yaml", "copy.yaml"];
    expect(await told(texts, { entries, map })).toEqual(["error duplicate-id copy.yaml:2"]);
  });

  test("or is at that location", async () => {
    const texts = {
      "a.yaml": flow({ api: "pets.yaml" }),
      "b.yaml": flow({ self: "a.yaml", id: "other", api: "pets.yaml" }),
      "pets.yaml": api(),
    };
    expect(await told(texts, { entries: ["a.yaml", "b.yaml"] })).toEqual([
      "error duplicate-id b.yaml:2",
    ]);
  });
});

describe("a $self that is not a URI without a fragment", () => {
  test.for([
    "https://x.test/a.yaml#top",
    "https://x.test/a.yaml#",
    "my flow.yaml",
    "https://x.test/a%zz.yaml",
    "https://[x/a.yaml",
    "1a:b",
    "https://x.test/ä.yaml",
    "a\\\\b.yaml",
  ])("%s", async (self) => {
    const texts = { "a.yaml": flow({ self, api: "pets.yaml" }), "pets.yaml": api() };
    const errors = (await told(texts)).filter((each) => each.startsWith("error"));
    expect(errors).toEqual(["error wrong-kind a.yaml:2"]);
  });
});

describe("a document of a stranger", () => {
  test("does not reach files by its $self", async () => {
    const texts = {
      "https://x.test/a.yaml": flow({ self: `file://${folder}/a.yaml`, api: "pets.yaml" }),
      "pets.yaml": api(),
    };
    expect(await told(texts)).toEqual(["error source-not-readable https://x.test/a.yaml:5"]);
  });

  test("does not take the place of a document of another host", async () => {
    const texts = {
      "a.yaml": flow({ api: "https://bank.test/pets.yaml", arazzo: "https://evil.test/b.yaml" }),
      "https://evil.test/b.yaml": flow({ id: "other", api: "https://evil.test/pets.yaml" }),
      "https://evil.test/pets.yaml": api("https://bank.test/pets.yaml"),
    };
    const found = await told(texts, { entries: ["a.yaml"] });
    expect(found).toContain("error source-not-readable a.yaml:4");
  });
});

test("the files in a folder are found by their $self", async () => {
  const inFolder = await mkdtemp(join(tmpdir(), "arazzo-self-"));
  onTestFinished(() => rm(inFolder, { recursive: true }));
  const url = "https://x.test/apis/pets.yaml";
  const text = flow({ self: "https://x.test/flows/a.yaml", api: url });
  await writeFile(join(inFolder, "a.yaml"), text);
  await writeFile(join(inFolder, "moved.json"), api(url));
  // A search that starts again at each line would not end.
  await writeFile(join(inFolder, "blank.yaml"), "\n".repeat(1_000_000));
  expect((await compile([inFolder])).diagnostics).toEqual([]);
  const { diagnostics } = await compile([join(inFolder, "a.yaml")]);
  expect(diagnostics.map(({ code }) => code)).toEqual(["source-not-readable"]);
});

test("a document is compiled again if another one gets or loses the URI that it refers to", async () => {
  const pets = ["pets.yaml", api()] as const;
  const entry = flow({ id: "other", api: "pets.yaml", arazzo: "https://x.test/a.yaml" });
  const target = (self: string) => flow({ self, api: `file://${folder}/pets.yaml` });
  const editions: readonly Texts[] = [
    Object.fromEntries([pets, ["b.yaml", entry]]),
    Object.fromEntries([pets, ["b.yaml", entry], ["a.yaml", target("https://x.test/a.yaml")]]),
    Object.fromEntries([pets, ["b.yaml", entry], ["a.yaml", target("https://x.test/c.yaml")]]),
    Object.fromEntries([
      pets,
      ["b.yaml", `${entry}\n`],
      ["a.yaml", target("https://x.test/a.yaml")],
    ]),
    Object.fromEntries([pets, ["b.yaml", entry], ["a.yaml", target("https://x.test/a.yaml")]]),
  ];
  let cache = emptyCache;
  const ends: boolean[] = [];
  for (const texts of editions) {
    const options = { texts: located(texts) };
    const entries = [...options.texts.keys()].filter((path) => !path.endsWith("pets.yaml"));
    const again = await compileIncrementally(entries, options, cache);
    cache = again.cache;
    const first = await compile(entries, options);
    expect(again.diagnostics).toEqual(first.diagnostics);
    expect(again.files).toEqual(first.files);
    ends.push(again.files.length > 0);
  }
  expect(ends).toEqual([false, true, false, true, true]);
});

/** The diagnostics of documents, as `severity code file:line`. */
async function told(texts: Texts, { entries, map = {} }: Options = {}): Promise<readonly string[]> {
  const [first = ""] = Object.keys(texts);
  const { diagnostics } = await compile((entries ?? [first]).map(locate), {
    texts: located(texts),
    map: new Map(Object.entries(map).map(([url, path]) => [url, locate(path)])),
  });
  return diagnostics.map(({ severity, code, place }) => {
    const { path = "", text = "" } = place?.source ?? {};
    const line = text.slice(0, place?.start).split("\n").length;
    return `${severity} ${code} ${path.replace(`${folder}/`, "")}:${line}`;
  });
}

function located(texts: Texts): ReadonlyMap<string, string> {
  return new Map(Object.entries(texts).map(([path, text]) => [locate(path), text]));
}

function locate(path: string): string {
  return path.includes("://") ? path : resolve(folder, path);
}

interface Flow {
  readonly self?: string;
  readonly api: string;
  /** The URL of another Arazzo document, whose workflow `find` is called. */
  readonly arazzo?: string;
  readonly id?: string;
  readonly inputs?: string;
  readonly operation?: string;
  readonly version?: string;
}

/** A document with the `$self` in line 2, if any, and the sources from the line after `info`. */
function flow({ version = "1.1.0", id = "find", ...given }: Flow): string {
  const { operation = "operationId: listPets", inputs = "{ $ref: '#/components/inputs/tag' }" } =
    given;
  return [
    `arazzo: ${version}`,
    ...(given.self === undefined ? [] : [`$self: "${given.self}"`]),
    "info: { title: A flow, version: 1.0.0 }",
    "sourceDescriptions:",
    `  - { name: api, url: "${given.api}", type: openapi }`,
    ...(given.arazzo === undefined
      ? []
      : [`  - { name: other, url: "${given.arazzo}", type: arazzo }`]),
    "workflows:",
    `  - workflowId: ${id}`,
    `    inputs: ${inputs}`,
    "    steps:",
    `      - { stepId: list, ${operation}, parameters: [{ name: tag, in: query, value: $inputs.tag }] }`,
    ...(given.arazzo === undefined
      ? []
      : [
          "      - { stepId: call, workflowId: $sourceDescriptions.other.find, parameters: [{ name: tag, value: x }] }",
        ]),
    "components:",
    "  inputs: { tag: { type: object, required: [tag], properties: { tag: { type: string } } } }",
  ].join("\n");
}

function api(self?: string, path = "/pets"): string {
  return JSON.stringify({
    openapi: "3.2.0",
    ...(self !== undefined && { $self: self }),
    info: { title: "Pets", version: "1.0.0" },
    servers: [{ url: "https://api.test" }],
    paths: {
      [path]: {
        get: {
          operationId: "listPets",
          parameters: [{ name: "tag", in: "query", schema: { type: "string" } }],
          responses: { 200: { description: "ok" } },
        },
      },
    },
  });
}

import { describe, expect, onTestFinished, test } from "vitest";
import { andWholeQuery, jsonQuery, wholeQuery } from "../../templates/runtime/whole-query.js";
import { startHttpServer } from "../servers/http-server.js";
import { importFlow } from "./run-flow.js";

/** The URLs that the server sees, and the error of the workflow. */
async function run(functionName: string, inputs: unknown = {}) {
  const module = await importFlow("querystring");
  const server = await startHttpServer(() => ({ kind: "response", status: 200 }));
  onTestFinished(() => server.close());
  const jobs = module["createJobs"]?.({ baseUrl: server.url, retry: false, key: "a&b" });
  const ended = await Promise.resolve(module[functionName]?.(inputs, { jobs })).then(
    (result: unknown) => ({ result, error: undefined }),
    (error: unknown) => ({ result: undefined, error }),
  );
  return { ...ended, base: server.url, urls: server.requests.map(({ url }) => url) };
}

describe("a parameter that is the whole query", () => {
  test("is sent as it is written, with percent-encodings for what a URL cannot contain", async () => {
    const { urls, result, base } = await run("asWritten");
    const url = "/form?category=a+b&q=%C3%BC%20%7Bx%7D%23%5B1%5D&done=100%25&kept=%2F%27";
    expect(urls).toEqual([url]);
    expect(result).toMatchObject({ outputs: { url: `${base}${url}` } });
  });

  test("keeps the values in it apart from the query around them", async () => {
    const { urls } = await run("embedded", { category: "a&b=c#d%20+ ü'", minPrice: 1.5 });
    expect(urls).toEqual([
      "/form?category=a%26b%3Dc%23d%2520%2B%20%C3%BC%27&minPrice=1.5&inStock=true",
    ]);
    const [url = ""] = urls;
    expect(new URLSearchParams(url.split("?")[1]).get("category")).toBe("a&b=c#d%20+ ü'");
  });

  test("stops the workflow if a value in it is absent", async () => {
    const { urls, error } = await run("embedded", { category: "a" });
    expect(urls).toEqual([]);
    expect(error).toMatchObject({ name: "MissingValueError", expression: "$inputs.minPrice" });
  });

  test("can be one expression, also beside a key in the query", async () => {
    const { urls } = await run("wholeText", { query: "a=1&b=%20#c" });
    expect(urls).toEqual(["/form?a=1&b=%20%23c", "/text?a=1&b=%20%23c&api_key=a%26b"]);
    expect((await run("wholeText", { query: "" })).urls).toEqual(["/form", "/text?api_key=a%26b"]);
  });

  test("encodes an object as a form, with the encoding of its fields", async () => {
    const { urls } = await run("asObject", { category: "a&b", tags: ["x", "y z"] });
    expect(urls).toEqual(["/form?category=a%26b&tags=x&tags=y%20z&minPrice=1.5&ids=1,2"]);
  });

  test("encodes JSON, also from a string", async () => {
    const { urls } = await run("asJson", { filter: 'x"}&y', limit: 3 });
    const sent = urls.map((url) => JSON.parse(decodeURIComponent(url.replace("/json?", ""))));
    expect(sent).toEqual([
      { filter: "active", sort: "desc", limit: 50 },
      { filter: 'is x"}&y', limit: 3 },
      { filter: 'x"}&y', limit: 3 },
    ]);
    expect(urls[0]).toBe(
      "/json?%7B%22filter%22%3A%22active%22%2C%22sort%22%3A%22desc%22%2C%22limit%22%3A50%7D",
    );
  });

  test("is absent or empty without a question mark, and continues a query in the path", async () => {
    const { urls } = await run("beside", { form: { a: [1, 2], b: { c: "d" } } });
    expect(urls).toEqual([
      "/json",
      "/continued?fixed=1&a=1&a=2&b=%7B%22c%22%3A%22d%22%7D",
      "/continued?fixed=1",
    ]);
  });
});

test("a value that has no encoding leaves a placeholder, with which no request is sent", () => {
  for (const value of [1, true, Number.NaN, () => 1, { a: () => 1 }]) {
    expect(wholeQuery("q", value, jsonQuery)).toBe("?q={q:any}");
  }
  expect(wholeQuery("q", { a: 1 })).toBe("?q={q:any}");
  expect(wholeQuery("q", "{q:any}")).toBe("?%7Bq:any%7D");
  expect(andWholeQuery("q", null)).toBe("");
});

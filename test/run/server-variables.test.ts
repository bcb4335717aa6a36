/** Values of server variables: invalid values are rejected when the transport is created. */

import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { planUrl } from "../../generator/4-plan/servers/plan-url.js";
import type { Transport } from "../../templates/runtime/http.js";
import * as parts from "../../templates/runtime/server-variables.js";
import { type HttpServer, startHttpServer } from "../servers/http-server.js";
import { flowOut, importCase } from "./run-flow.js";

const request = { operationId: "ask", method: "GET", path: "/", headers: {}, responseBodies: {} };

let server: HttpServer;
let address: URL;

beforeAll(async () => {
  server = await startHttpServer(() => ({ kind: "response", status: 204 }));
  address = new URL(server.url);
});

afterAll(() => server.close());

/** Creates the transport of an API of a compiled case. */
async function create(api: string, options: object, of = "server-variables"): Promise<Transport> {
  const module = await importCase(of, join(flowOut, `${of}-variables`));
  return module[`create${api}`]?.({ retry: false, ...options }) as Transport;
}

/** The URL of a request. */
async function urlOf(api: string, options: object, of?: string): Promise<string | undefined> {
  const fetch = async () => new Response(null, { status: 204 });
  return (await (await create(api, { fetch, ...options }, of)).send(request)).url;
}

describe("values that fit", () => {
  test("lead to the host and path that they name, on a real server", async () => {
    const { hostname, host, port } = address;
    const transport = await create("Whole", { scheme: "http", host, root: "/a/b%20c" });
    await transport.send(request);
    expect(server.requests.at(-1)?.url).toBe("/a/b%20c/");
    expect(server.requests.at(-1)?.headers["host"]).toEqual([`${hostname}:${port}`]);
  });

  test.each([
    ["Whole", {}, "https://api.example:8443/v1/"],
    ["Whole", { host: "localhost", root: "/" }, "https://localhost/"],
    ["Whole", { host: "[::1]:8080" }, "https://[::1]:8080/v1/"],
    ["Odd", {}, "https://api.odd.example/a/b/x/"],
    ["Odd", { environment: "sandbox-" }, "https://sandbox-api.odd.example/a/b/x/"],
    ["Odd", { environment: "staging." }, "https://staging.api.odd.example/a/b/x/"],
    ["Odd", { domain: "a_b.example", port: "8443" }, "https://api.a_b.example:8443/a/b/x/"],
    ["Odd", { basePath: "~me/@2,%2F" }, "https://api.odd.example/~me/@2,%2F/x/"],
  ])("%s %j", async (api, options, expected) => {
    expect(await urlOf(api, options)).toBe(expected);
  });
});

const hostile = [
  ...[
    "attacker.example/#",
    "attacker.example:8443/?",
    "x@attacker.example/",
    "a\\b",
    "a/b",
    "#",
    "?",
  ],
  ...[
    "",
    " ",
    "a b",
    "a\nb",
    "a\tb",
    "a\0b",
    ".",
    "..",
    "a..b",
    ".a",
    "a.",
    "%2e",
    "a%2fb",
    "ä",
    "{a}",
  ],
  ...["a:b@c", "a,b", "[", "//attacker.example"],
];

test("a value is read as a string once", () => {
  const values = ["a", "attacker.example/#"];
  const changing = { toString: () => values.shift() };
  expect(Reflect.apply(parts.hostLabel, undefined, ["create", "x", changing])).toBe("a");
});

describe("values that could lead to another host are refused", () => {
  test.each(hostile)("in a part of the host: %j", async (value) => {
    const problem = "letters, digits, hyphens and underscores, with single dots between them";
    await expect(create("Odd", { domain: value })).rejects.toEqual(
      new TypeError(`createOdd: domain must be ${problem}`),
    );
    await expect(create("Files", { token: "t", tenant: value }, "servers")).rejects.toEqual(
      new TypeError(`createFiles: tenant must be ${problem}`),
    );
    await expect(create("Queue", { region: value }, "servers")).rejects.toEqual(
      new TypeError(`createQueue: region must be ${problem}`),
    );
  });

  test("in the environment of AWS", async () => {
    vi.stubEnv("AWS_REGION", "attacker.example/#");
    try {
      await expect(create("Queue", {}, "servers")).rejects.toThrow(/^createQueue: region must be/);
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test.each([...hostile, "a:", "a:b", "a:1:2", "[::1", "a]"])("as the host: %j", async (value) => {
    await expect(create("Whole", { host: value })).rejects.toEqual(
      new TypeError('createWhole: host must be a host, such as "api.example.com"'),
    );
  });

  test.each([...hostile, "ftp", "javascript", "https:"])("as the scheme: %j", async (value) => {
    await expect(create("Whole", { scheme: value })).rejects.toEqual(
      new TypeError('createWhole: scheme must be "http" or "https"'),
    );
  });

  test.each([...hostile, "-1", "1.5", "080800"])("as the port: %j", async (value) => {
    await expect(create("Odd", { port: value })).rejects.toEqual(
      new TypeError("createOdd: port must be a port number"),
    );
  });

  test.each(["production.", "attacker.example/", "sandbox-."])(
    "where the values are listed: %j",
    async (value) => {
      await expect(create("Odd", { environment: value })).rejects.toThrow(TypeError);
    },
  );
});

const hostilePaths = [
  ...["", "..", ".", "a/../b", "../a", "a/..", "%2e%2E/a", "a/.%2e", "a?b", "a#b", "a\\b", "a b"],
  ...["a\nb", "a\0", "ä", "{a}", '"', "<"],
];

describe("values that could lead to another path are refused", () => {
  test.each(hostilePaths)("in the path: %j", async (value) => {
    await expect(create("Odd", { basePath: value })).rejects.toThrow(
      /^createOdd: basePath must be a percent-encoded path/,
    );
    if (value !== "") {
      await expect(create("Whole", { root: `/${value}` })).rejects.toThrow(
        /^createWhole: root must/,
      );
    }
  });

  test.each(["", "v1", ".attacker.example", "@attacker.example", ":1"])(
    "right after the host: %j",
    async (value) => {
      await expect(create("Whole", { root: value })).rejects.toEqual(
        new TypeError('createWhole: root must be a path that begins with "/"'),
      );
    },
  );
});

test.each(["", "/relative", "ftp://a.example", "https://a:b@c.example", "https://a.example?b"])(
  "baseUrl %j is refused by the name of the API",
  async (baseUrl) => {
    await expect(create("Odd", { baseUrl })).rejects.toEqual(
      new TypeError(
        "createOdd: baseUrl must be an absolute http or https URL without credentials, query, spaces and backslashes",
      ),
    );
  },
);

test("the generator lists those declared values alone that the runtime would refuse", () => {
  const values = [...hostile, ...hostilePaths, "https", "a.b", "a:1", "[::1]", "80", "/", "/v1"];
  const urls = {
    serverScheme: "{x}://a.example",
    serverHost: "https://{x}/a",
    hostLabel: "https://{x}.a.example",
    serverPort: "https://a.example:{x}",
    serverPath: "https://a.example/{x}/b",
    serverRootPath: "https://a.example{x}",
  };
  for (const [part, url] of Object.entries(urls)) {
    const fallback = { serverRootPath: "/", serverPort: "80" }[part] ?? "https";
    const named = { name: "x", optionName: "x", default: fallback, values, description: undefined };
    const variable = planUrl(url, [named]).find((each) => typeof each !== "string");
    const check = Object.entries(parts).find(([name]) => name === part)?.[1];
    const isRefused = (value: string) => {
      try {
        check?.("create", "x", value);
        return false;
      } catch {
        return true;
      }
    };
    expect(variable).toEqual({
      variable: "x",
      part,
      exceptions: [...new Set(values)].filter(isRefused),
    });
  }
});

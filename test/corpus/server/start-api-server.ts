import { startHttpServer } from "../../servers/http-server.js";
import { checkBody } from "./check-body.js";
import { checkParameters } from "./check-parameters.js";
import type { Description } from "./description.js";
import type { Fault } from "./fault.js";
import { listOperations, type Operation } from "./list-operations.js";
import { makeResponse, type Wish } from "./make-response.js";
import { createSchemaChecker } from "./schema-checker.js";

/** Serves APIs as their descriptions say, and checks what it is sent against them. */
export interface ApiServer {
  /** Where each API is served, its base path included, by the name it was given. */
  readonly urls: ReadonlyMap<string, string>;
  /** Says how to answer from now on. */
  wish(wish: Wish): void;
  /** What was wrong with each request since this was last asked; nothing is if the list is empty. */
  takeFaults(): readonly (readonly Fault[])[];
  close(): Promise<void>;
}

export async function startApiServer(
  descriptions: ReadonlyMap<string, Description>,
): Promise<ApiServer> {
  const apis = [...descriptions].map(([name, description], index) => ({
    name,
    description,
    prefix: `/${index}${basePathOf(description)}`,
    operations: listOperations(description),
    checker: createSchemaChecker(description),
  }));
  let wished: Wish = {
    operationId: undefined,
    statuses: [],
    values: [],
    replacements: [],
    isSparse: false,
  };
  let faults: (readonly Fault[])[] = [];

  const server = await startHttpServer(async (received) => {
    const api = apis.find(({ prefix }) => received.url.startsWith(`${prefix}/`));
    const request = { ...received, url: received.url.slice(api?.prefix.length ?? 0) };
    const [path = ""] = request.url.split("?");
    const operations = (api?.operations ?? []).filter(
      ({ method, pattern }) => method === request.method && pattern.test(path),
    );
    if (!api || operations.length === 0) {
      faults.push([{ text: `${request.method}: no operation` }]);
      return { kind: "response", status: 404 };
    }
    const { description, checker } = api;
    const checked = operations.map(async (operation) => {
      const inHead = checkParameters(description, checker, operation, request);
      const inBody = await checkBody(description, checker, operation, request);
      return { operation, faults: [...inHead, ...inBody] };
    });
    const [best] = (await Promise.all(checked)).sort(
      (a, b) => a.faults.length - b.faults.length || Number(isMeant(b)) - Number(isMeant(a)),
    );
    function isMeant({ operation }: { readonly operation: Operation }): boolean {
      return description.text(operation.at, "operationId") === wished.operationId;
    }
    if (!best) throw new Error("there was one");
    faults.push(best.faults);
    return makeResponse(api, best.operation, request.headers["accept"]?.[0] ?? "", wished);
  });

  return {
    urls: new Map(apis.map(({ name, prefix }) => [name, server.url + prefix])),
    wish: (wish) => {
      wished = wish;
    },
    takeFaults() {
      const taken = faults;
      faults = [];
      return taken;
    },
    close: server.close,
  };
}

/** The path of the first server, with the defaults of its variables. */
function basePathOf(description: Description): string {
  const server = description.find(description.root, "servers", "0");
  const url = (server && description.text(server, "url")) ?? "";
  const filled = url.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    return (server && description.text(server, "variables", name, "default")) ?? name;
  });
  const path = filled.replace(/^[a-z]+:\/\/[^/]*/i, "").replace(/\/+$/, "");
  return /^\/[^?#]*$/.test(path) ? path : "";
}

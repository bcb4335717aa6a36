/** Credentials of every kind are sent to the server of their transport, and to no other. */

import { describe, expect, test } from "vitest";
import { createSagemakerApi } from "../../generated/index.js";
import { apiKeyInCookie, apiKeyInHeader, apiKeyInQuery } from "../../templates/runtime/api-key.js";
import type { Authenticator } from "../../templates/runtime/authenticator.js";
import { createAwsSigner } from "../../templates/runtime/aws-signer.js";
import { TransportError } from "../../templates/runtime/errors.js";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import type { HttpRequest } from "../../templates/runtime/http.js";
import { basic, bearer } from "../../templates/runtime/http-authentication.js";
import { oauth2 } from "../../templates/runtime/oauth2.js";
import { createAuthenticator, type SecurityScheme } from "../../templates/runtime/security.js";
import type { Fetch } from "../../templates/runtime/transport-options.js";
import { rejectionOf } from "./rejection-of.js";

const secret = "hunter2";
const credentials = { accessKeyId: "AKID", secretAccessKey: "secret", sessionToken: secret };

/** Records the URLs of requests; the token endpoint returns a token. */
function recorder() {
  const hosts: string[] = [];
  const fetch: Fetch = async (url) => {
    hosts.push(new URL(url).host);
    return Response.json({ access_token: secret, token_type: "bearer" });
  };
  return { hosts, fetch };
}

const tokenUrl = "https://login.example/token";
const only = (scheme: SecurityScheme) => createAuthenticator({ scheme });
const kinds: Readonly<Record<string, (fetch: Fetch) => Authenticator>> = {
  "a key in a header": () => only(apiKeyInHeader("x-api-key", secret)),
  "a key in the query": () => only(apiKeyInQuery("key", secret)),
  "a key in a cookie": () => only(apiKeyInCookie("key", secret)),
  "basic authentication": () => only(basic({ username: "me", password: secret })),
  "a bearer token": () => only(bearer(secret)),
  "an OAuth client": (fetch) =>
    only(oauth2({ clientId: "me", clientSecret: secret }, { tokenUrl }, { fetch })),
  "AWS keys": () => createAwsSigner({ service: "s3", region: "eu-west-1", credentials }),
  "AWS keys, path encoded twice": () =>
    createAwsSigner({ service: "sqs", region: "eu-west-1", credentials }),
};

/** Paths that lead a careless client to evil.example. */
const paths = [
  ...["//evil.example/x", "///evil.example", "/\\evil.example/x", "\\\\evil.example/x"],
  ...["@evil.example/x", ":443@evil.example/x", "https://evil.example/x", "https:evil.example"],
  ...[".evil.example/x", "/%2F%2Fevil.example/x", "\t//evil.example", "/\n/evil.example"],
  ...["?@evil.example", "?//evil.example", "/x?next=//evil.example", "evil.example:443/"],
];

const request: HttpRequest = {
  operationId: "operation",
  method: "GET",
  path: "/",
  headers: {},
  responseBodies: {},
  security: [["scheme"]],
};

describe.each(Object.entries(kinds))("%s", (kind, make) => {
  test.each(paths)("the path %j leads to no other host", async (path) => {
    const { hosts, fetch } = recorder();
    const options = { baseUrl: "https://good.example", fetch, authenticator: make(fetch) };
    await createFetchTransport(options).send({ ...request, path });
    const ofTokens = kind === "an OAuth client" ? ["login.example"] : [];
    expect(hosts).toEqual([...ofTokens, "good.example"]);
  });

  test("is not added to a request whose server an authenticator changes", async () => {
    const { hosts, fetch } = recorder();
    const inner = make(fetch);
    const authenticator: Authenticator = {
      ...inner,
      async authenticate(given) {
        const { url, headers } = await inner.authenticate(given);
        return { url: url.replace("good.example", "evil.example"), headers };
      },
    };
    const transport = createFetchTransport({
      baseUrl: "https://good.example",
      fetch,
      authenticator,
    });
    const error = await rejectionOf(transport.send(request));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({
      message: "GET https://good.example (operation) would send credentials to another server",
    });
    expect(hosts.filter((host) => host !== "login.example")).toEqual([]);
  });
});

test.each(["http://good.example", "https://good.example:444", "https://good.example."])(
  "%s is another server than https://good.example",
  async (server) => {
    const { hosts, fetch } = recorder();
    const authenticator: Authenticator = {
      authenticate: async ({ headers }) => ({ url: `${server}/`, headers }),
    };
    const transport = createFetchTransport({
      baseUrl: "https://good.example",
      fetch,
      authenticator,
    });
    expect(await rejectionOf(transport.send(request))).toBeInstanceOf(TransportError);
    expect(hosts).toEqual([]);
  },
);

/** URLs whose host differs from what a search for the suffix in the string finds. */
const twoFaced = [
  "https://evil.example\\.sagemaker.us-east-1.amazonaws.com",
  "https:\\\\evil.example",
  "https://sagemaker.us-east-1.amazonaws.com\\@evil.example",
  "https://good.example\n.evil.example",
  "https://good.example\t.evil.example",
  " https://good.example",
  "https://good.example\r",
];

describe.each(twoFaced)("the URL %j", (url) => {
  test("is refused as baseUrl, before anything is sent", () => {
    const { hosts, fetch } = recorder();
    const message = /: baseUrl must be an absolute http or https URL/;
    expect(() => createFetchTransport({ baseUrl: url, fetch })).toThrow(message);
    const options = { baseUrl: url, region: "us-east-1", credentials, fetch };
    expect(() => createSagemakerApi(options)).toThrow(message);
    expect(hosts).toEqual([]);
  });

  test("is refused as a token endpoint, before anything is sent", async () => {
    const { hosts, fetch } = recorder();
    const given = { clientId: "me", clientSecret: secret, tokenUrl: url };
    const authenticator = only(oauth2(given, { tokenUrl }, { fetch }));
    const transport = createFetchTransport({
      baseUrl: "https://good.example",
      fetch,
      authenticator,
    });
    expect(await rejectionOf(transport.send(request))).toMatchObject({
      message: expect.stringMatching(/the token endpoint is unknown/),
    });
    expect(hosts).toEqual([]);
  });
});

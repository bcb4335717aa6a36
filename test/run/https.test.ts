/** Sending over HTTPS: only to servers with a valid certificate. */

import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { createFetchTransport } from "../../templates/runtime/fetch-transport.js";
import { bearer } from "../../templates/runtime/http-authentication.js";
import { createNodeFetch } from "../../templates/runtime/node-fetch.js";
import { createAuthenticator } from "../../templates/runtime/security.js";
import type { Fetch } from "../../templates/runtime/transport-options.js";
import { rejectionOf } from "./rejection-of.js";

const hasOpenssl = spawnSync("openssl", ["version"]).status === 0;

/** A certificate of 127.0.0.1, signed with its own key. */
function makeCertificate() {
  const folder = mkdtempSync(join(tmpdir(), "https-"));
  try {
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    const kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
    const name = ["-subj", "/CN=test", "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2"];
    const files = ["-keyout", key, "-out", cert];
    execFileSync("openssl", ["req", "-x509", ...kind, ...name, ...files], { stdio: "ignore" });
    return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function connect() {
  const certificate = makeCertificate();
  const received: unknown[] = [];
  let connections = 0;
  const server = createServer(certificate, (request, response) => {
    received.push(request.headers.authorization);
    response.end("[1]");
  });
  server.on("secureConnection", () => {
    connections += 1;
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const { port } = server.address() as AddressInfo;
  const send = (host: string, fetch?: Fetch) =>
    createFetchTransport({
      baseUrl: `https://${host}:${port}`,
      fetch,
      authenticator: createAuthenticator({ token: bearer("secret") }),
    }).send({
      ...{ operationId: "list", method: "GET", path: "/", headers: {} },
      ...{ security: [["token"]], responseBodies: { 200: "json" } },
    });
  return { ca: certificate.cert, received, connections: () => connections, send };
}

describe.skipIf(!hasOpenssl)("a certificate", () => {
  test.each([
    ["Node's own client", createNodeFetch()],
    ["the global fetch", undefined],
  ])("that nobody vouches for is refused by %s, before anything is sent", async (_, fetch) => {
    const { received, send } = await connect();
    const error = await rejectionOf(send("127.0.0.1", fetch));
    expect(error).toMatchObject({
      name: "TransportError",
      message: expect.stringMatching(
        /^GET https:\/\/127\.0\.0\.1:\d+ \(list\) failed: self-signed certificate$/,
      ),
    });
    expect(received).toEqual([]);
  });

  test("of another host is refused, even if it is trusted", async () => {
    const { ca, received, send } = await connect();
    const error = await rejectionOf(send("localhost", createNodeFetch({ ca })));
    expect(error).toMatchObject({
      name: "TransportError",
      message: expect.stringMatching(/failed: Hostname\/IP does not match certificate.*localhost/),
    });
    expect(received).toEqual([]);
  });

  test("that is trusted is taken, and the connection used again", async () => {
    const { ca, received, connections, send } = await connect();
    const fetch = createNodeFetch({ ca });
    expect((await send("127.0.0.1", fetch)).body).toEqual([1]);
    expect((await send("127.0.0.1", fetch)).body).toEqual([1]);
    expect(received).toEqual(["Bearer secret", "Bearer secret"]);
    expect(connections()).toBe(1);
  });
});

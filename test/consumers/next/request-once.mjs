/** Starts what was built, makes one request, and stops it. */

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const next = createRequire(import.meta.url).resolve("next/dist/bin/next");
const server = spawn(process.execPath, [next, "start", "--hostname", "127.0.0.1", "--port", "0"], {
  stdio: ["ignore", "pipe", "inherit"],
});
for await (const line of createInterface(server.stdout)) {
  const [url] = /http:\/\/127\.0\.0\.1:\d+/.exec(line) ?? [];
  if (url === undefined) continue;
  const body = "https://videos.example.com/a.mov";
  const response = await fetch(`${url}/conversions`, { method: "POST", body });
  console.log(response.status, await response.text());
  break;
}
server.kill();

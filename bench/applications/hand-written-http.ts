/** The three calls by hand, sent with `node:http`. */

import { Agent, request } from "node:http";
import { connectWith } from "./hand-written.js";

const agent = new Agent({ keepAlive: true });

export const connect = connectWith((url, headers, body) => {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", headers, agent }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk) => {
        text += chunk;
      });
      response.on("end", () => {
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${response.statusCode}: ${text}`));
      });
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
});
